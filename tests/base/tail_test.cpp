// The outermost draw of the lognormal: its probability rounds to 1, where the quantile has no
// value.
#include <gtest/gtest.h>

#include "sim/base/sampler.h"

namespace refreshsim {
namespace {

TEST(Sampler, TheLargestBitsOfALognormalContinueTheTail) {
  Distribution law;
  law.kind = DistributionKind::lognormal;
  law.a = Duration{240'000};
  law.b = Duration{540'000};
  const Sampler sampler(law);
  const Duration last = sampler(~std::uint64_t{0});
  EXPECT_GE(last, sampler(~std::uint64_t{0} - 2048));
  EXPECT_LE(last, 2 * sampler(~std::uint64_t{0} - 2048));
}

}  // namespace
}  // namespace refreshsim
