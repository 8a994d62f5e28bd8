// A batch whose steps are exponential, whose steps fail, and whose operator retries, is an
// absorbing Markov chain.
#include "tests/analytic/chain.h"

#include <algorithm>
#include <array>

namespace refreshsim::analytic {
namespace {

constexpr std::size_t kRows = 3;
constexpr double kMinute = 60'000;
constexpr double kDrain = 1 / (1 * kMinute);
constexpr double kReinstall = 1 / (4 * kMinute);
constexpr double kBoot = 1 / (2 * kMinute);
constexpr double kOperator = 1 / (5 * kMinute);
constexpr double kReinstallFails = 0.3;
constexpr double kBootFails = 0.2;

constexpr const char* kScenario = R"(
refreshsim: 1
seed: 20251030
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 3, load_balancer: none}}
timing:
  drain: {exponential: {mean: 1m}}
  reinstall: {exponential: {mean: 4m}}
  boot: {exponential: {mean: 2m}}
faults:
  - {match: {step: reinstall}, probability: 0.3, outcome: fail}
  - {match: {step: boot}, probability: 0.2, outcome: fail}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: refresh, status: FAILED_PAUSE}, after: {exponential: {mean: 5m}},
     times: always, action: ResumeInstanceRefresh,
     request: {AutoScalingGroupId: asg, RefreshActivityId: $refresh}}
)";

enum RowState : std::size_t { draining, reinstalling, booting, failed, done, row_states };
using Rows = std::array<RowState, kRows>;

/// The number of a state of the batch: its rows' states as digits. All done is the last one.
std::size_t number(const Rows& rows) {
  std::size_t code = 0;
  for (const RowState row : rows) code = code * row_states + row;
  return code;
}

Rows rows_of(std::size_t code) {
  Rows rows{};
  for (std::size_t i = kRows; i-- > 0; code /= row_states) {
    rows[i] = static_cast<RowState>(code % row_states);
  }
  return rows;
}

std::size_t count(const Rows& rows, RowState state) {
  return static_cast<std::size_t>(std::count(rows.begin(), rows.end(), state));
}

struct Outcome {
  RowState to;
  double rate;
};

/// How the state of a row whose step is under way can change.
std::vector<Outcome> outcomes(RowState row) {
  switch (row) {
    case draining:
      return {{reinstalling, kDrain}};
    case reinstalling:
      return {{booting, kReinstall * (1 - kReinstallFails)},
              {failed, kReinstall * kReinstallFails}};
    case booting:
      return {{done, kBoot * (1 - kBootFails)}, {failed, kBoot * kBootFails}};
    case failed:
    case done:
    case row_states:
      return {};
  }
  return {};
}

/// The rows of a batch run side by side; when none is under way and some have failed, the operator
/// has those repeat from the reinstall, as their instances are in standby already.
Chain batch() {
  Chain chain{number({done, done, done}), number({draining, draining, draining}), {}};
  for (std::size_t from = 0; from < chain.states; ++from) {
    const Rows rows = rows_of(from);
    const auto jump = [&](const Rows& to, double rate) {
      const std::size_t target = number(to);
      chain.jumps.push_back({from, target == chain.states ? kAbsorbed : target, rate});
    };
    for (std::size_t i = 0; i < kRows; ++i) {
      for (const Outcome& each : outcomes(rows[i])) {
        Rows to = rows;
        to[i] = each.to;
        jump(to, each.rate);
      }
    }
    if (count(rows, failed) + count(rows, done) < kRows) continue;
    Rows to = rows;
    std::replace(to.begin(), to.end(), failed, reinstalling);
    jump(to, kOperator);
  }
  return chain;
}

/// What is lost at a time is all that is not done, as drained instances are out of service.
std::vector<double> missing(const Chain& chain) {
  std::vector<double> lost(chain.states);
  for (std::size_t i = 0; i < chain.states; ++i) {
    lost[i] = static_cast<double>(kRows - count(rows_of(i), done));
  }
  return lost;
}

TEST(Chain, OfOneStateIsAnExponential) {
  const Moments known = gathered({1, 0, {{0, kAbsorbed, 0.25}}}, {1});
  EXPECT_DOUBLE_EQ(known.mean, 4);
  EXPECT_DOUBLE_EQ(known.variance, 16);
}

TEST(Chain, BatchWithRetriesTakesAndLosesWhatTheFundamentalMatrixSays) {
  const Chain chain = batch();
  const std::vector<double> lost = missing(chain);
  const Moments duration = gathered(chain, std::vector<double>(chain.states, 1));
  const Moments capacity = gathered(chain, lost);
  const auto got = replicas(kScenario, {duration_ms, lost_capacity_ms});
  EXPECT_TRUE(agrees(got[0], duration));
  EXPECT_TRUE(agrees(got[1], capacity));

  // Availability 1 − E[lost] ÷ (rows × E[duration]), over all replicas: that lost − (1 −
  // availability) × rows × duration is 0 on average, with the variance of that very reward.
  const double unavailable = capacity.mean / (kRows * duration.mean);
  std::vector<double> excess(chain.states);
  for (std::size_t i = 0; i < chain.states; ++i) excess[i] = lost[i] - unavailable * kRows;
  std::vector<double> seen(got[0].size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    seen[i] = got[1][i] - unavailable * kRows * got[0][i];
  }
  EXPECT_TRUE(agrees(seen, gathered(chain, excess)));
}

}  // namespace
}  // namespace refreshsim::analytic
