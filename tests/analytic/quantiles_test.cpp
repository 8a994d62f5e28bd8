// Lognormal lengths: as many stay below each quantile as mathematics says.
#include <boost/math/distributions/lognormal.hpp>
#include <cmath>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {
namespace {

constexpr const char* kScenario = R"(
refreshsim: 1
seed: 13
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 1, load_balancer: none}}
timing: {drain: 0s, boot: 0s, reinstall: {lognormal: {median: 4m, p95: 9m}}}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)";
constexpr double kMedian = 240'000;
constexpr double kP95 = 540'000;

boost::math::lognormal law() {
  const boost::math::normal standard;
  return {std::log(kMedian), std::log(kP95 / kMedian) / boost::math::quantile(standard, 0.95)};
}

/// The number below the p-quantile is binomial; so this holds just when the order statistics of
/// ranks n p ± z √(n p (1 − p)) enclose the quantile.
testing::AssertionResult encloses(const std::vector<double>& got, double p, double quantile) {
  std::vector<double> below;
  for (const double each : got) below.push_back(each <= quantile ? 1 : 0);
  return agrees_share(below, p);
}

TEST(Quantiles, OfALognormalAreEnclosedByOrderStatistics) {
  const auto got = replicas(kScenario, duration_ms);
  EXPECT_TRUE(encloses(got, 0.5, kMedian));
  EXPECT_TRUE(encloses(got, 0.95, kP95));
  for (const double p : {0.001, 0.01, 0.1, 0.25, 0.75, 0.9, 0.99, 0.999}) {
    EXPECT_TRUE(encloses(got, p, boost::math::quantile(law(), p))) << "of quantile " << p;
  }
  EXPECT_TRUE(agrees(got, {boost::math::mean(law()), boost::math::variance(law())}));
  EXPECT_TRUE(agrees_everywhere(got, [](double t) { return boost::math::cdf(law(), t); }));
}

}  // namespace
}  // namespace refreshsim::analytic
