#include "sim/engine/radix_sort.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

constexpr std::size_t kFew = 32;     ///< fewer are sorted by comparing
constexpr std::size_t kMany = 2048;  ///< so many are worth a larger table and a pass less

/// Moves the numbers into the order of one digit; equal ones stay as they stand.
template <unsigned kBits>
void pass(const LargeVector<std::uint64_t>& from, LargeVector<std::uint64_t>& to, unsigned shift) {
  constexpr std::size_t kDigits = std::size_t{1} << kBits;
  const auto digit = [shift](std::uint64_t number) { return (number >> shift) & (kDigits - 1); };
  std::array<std::uint32_t, kDigits> place{};
  for (const std::uint64_t number : from) ++place[digit(number)];
  std::uint32_t first = 0;
  for (std::uint32_t& each : place) {
    const std::uint32_t count = each;
    each = first;
    first += count;
  }
  for (const std::uint64_t number : from) to[place[digit(number)]++] = number;
}

template <unsigned kBits>
void sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare) {
  const std::uint64_t largest = *std::max_element(numbers.begin(), numbers.end());
  spare.resize(numbers.size());
  for (unsigned shift = 32; shift < 64 && largest >> shift != 0; shift += kBits) {
    pass<kBits>(numbers, spare, shift);
    numbers.swap(spare);
  }
}

}  // namespace

void radix_sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare) {
  if (numbers.size() < kFew) return std::sort(numbers.begin(), numbers.end());
  numbers.size() < kMany ? sort<8>(numbers, spare) : sort<11>(numbers, spare);
}

}  // namespace refreshsim
