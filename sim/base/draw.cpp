#include "sim/base/draw.h"

#include <Random123/philox.h>

namespace refreshsim {

std::uint64_t Draws::bits(const DrawKey& key) const {
  const auto low = static_cast<std::uint32_t>(seed_);
  const auto high = static_cast<std::uint32_t>(seed_ >> 32);
  const r123::Philox4x32::key_type cipher_key{
      {low ^ (key.attempt >> 16), high ^ (key.activity >> 16)}};
  const r123::Philox4x32::ctr_type counter{
      {key.subject, replica_, static_cast<std::uint32_t>(key.purpose) << 28 | key.place,
       (key.activity & 0xffff) << 16 | (key.attempt & 0xffff)}};
  const auto block = r123::Philox4x32{}(counter, cipher_key);
#ifdef REFRESHSIM_CANARY_DRAW_ORDER  // wrong on purpose: tools/determinism must catch it
  static std::uint64_t made = 0;
  if (++made % 2 == 0) return static_cast<std::uint64_t>(block[3]) << 32 | block[2];
#endif
  return static_cast<std::uint64_t>(block[1]) << 32 | block[0];
}

void Draws::bits(DrawKey key, std::span<std::uint64_t> out) const {
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
