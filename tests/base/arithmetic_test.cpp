// The portable logarithm, exponential and normal quantile (sim/base/DRAWS.md).
#include "sim/base/arithmetic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace refreshsim {
namespace {

struct Bits {
  double x;
  double value;
};

/// Relative error against libm; absolute near zero.
double error(double got, double wanted) {
  const double scale = std::fabs(wanted);
  return std::fabs(got - wanted) / (scale > 1e-3 ? scale : 1);
}

TEST(Arithmetic, LogarithmIsAsLibmsWithin1e13) {
  for (double x = 1e-300; x < 1e300; x *= 1.37) {
    EXPECT_LT(error(portable_ln(x), std::log(x)), 1e-13) << x;
  }
  for (int i = 1; i < 4'000; ++i) {
    const double x = i / 1'000.0;
    EXPECT_LT(error(portable_ln(x), std::log(x)), 1e-13) << x;
  }
}

TEST(Arithmetic, ExponentialIsAsLibmsWithin1e13) {
  for (double x = -700; x <= 700; x += 0.37) {
    EXPECT_LT(std::fabs(portable_exp(x) / std::exp(x) - 1), 1e-13) << x;
  }
}

TEST(Arithmetic, ExponentialIsClamped) {
  EXPECT_EQ(portable_exp(701), portable_exp(700));
  EXPECT_EQ(portable_exp(-1e9), portable_exp(-700));
  EXPECT_EQ(portable_exp(0), 1);
}

TEST(Arithmetic, NormalQuantileIsTheInverseOfTheNormalDistribution) {
  for (int i = 1; i < 10'000; ++i) {
    const double u = i / 10'000.0;
    const double back = 0.5 * std::erfc(-normal_quantile(u) / std::sqrt(2.0));
    EXPECT_LT(std::fabs(back / u - 1), 1e-13) << u;
  }
  for (double u = 1e-15; u < 0.01; u *= 1.7) {
    const double back = 0.5 * std::erfc(-normal_quantile(u) / std::sqrt(2.0));
    EXPECT_LT(std::fabs(back / u - 1), 1e-12) << u;
  }
}

TEST(Arithmetic, NormalQuantileIsSymmetricAndRises) {
  double last = normal_quantile(0x1p-53);
  for (int i = 1; i < 1'024; ++i) {
    const double z = normal_quantile(i / 1'024.0);
    EXPECT_GT(z, last);
    EXPECT_EQ(z, -normal_quantile(1 - i / 1'024.0));
    last = z;
  }
  EXPECT_EQ(normal_quantile(0.5), 0);
}

// The values are those of another implementation of DRAWS.md, in another language.
TEST(Arithmetic, GivesTheseBitsEverywhere) {
  const std::vector<Bits> logarithms{{0x1.0000000000000p+0, 0.0},
                                     {0x1.0000000000000p+1, 0x1.62e42fefa39efp-1},
                                     {0x1.0000000000000p-1, -0x1.62e42fefa39efp-1},
                                     {0x1.8000000000000p+1, 0x1.193ea7aad030ap+0},
                                     {0x1.4000000000000p+3, 0x1.26bb1bbb55515p+1},
                                     {0x1.56e1fc2f8f359p-997, -0x1.5963447f87fb5p+9},
                                     {0x1.6a09e667f3bcdp+0, 0x1.62e42fefa39f1p-2},
                                     {0x1.6a09e667f3bcep+0, 0x1.62e42fefa39f3p-2},
                                     {0x1.e240c9fbe76c9p+16, 0x1.77281cad8a844p+3},
                                     {0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9}};
  for (const Bits& each : logarithms) EXPECT_EQ(portable_ln(each.x), each.value) << each.x;
  const std::vector<Bits> exponentials{{0.0, 0x1.0000000000000p+0},
                                       {0x1.0000000000000p+0, 0x1.5bf0a8b14576ap+1},
                                       {-0x1.0000000000000p+0, 0x1.78b56362cef38p-2},
                                       {0x1.0000000000000p-1, 0x1.a61298e1e069cp+0},
                                       {0x1.4000000000000p+3, 0x1.5829dcf950560p+14},
                                       {-0x1.4000000000000p+3, 0x1.7cd79b5647c9ap-15},
                                       {0x1.5e00000000000p+9, 0x1.d945df4f8ec8ep+1009},
                                       {-0x1.5e00000000000p+9, 0x1.14f2b0fb9307fp-1010},
                                       {0x1.b7cdfd9d7bdbbp-34, 0x1.000000006df38p+0},
                                       {0x1.edd2f1a9fbe77p+6, 0x1.1428e1cbc0143p+178}};
  for (const Bits& each : exponentials) EXPECT_EQ(portable_exp(each.x), each.value) << each.x;
  const std::vector<Bits> quantiles{{0x1.0000000000000p-1, 0.0},
                                    {0x1.3333333333333p-4, -0x1.7085226d3e523p+0},
                                    {0x1.d99999999999ap-1, 0x1.7085226d3e524p+0},
                                    {0x1.e666666666666p-1, 0x1.a515209676ab8p+0},
                                    {0x1.47ae147ae147bp-7, -0x1.29c5c4630ff0ep+1},
                                    {0x1.b7cdfd9d7bdbbp-34, -0x1.97203597a2154p+2},
                                    {0x1.fffffffffffffp-1, 0x1.06b48528cea51p+3},
                                    {0x1.0000000000000p-54, -0x1.095b059d67c4cp+3},
                                    {0x1.3333333333333p-2, -0x1.0c7e39582c5fap-1}};
  for (const Bits& each : quantiles) EXPECT_EQ(normal_quantile(each.x), each.value) << each.x;
}

}  // namespace
}  // namespace refreshsim
