// What every law keeps to, whatever the bits (sim/base/DRAWS.md).
#include <gtest/gtest.h>

#include <vector>

#include "sim/base/draw.h"
#include "sim/base/sampler.h"

namespace refreshsim {
namespace {

constexpr std::uint64_t kMost = ~std::uint64_t{0};

Distribution law(DistributionKind kind, std::int64_t a, std::int64_t b,
                 std::vector<Duration> observed = {}) {
  return {kind, Duration{a}, Duration{b}, std::move(observed), {}, {}};
}

/// Each law with small and with the largest parameters.
std::vector<Distribution> laws() {
  const std::int64_t most = kLongest.count();
  return {law(DistributionKind::constant, 0, 0),
          law(DistributionKind::constant, most, 0),
          law(DistributionKind::uniform, 0, most),
          law(DistributionKind::exponential, 1, 0),
          law(DistributionKind::exponential, most, 0),
          law(DistributionKind::lognormal, 1, 2),
          law(DistributionKind::lognormal, 1, most),
          law(DistributionKind::lognormal, most - 1, most),
          law(DistributionKind::empirical, 0, 0, {Duration{0}, kLongest})};
}

TEST(SamplerBounds, NeverNegativeAndNeverBeyondTheLongest) {
  for (const Distribution& each : laws()) {
    const Sampler sampler(each);
    std::vector<std::uint64_t> all{0, 1, kMost, kMost - 1, std::uint64_t{1} << 63};
    for (unsigned shift = 0; shift < 64; ++shift) all.push_back(kMost << shift);
    for (std::uint32_t i = 0; i < 2'000; ++i) all.push_back(Draws(3, i).bits({}));
    for (const std::uint64_t bits : all) {
      ASSERT_GE(sampler(bits), Duration{0}) << name(each.kind) << " at " << bits;
      ASSERT_LE(sampler(bits), kLongest) << name(each.kind) << " at " << bits;
    }
  }
}

TEST(SamplerBounds, MinAndMaxClampEveryLaw) {
  for (Distribution each : laws()) {
    each.at_least = Duration{300};
    each.at_most = Duration{600};
    const Sampler sampler(each);
    for (std::uint32_t i = 0; i < 2'000; ++i) {
      const std::uint64_t bits = Draws(5, i).bits({});
      ASSERT_GE(sampler(bits), Duration{300}) << name(each.kind);
      ASSERT_LE(sampler(bits), Duration{600}) << name(each.kind);
    }
  }
}

// The outermost cells are computed by themselves, the others from a table.
TEST(SamplerBounds, LognormalTailsRiseAndJoinTheTable) {
  const Sampler sampler(law(DistributionKind::lognormal, 240'000, 540'000));
  constexpr std::uint64_t kCell = std::uint64_t{1} << 52;
  for (const std::uint64_t begin : {std::uint64_t{0}, std::uint64_t{4095} * kCell}) {
    Duration last = sampler(begin);
    for (std::uint64_t i = 1; i < 4'096; ++i) {
      const Duration length = sampler(begin + i * (kCell / 4'096));
      ASSERT_GE(length, last) << begin << " " << i;
      last = length;
    }
  }
  for (const std::uint64_t edge : {kCell, std::uint64_t{4095} * kCell}) {
    EXPECT_GE(sampler(edge), sampler(edge - 1));
    EXPECT_LE(sampler(edge) - sampler(edge - 1), Duration{1}) << "no step where they meet";
  }
}

}  // namespace
}  // namespace refreshsim
