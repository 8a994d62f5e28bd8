// Lengths drawn from distributions (sim/base/DRAWS.md).
#include "sim/base/sampler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/draw.h"

namespace refreshsim {
namespace {

constexpr std::uint64_t kMost = ~std::uint64_t{0};

Distribution law(DistributionKind kind, std::int64_t a, std::int64_t b = 0) {
  Distribution made;
  made.kind = kind;
  made.a = Duration{a};
  made.b = Duration{b};
  return made;
}

std::int64_t draw(const Distribution& law, std::uint64_t bits) { return ms(Sampler(law)(bits)); }

/// The q-th quantile of so many draws.
double quantile(const Distribution& law, double q, std::size_t count = 100'000) {
  const Sampler sampler(law);
  std::vector<std::int64_t> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    all.push_back(ms(sampler(Draws(1, i).bits({}))));
  }
  std::sort(all.begin(), all.end());
  return static_cast<double>(all[static_cast<std::size_t>(q * static_cast<double>(count))]);
}

TEST(Sampler, ConstantIsItself) {
  const Distribution constant = Distribution::constant(Duration{1'234});
  EXPECT_EQ(draw(constant, 0), 1'234);
  EXPECT_EQ(draw(constant, kMost), 1'234);
  EXPECT_TRUE(Sampler(constant).constant());
}

TEST(Sampler, UniformReachesBothEndsAndNothingBeyond) {
  const Distribution uniform = law(DistributionKind::uniform, 10, 13);
  EXPECT_EQ(draw(uniform, 0), 10);
  EXPECT_EQ(draw(uniform, kMost), 13);
  EXPECT_EQ(draw(uniform, (std::uint64_t{1} << 62) - 1), 10) << "a quarter each";
  EXPECT_EQ(draw(uniform, std::uint64_t{1} << 62), 11);
  EXPECT_EQ(draw(law(DistributionKind::uniform, 5, 5), kMost), 5);
}

TEST(Sampler, UniformOfTheLongestLengthsDoesNotOverflow) {
  const Distribution uniform = law(DistributionKind::uniform, 0, kLongest.count());
  EXPECT_EQ(draw(uniform, kMost), kLongest.count());
}

TEST(Sampler, EmpiricalIsOneOfThoseObservedEachAlike) {
  Distribution empirical = law(DistributionKind::empirical, 0);
  empirical.observed = {Duration{10}, Duration{12}, Duration{12}, Duration{40}};
  EXPECT_EQ(draw(empirical, 0), 10);
  EXPECT_EQ(draw(empirical, std::uint64_t{1} << 62), 12);
  EXPECT_EQ(draw(empirical, std::uint64_t{3} << 62), 40);
  EXPECT_EQ(draw(empirical, (std::uint64_t{3} << 62) - 1), 12);
  EXPECT_EQ(draw(empirical, kMost), 40);
}

TEST(Sampler, ExponentialHasItsQuantiles) {
  const Distribution exponential = law(DistributionKind::exponential, 90'000);
  EXPECT_EQ(draw(exponential, 0), 0);
  EXPECT_NEAR(quantile(exponential, 0.5), 90'000 * std::log(2.0), 1'200);
  EXPECT_NEAR(quantile(exponential, 0.95), 90'000 * std::log(20.0), 5'000);
}

TEST(Sampler, LognormalHasItsMedianAndP95) {
  const Distribution lognormal = law(DistributionKind::lognormal, 240'000, 540'000);
  EXPECT_EQ(draw(lognormal, std::uint64_t{1} << 63), 240'000);
  const auto at_p95 = static_cast<std::uint64_t>(0.95 * 0x1p64);
  EXPECT_NEAR(static_cast<double>(draw(lognormal, at_p95)), 540'000, 2);
  EXPECT_NEAR(quantile(lognormal, 0.5), 240'000, 2'500);
  EXPECT_NEAR(quantile(lognormal, 0.95), 540'000, 9'000);
}

TEST(Sampler, RisesWithTheBits) {
  for (const Distribution& each :
       {law(DistributionKind::uniform, 0, 1'000'000), law(DistributionKind::exponential, 1'000'000),
        law(DistributionKind::lognormal, 1'000'000, 9'000'000)}) {
    const Sampler sampler(each);
    std::int64_t last = -1;
    for (std::uint64_t i = 0; i < 65'536; ++i) {
      const std::int64_t length = ms(sampler(i << 48));
      ASSERT_GE(length, last) << name(each.kind) << " at " << i;
      last = length;
    }
  }
}

TEST(Sampler, MinAndMaxClampTheResult) {
  Distribution uniform = law(DistributionKind::uniform, 0, 1'000);
  uniform.at_least = Duration{300};
  uniform.at_most = Duration{600};
  EXPECT_EQ(draw(uniform, 0), 300);
  EXPECT_EQ(draw(uniform, kMost), 600);
  EXPECT_EQ(draw(uniform, std::uint64_t{1} << 63), 500);
}

TEST(Sampler, NeverGivesMoreThanTheLongestLength) {
  EXPECT_EQ(draw(law(DistributionKind::exponential, kLongest.count()), kMost), kLongest.count());
  EXPECT_EQ(draw(law(DistributionKind::lognormal, kLongest.count() / 2, kLongest.count()),
                 kMost - 0xfffff),
            kLongest.count());
}

TEST(Sampler, SmallestBitsGiveTheShortestLength) {
  const Distribution lognormal = law(DistributionKind::lognormal, 1'000, 1'000'000);
  EXPECT_EQ(draw(lognormal, 0), 0);
  EXPECT_LE(draw(law(DistributionKind::lognormal, 240'000, 540'000), 0),
            draw(law(DistributionKind::lognormal, 240'000, 540'000), std::uint64_t{1} << 12));
}

TEST(Sampler, LargestBitsGiveTheLongestLengthAndNoAbsurdOne) {
  const Distribution lognormal = law(DistributionKind::lognormal, 240'000, 540'000);
  EXPECT_GE(draw(lognormal, kMost), draw(lognormal, kMost - (std::uint64_t{1} << 12)));
  EXPECT_LT(draw(lognormal, kMost), 20'000'000) << "some 8.3 standard deviations";
}

// The values are those of another implementation of DRAWS.md, in another language.
TEST(Sampler, GivesTheseLengthsEverywhere) {
  struct Lengths {
    std::uint64_t bits;
    std::int64_t exponential, lognormal, uniform;
  };
  const std::vector<Lengths> expected{
      {0x0000000000000000, 0, 4025, 20000},       {0x0000000000000001, 0, 4025, 20000},
      {0x8000000000000000, 62383, 240000, 30000}, {0xfffffffffffff7ff, 3243929, 13184391, 40000},
      {0x0123456789abcdef, 401, 66072, 20088},    {0xfedcba9876543210, 487449, 871786, 39912},
      {0x000fffffffffffff, 22, 43011, 20004},     {0xfff0000000000000, 748599, 1339187, 39996}};
  for (const Lengths& each : expected) {
    EXPECT_EQ(draw(law(DistributionKind::exponential, 90'000), each.bits), each.exponential);
    EXPECT_EQ(draw(law(DistributionKind::lognormal, 240'000, 540'000), each.bits), each.lognormal);
    EXPECT_EQ(draw(law(DistributionKind::uniform, 20'000, 40'000), each.bits), each.uniform);
  }
}

}  // namespace
}  // namespace refreshsim
