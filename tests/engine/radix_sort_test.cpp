#include "sim/engine/radix_sort.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/base/draw.h"

namespace refreshsim {
namespace {

/// As many numbers, with upper halves below `limit` and lower halves that ascend.
LargeVector<std::uint64_t> numbers(std::size_t count, std::uint64_t limit) {
  const Draws draws(7, 0);
  LargeVector<std::uint64_t> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    all.push_back((draws.bits({.subject = i}) % limit) << 32 | i);
  }
  return all;
}

TEST(RadixSort, SortsAsComparisonsDo) {
  LargeVector<std::uint64_t> spare;
  for (const std::size_t count : {0u, 1u, 2u, 31u, 32u, 33u, 257u, 2047u, 2048u, 5000u}) {
    for (const std::uint64_t limit : {1ull, 2ull, 2048ull, 2049ull, 1ull << 22, 1ull << 32}) {
      LargeVector<std::uint64_t> sorted = numbers(count, limit);
      LargeVector<std::uint64_t> expected = sorted;
      std::sort(expected.begin(), expected.end());
      radix_sort(sorted, spare);
      EXPECT_EQ(sorted, expected) << count << " below " << limit;
    }
  }
}

}  // namespace
}  // namespace refreshsim
