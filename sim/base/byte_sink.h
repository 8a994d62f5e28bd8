// Where output goes: bytes, in order.
#pragma once

#include <string>
#include <string_view>

namespace refreshsim {

/// Takes bytes. A sink that can fail remembers its first failure and ignores what comes after it,
/// so that writers need not ask after every line.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// Keeps everything in memory.
class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text;
};

}  // namespace refreshsim
