#include "sim/base/draw.h"

#include <Random123/philox.h>

#if defined(__SSE2__) && !defined(REFRESHSIM_CANARY_DRAW_ORDER)
#define REFRESHSIM_DRAWS_ABREAST
#include <emmintrin.h>
#endif

namespace refreshsim {

#ifdef REFRESHSIM_DRAWS_ABREAST
namespace {

/// Philox4x32-10 of two counters: a word of each in the lower half of 64 bits. What is in the upper
/// halves is never read, so a product's lower word is the product itself.
struct Abreast {
  __m128i a, b, c, d;

  void round(__m128i key_0, __m128i key_1) {
    const __m128i first = _mm_mul_epu32(a, _mm_set1_epi64x(PHILOX_M4x32_0));
    const __m128i second = _mm_mul_epu32(c, _mm_set1_epi64x(PHILOX_M4x32_1));
    a = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(second, 32), b), key_0);
    b = second;
    c = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(first, 32), d), key_1);
    d = first;
  }
  void store(std::uint64_t* out) const {
    const __m128i low = _mm_and_si128(a, _mm_set1_epi64x(0xffffffff));
    const __m128i bits = _mm_or_si128(_mm_slli_epi64(b, 32), low);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bits);
  }
};

/// The draws of four subjects that follow one another.
void four(const r123::Philox4x32::ctr_type& counter, const r123::Philox4x32::key_type& key,
          std::uint64_t* out) {
  const auto same = [&counter](std::size_t word) { return _mm_set1_epi64x(counter[word]); };
  const std::int64_t first = counter[0];
  Abreast low{_mm_set_epi64x(first + 1, first), same(1), same(2), same(3)};
  Abreast high{_mm_set_epi64x(first + 3, first + 2), same(1), same(2), same(3)};
  std::uint32_t key_0 = key[0];
  std::uint32_t key_1 = key[1];
  for (int round = 0; round < 10; ++round) {
    low.round(_mm_set1_epi64x(key_0), _mm_set1_epi64x(key_1));
    high.round(_mm_set1_epi64x(key_0), _mm_set1_epi64x(key_1));
    key_0 += PHILOX_W32_0;
    key_1 += PHILOX_W32_1;
  }
  low.store(out);
  high.store(out + 2);
}

}  // namespace
#endif

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
#ifdef REFRESHSIM_DRAWS_ABREAST
  for (Block of = block_of(seed_, replica_, key); out.size() >= 4; out = out.subspan(4)) {
    four(of.counter, of.key, out.data());
    of.counter[0] += 4;
    key.subject += 4;
  }
#endif
  for (std::uint64_t& each : out) {
    each = bits(key);
    ++key.subject;
  }
}

bool Draws::happens(double p, const DrawKey& key) const {
  if (p >= 1) return true;
  if (p <= 0) return false;
  return unit(bits(key)) < p;
}

}  // namespace refreshsim
