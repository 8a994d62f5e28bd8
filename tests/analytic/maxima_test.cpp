// A batch lasts as long as its slowest instance: the maximum of independent draws.
#include <cmath>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {
namespace {

constexpr int kInstances = 7;

std::string batch_of(const std::string& reinstall) {
  return R"(
refreshsim: 1
seed: 11
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 7, load_balancer: none}}
timing: {drain: 0s, boot: 0s, reinstall: )" +
         reinstall + R"(}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)";
}

TEST(Maxima, OfExponentialsAreHarmonicNumbers) {
  constexpr double kMean = 600'000;
  double harmonic = 0;
  double squares = 0;
  for (int k = 1; k <= kInstances; ++k) {
    harmonic += 1.0 / k;
    squares += 1.0 / (k * k);
  }
  const auto got = replicas(batch_of("{exponential: {mean: 10m}}"), duration_ms);
  EXPECT_TRUE(agrees(got, {kMean * harmonic, kMean * kMean * squares}));
  EXPECT_TRUE(agrees_everywhere(
      got, [](double t) { return std::pow(1 - std::exp(-t / kMean), kInstances); }));
}

TEST(Maxima, OfUniformsAreNOverNPlusOne) {
  constexpr double kMin = 120'000;
  constexpr double kSpan = 480'000;
  constexpr double n = kInstances;
  const auto got = replicas(batch_of("{uniform: {min: 2m, max: 10m}}"), duration_ms);
  EXPECT_TRUE(
      agrees(got, {kMin + kSpan * n / (n + 1), kSpan * kSpan * n / ((n + 1) * (n + 1) * (n + 2))}));
  EXPECT_TRUE(agrees_everywhere(got, [](double t) { return std::pow((t - kMin) / kSpan, n); }));
}

}  // namespace
}  // namespace refreshsim::analytic
