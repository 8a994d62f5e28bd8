#include "sim/base/zstd.h"

#include <zstd.h>

#include <algorithm>

#include "sim/base/check.h"

namespace refreshsim {
namespace {

using ZstdFailure = tl::unexpected<std::string>;

// The level that packs timelines best at the speed at which they are made.
constexpr int kZstdLevel = 1;
// Always handed over in portions of this size, so that the writers' own don't show.
constexpr std::size_t kPackedPortion = std::size_t{1} << 17;
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";

std::size_t checked(std::size_t result) {
  REFRESHSIM_CHECK(ZSTD_isError(result) == 0, ZSTD_getErrorName(result));
  return result;
}

struct Unpacker {
  Unpacker() : stream(ZSTD_createDStream()) {}
  ~Unpacker() { ZSTD_freeDStream(stream); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  ZSTD_DStream* stream;
};

}  // namespace

struct ZstdSink::State {
  explicit State(ByteSink& to) : out(to), context(ZSTD_createCCtx()) {
    REFRESHSIM_CHECK(context != nullptr, "there is memory to pack with");
    checked(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kZstdLevel));
    checked(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1));
    packed.resize(ZSTD_CStreamOutSize());
    waiting.reserve(kPackedPortion);
  }
  ~State() { ZSTD_freeCCtx(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // Packs what waits, and with ZSTD_e_end everything that libzstd still keeps.
  void pack(ZSTD_EndDirective how) {
    ZSTD_inBuffer in{waiting.data(), waiting.size(), 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer to{packed.data(), packed.size(), 0};
      left = checked(ZSTD_compressStream2(context, &to, &in, how));
      out.write({packed.data(), to.pos});
    } while (how == ZSTD_e_end ? left != 0 : in.pos < in.size);
    waiting.clear();
  }

  ByteSink& out;
  ZSTD_CCtx* context;
  std::string waiting;
  std::string packed;
};

ZstdSink::ZstdSink(ByteSink& out) : state_(std::make_unique<State>(out)) {}
ZstdSink::~ZstdSink() = default;

void ZstdSink::write(std::string_view bytes) {
  std::string& waiting = state_->waiting;
  while (!bytes.empty()) {
    const std::string_view taken = bytes.substr(0, kPackedPortion - waiting.size());
    waiting += taken;
    bytes.remove_prefix(taken.size());
    if (waiting.size() == kPackedPortion) state_->pack(ZSTD_e_continue);
  }
}

void ZstdSink::finish() { state_->pack(ZSTD_e_end); }

bool is_zstd(std::string_view bytes) { return bytes.starts_with(kZstdMagic); }

tl::expected<std::string, std::string> unpack_zstd(std::string_view bytes, std::size_t largest) {
  const Unpacker unpacker;
  REFRESHSIM_CHECK(unpacker.stream != nullptr, "there is memory to unpack with");
  std::string text;
  std::string portion(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  bool more = true;  // of what is packed, or of what libzstd holds already
  std::size_t left = 1;
  while (more) {
    ZSTD_outBuffer out{portion.data(), portion.size(), 0};
    left = ZSTD_decompressStream(unpacker.stream, &out, &in);
    if (ZSTD_isError(left) != 0) {
      return ZstdFailure(std::string("can't be unpacked: ") + ZSTD_getErrorName(left));
    }
    text.append(portion, 0, out.pos);
    if (text.size() > largest) {
      return ZstdFailure("larger than " + std::to_string(largest >> 20) + " MB when unpacked");
    }
    more = in.pos < in.size || out.pos == out.size;
  }
  if (left != 0) return ZstdFailure("can't be unpacked: it was cut off");
  return text;
}

}  // namespace refreshsim
