// Instances one after the other: the duration is a sum of independent exponentials.
#include <array>
#include <cmath>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {
namespace {

constexpr std::array<double, 3> kMeans{60'000, 240'000, 120'000};  // drain, reinstall, boot

std::string one_at_a_time(int instances) {
  const std::string n = std::to_string(instances);
  return R"(
refreshsim: 1
seed: 12
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, load_balancer: none, instances: )" +
         n + R"(}}
timing:
  drain: {exponential: {mean: 1m}}
  reinstall: {exponential: {mean: 4m}}
  boot: {exponential: {mean: 2m}}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: )" +
         n + "}}}}\n";
}

/// P(T ≤ t) of a sum of exponentials with different means m: 1 − Σ e^(−t/mᵢ) Πⱼ mᵢ ÷ (mᵢ − mⱼ).
double hypoexponential(double t) {
  double probability = 1;
  for (const double mean : kMeans) {
    double term = std::exp(-t / mean);
    for (const double other : kMeans) {
      if (other < mean || other > mean) term *= mean / (mean - other);
    }
    probability -= term;
  }
  return probability;
}

TEST(Sums, StepsOfOneInstanceAreHypoexponential) {
  EXPECT_TRUE(agrees_everywhere(replicas(one_at_a_time(1), duration_ms), hypoexponential));
}

TEST(Sums, MeansAndVariancesOfInstancesOneAtATimeAddUp) {
  constexpr int kInstances = 5;
  Moments known;
  for (const double mean : kMeans) {
    known.mean += kInstances * mean;
    known.variance += kInstances * mean * mean;
  }
  const auto got = replicas(one_at_a_time(kInstances), {duration_ms, lost_capacity_ms});
  EXPECT_TRUE(agrees(got[0], known));
  // One instance is out of service at every moment.
  EXPECT_TRUE(agrees(got[1], known));
}

}  // namespace
}  // namespace refreshsim::analytic
