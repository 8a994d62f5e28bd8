// Zstandard: bytes packed as they come, and unpacked again (libzstd).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sim/base/byte_sink.h"

namespace refreshsim {

/// Packs what it is given into `out`: one frame with a checksum. The same bytes give the same ones
/// in whatever portions they come, as long as libzstd is the same. Memory does not grow.
class ZstdSink final : public ByteSink {
 public:
  explicit ZstdSink(ByteSink& out);
  ~ZstdSink() override;
  ZstdSink(const ZstdSink&) = delete;
  ZstdSink& operator=(const ZstdSink&) = delete;

  void write(std::string_view bytes) override;
  /// Ends the frame: without it the file is one that was cut off.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether these are the first bytes of a packed file.
bool is_zstd(std::string_view bytes);

/// What was packed, up to `largest` bytes. The error is a sentence for the user, without the path.
tl::expected<std::string, std::string> unpack_zstd(std::string_view bytes, std::size_t largest);

}  // namespace refreshsim
