// A step that fails with probability p and is repeated at most k times: attempts are geometric.
#include <cmath>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {
namespace {

constexpr int kInstances = 4;
constexpr int kRetries = 2;
constexpr double kFails = 0.4;

constexpr const char* kScenario = R"(
refreshsim: 1
seed: 14
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 4, load_balancer: none}}
faults:
  - {match: {step: reinstall}, probability: 0.4, outcome: fail}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: refresh, status: FAILED_PAUSE}, times: 2, action: ResumeInstanceRefresh,
     request: {AutoScalingGroupId: asg, RefreshActivityId: $refresh}}
)";

/// The mean and the variance of the attempts of one row: P(attempts > i) = pⁱ for i ≤ k.
Moments attempts_of_a_row() {
  double mean = 0;
  double square = 0;
  for (int i = 0; i <= kRetries; ++i) {
    mean += std::pow(kFails, i);
    square += (2 * i + 1) * std::pow(kFails, i);
  }
  return {mean, square - mean * mean};
}

double successful(const RunResult& run) {
  return run.activities.front().status == ActivityStatus::SUCCESSFUL ? 1 : 0;
}

double failed_rows(const RunResult& run) {
  double failed = 0;
  for (const RowView& row : run.activities.front().batches.front().rows) {
    failed += row.status == RowStatus::FAILED ? 1 : 0;
  }
  return failed;
}

double retries(const RunResult& run) {
  return static_cast<double>(run.activities.front().statistics.retries);
}

TEST(Retries, AreGeometricAndAllRowsSucceedWithTheirProductsProbability) {
  const double row_fails = std::pow(kFails, kRetries + 1);
  const auto got = replicas(kScenario, {successful, failed_rows, retries});
  EXPECT_TRUE(agrees_share(got[0], std::pow(1 - row_fails, kInstances)));
  EXPECT_TRUE(agrees(got[1], {kInstances * row_fails, kInstances * row_fails * (1 - row_fails)}));
  const Moments row = attempts_of_a_row();
  EXPECT_TRUE(agrees(got[2], {kInstances * (row.mean - 1), kInstances * row.variance}));
}

}  // namespace
}  // namespace refreshsim::analytic
