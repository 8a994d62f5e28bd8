// A number below 2^24 in three bytes, for things of which there are millions.
#pragma once

#include <cstdint>

namespace refreshsim {

/// Read and written byte by byte: a processor that loads more than it has just stored waits, so a
/// bit field beside a byte that changes often would cost more than its memory is worth.
class Uint24 {
 public:
  static constexpr std::uint32_t kEnd = 1u << 24;  ///< the first that is too large

  constexpr Uint24() = default;
  constexpr explicit Uint24(std::uint32_t value)
      : low_(static_cast<std::uint8_t>(value)),
        middle_(static_cast<std::uint8_t>(value >> 8)),
        high_(static_cast<std::uint8_t>(value >> 16)) {}
  constexpr operator std::uint32_t() const {
    return low_ | std::uint32_t{middle_} << 8 | std::uint32_t{high_} << 16;
  }
  constexpr Uint24& operator++() { return *this = Uint24(*this + 1); }

 private:
  std::uint8_t low_ = 0, middle_ = 0, high_ = 0;
};
static_assert(sizeof(Uint24) == 3);

}  // namespace refreshsim
