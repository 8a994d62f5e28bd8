#include "sim/base/draw.h"

#include <Random123/philox.h>

#if defined(__x86_64__) && !defined(REFRESHSIM_CANARY_DRAW_ORDER)
#include <immintrin.h>
#define REFRESHSIM_AVX2 __attribute__((target("avx2")))
#endif

namespace refreshsim {

namespace {

struct Block {
  r123::Philox4x32::ctr_type counter;
  r123::Philox4x32::key_type key;
};

Block block_of(std::uint64_t seed, std::uint32_t replica, const DrawKey& key) {
  const auto low = static_cast<std::uint32_t>(seed);
  const auto high = static_cast<std::uint32_t>(seed >> 32);
  return {{{key.subject, replica, static_cast<std::uint32_t>(key.purpose) << 28 | key.place,
            (key.activity & 0xffff) << 16 | (key.attempt & 0xffff)}},
          {{low ^ (key.attempt >> 16), high ^ (key.activity >> 16)}}};
}

}  // namespace

#ifdef REFRESHSIM_AVX2
namespace {

constexpr int kRounds = 10;
constexpr std::size_t kAbreast = 8;

/// Philox4x32-10 of four counters: a word of each in the lower half of 64 bits. What is in the
/// upper halves is never read, so a product's lower word is the product itself.
struct Four {
  __m256i a, b, c, d;

  REFRESHSIM_AVX2 void round(__m256i key_0, __m256i key_1) {
    const __m256i first = _mm256_mul_epu32(a, _mm256_set1_epi64x(PHILOX_M4x32_0));
    const __m256i second = _mm256_mul_epu32(c, _mm256_set1_epi64x(PHILOX_M4x32_1));
    a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(second, 32), b), key_0);
    b = second;
    c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(first, 32), d), key_1);
    d = first;
  }
  REFRESHSIM_AVX2 void store(std::uint64_t* out) const {
    const __m256i low = _mm256_and_si256(a, _mm256_set1_epi64x(0xffffffff));
    const __m256i bits = _mm256_or_si256(_mm256_slli_epi64(b, 32), low);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), bits);
  }
};

/// The draws of subjects that follow one another, as far as eight of them are left; how many.
REFRESHSIM_AVX2 std::size_t draw_abreast(const Block& of, std::span<std::uint64_t> out) {
  __m256i keys[kRounds][2];
  for (int i = 0; i < kRounds; ++i) {
    const auto bump = static_cast<std::uint32_t>(i);
    keys[i][0] = _mm256_set1_epi64x(of.key[0] + bump * PHILOX_W32_0);
    keys[i][1] = _mm256_set1_epi64x(of.key[1] + bump * PHILOX_W32_1);
  }
  const __m256i replica = _mm256_set1_epi64x(of.counter[1]);
  const __m256i place = _mm256_set1_epi64x(of.counter[2]);
  const __m256i attempt = _mm256_set1_epi64x(of.counter[3]);
  __m256i subjects =
      _mm256_add_epi64(_mm256_set1_epi64x(of.counter[0]), _mm256_set_epi64x(3, 2, 1, 0));
  std::size_t made = 0;
  for (; made + kAbreast <= out.size(); made += kAbreast) {
    const __m256i later = _mm256_add_epi64(subjects, _mm256_set1_epi64x(4));
    Four low{subjects, replica, place, attempt};
    Four high{later, replica, place, attempt};
    for (const auto& key : keys) {
      low.round(key[0], key[1]);
      high.round(key[0], key[1]);
    }
    low.store(&out[made]);
    high.store(&out[made + 4]);
    subjects = _mm256_add_epi64(later, _mm256_set1_epi64x(4));
  }
  return made;
}

}  // namespace
#endif

std::uint64_t Draws::bits(const DrawKey& key) const {
  const Block of = block_of(seed_, replica_, key);
  const auto block = r123::Philox4x32{}(of.counter, of.key);
#ifdef REFRESHSIM_CANARY_DRAW_ORDER  // wrong on purpose: tools/determinism must catch it
  static std::uint64_t made = 0;
  if (++made % 2 == 0) return static_cast<std::uint64_t>(block[3]) << 32 | block[2];
#endif
  return static_cast<std::uint64_t>(block[1]) << 32 | block[0];
}

void Draws::bits(DrawKey key, std::span<std::uint64_t> out) const {
#ifdef REFRESHSIM_AVX2
  if (out.size() >= kAbreast && __builtin_cpu_supports("avx2")) {
    const std::size_t made = draw_abreast(block_of(seed_, replica_, key), out);
    out = out.subspan(made);
    key.subject += static_cast<std::uint32_t>(made);
  }
#endif
  for (std::uint64_t& each : out) {
    each = bits(key);
    ++key.subject;
  }
}

std::uint64_t DrawsInARow::bits(const DrawKey& key) {
  const std::uint32_t place = key.subject - first_.subject;
  const bool same = made_ > 0 && key.differs_in_subject_only(first_);
  if (same && place < made_) return bits_[place];
  made_ = same && place == made_ ? static_cast<std::uint32_t>(bits_.size()) : 1;
  first_ = key;
  draws_.bits(key, std::span(bits_).first(made_));
  return bits_[0];
}

bool Draws::happens(double p, const DrawKey& key) const {
  if (p >= 1) return true;
  if (p <= 0) return false;
  return unit(bits(key)) < p;
}

}  // namespace refreshsim
