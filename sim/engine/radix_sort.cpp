#include "sim/engine/radix_sort.h"

#include <algorithm>
#include <array>
#include <bit>

namespace refreshsim {
namespace {

constexpr std::size_t kFew = 32;     ///< fewer are sorted by comparing
constexpr std::size_t kMany = 2048;  ///< so many are worth a larger table and a pass less
constexpr unsigned kFewBits = 8;
constexpr unsigned kManyBits = 11;
constexpr std::size_t kMostDigits = std::size_t{1} << kManyBits;

/// Moves the numbers into the order of one digit; equal ones stay as they stand.
void pass(const LargeVector<std::uint64_t>& from, LargeVector<std::uint64_t>& to, unsigned shift,
          unsigned bits) {
  const std::size_t digits = std::size_t{1} << bits;
  const auto digit = [shift, digits](std::uint64_t number) {
    return (number >> shift) & (digits - 1);
  };
  std::array<std::uint32_t, kMostDigits> place;
  std::fill_n(place.begin(), digits, 0);
  for (const std::uint64_t number : from) ++place[digit(number)];
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const std::uint32_t count = place[i];
    place[i] = first;
    first += count;
  }
  for (const std::uint64_t number : from) to[place[digit(number)]++] = number;
}

/// Digits as narrow as the number of passes allows, so that each table is no larger than it has to
/// be. Both keep their memory, so that who sorts the same again needs no more of it.
void sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare,
          unsigned most_bits) {
  const std::uint64_t largest = *std::max_element(numbers.begin(), numbers.end()) >> 32;
  const auto width = static_cast<unsigned>(std::bit_width(largest));
  const unsigned passes = (width + most_bits - 1) / most_bits;
  spare.resize(numbers.size());
  for (unsigned i = 0; i < passes; ++i) {
    const unsigned bits = (width + passes - 1) / passes;
    pass(numbers, spare, 32 + i * bits, bits);
    numbers.swap(spare);
  }
  if (passes % 2 == 0) return;
  numbers.swap(spare);
  std::copy(spare.begin(), spare.end(), numbers.begin());
}

}  // namespace

void radix_sort(LargeVector<std::uint64_t>& numbers, LargeVector<std::uint64_t>& spare) {
  if (numbers.size() < kFew) return std::sort(numbers.begin(), numbers.end());
  sort(numbers, spare, numbers.size() < kMany ? kFewBits : kManyBits);
}

}  // namespace refreshsim
