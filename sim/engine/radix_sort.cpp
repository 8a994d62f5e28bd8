#include "sim/engine/radix_sort.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr std::size_t kFew = 256;  ///< fewer are sorted by comparing

std::size_t digit(std::uint64_t number, unsigned shift) {
  return (number >> shift) & (kDigits - 1);
}

/// Moves the numbers into the order of one digit; equal ones stay as they stand.
void pass(const LargeVector<std::uint64_t>& from, LargeVector<std::uint64_t>& to, unsigned shift) {
  std::array<std::uint32_t, kDigits> place{};
  for (const std::uint64_t number : from) ++place[digit(number, shift)];
  std::uint32_t first = 0;
  for (std::uint32_t& each : place) {
    const std::uint32_t count = each;
    each = first;
    first += count;
  }
  for (const std::uint64_t number : from) to[place[digit(number, shift)]++] = number;
}

}  // namespace

void radix_sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare) {
  if (numbers.size() < kFew) return std::sort(numbers.begin(), numbers.end());
  const std::uint64_t largest = *std::max_element(numbers.begin(), numbers.end());
  spare.resize(numbers.size());
  for (unsigned shift = 32; shift < 64 && largest >> shift != 0; shift += kDigitBits) {
    pass(numbers, spare, shift);
    numbers.swap(spare);
  }
}

}  // namespace refreshsim
