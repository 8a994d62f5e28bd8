// A group of one instance that is refreshed again and again, each time after an exponential while
// in service, is an on-off machine: the M/M/1/1 system. Several such groups are independent ones.
#include <cmath>

#include "tests/analytic/sample.h"

namespace refreshsim::analytic {
namespace {

constexpr int kMachines = 3;
constexpr double kRepair = 1 / 240'000.0;   // 1 ÷ the mean time of a refresh
constexpr double kFailure = 1 / 720'000.0;  // 1 ÷ the mean time in service
constexpr double kHorizon = 3'600'000;
constexpr double kOn = kRepair / (kRepair + kFailure);

constexpr double kChange = kRepair + kFailure;
constexpr int kRefreshes = 40;  // an hour has room for about 4

/// Each refresh is called an exponential time after the one before it has succeeded.
std::string machines() {
  std::string groups;
  std::string calls;
  for (int machine = 1; machine <= kMachines; ++machine) {
    const std::string id = "m" + std::to_string(machine);
    groups += "  " + id + ": {launch_configuration: asc, instances: 1, load_balancer: none}\n";
    for (int i = 1; i <= kRefreshes; ++i) {
      const std::string before = id + "-" + std::to_string(i - 1);
      calls += i == 1 ? "  - {at: 0s, "
                      : "  - {when: {activity: " + before + ", status: SUCCESSFUL}, " +
                            "after: {exponential: {mean: 12m}}, ";
      calls += "as: " + id + "-" + std::to_string(i) +
               ", action: StartInstanceRefresh, request: {AutoScalingGroupId: " + id +
               ", RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n";
    }
  }
  return R"(
refreshsim: 1
seed: 15
horizon: 1h
launch_configurations: {asc: {ImageId: a}}
timing: {drain: 0s, boot: 0s, reinstall: {exponential: {mean: 4m}}}
scaling_groups:
)" + groups +
         "calls:\n" + calls;
}

/// P(in service at t | out of service at 0) = π (1 − e^(−(λ + μ) t)), π = μ ÷ (λ + μ).
double on_after_off(double t) { return kOn * (1 - std::exp(-kChange * t)); }

/// ∫₀ᵗ P(in service at u | in service at 0) du, where P = π + (1 − π) e^(−(λ + μ) u).
double time_on_after_on(double t) {
  return kOn * t + (1 - kOn) * (1 - std::exp(-kChange * t)) / kChange;
}

double integral(const std::function<double(double)>& of, double to) {
  constexpr int kParts = 1000;  // Simpson's rule: these functions are smooth
  double sum = of(0) + of(to);
  for (int i = 1; i < kParts; ++i) sum += (i % 2 == 1 ? 4 : 2) * of(to * i / kParts);
  return sum * to / (3 * kParts);
}

/// Of the availability over the window: the time in service has the mean ∫ p(s) ds and the second
/// moment 2 ∫ p(s) ∫ P(in service at u | in service at 0) du ds, u from 0 to H − s.
Moments availability() {
  const double mean = integral(on_after_off, kHorizon);
  const double square =
      2 *
      integral([](double s) { return on_after_off(s) * time_on_after_on(kHorizon - s); }, kHorizon);
  return {mean / kHorizon, (square - mean * mean) / (kHorizon * kHorizon)};
}

double mean_availability(const RunResult& run) {
  double sum = 0;
  for (const GroupView& each : run.groups) sum += each.statistics.availability.value().value_or(0);
  return sum / kMachines;
}

int in_service(const RunResult& run) {
  int count = 0;
  for (const InstanceView& each : run.instances) {
    count += each.state == LifeCycleState::IN_SERVICE ? 1 : 0;
  }
  return count;
}

TEST(Machines, ThatAreRefreshedAgainAndAgainAreOnAndOffLikeMM11) {
  const auto got = replicas(machines(), {mean_availability, [](const RunResult& run) {
                                           return static_cast<double>(in_service(run));
                                         }});
  const Moments one = availability();
  EXPECT_TRUE(agrees(got[0], {one.mean, one.variance / kMachines}));
  // At the horizon the number in service is binomial.
  const double on = on_after_off(kHorizon);
  double ways = 1;
  for (int k = 0; k <= kMachines; ++k) {
    std::vector<double> just_k;
    for (const double each : got[1]) just_k.push_back(each > k - 0.5 && each < k + 0.5 ? 1 : 0);
    EXPECT_TRUE(agrees_share(just_k, ways * std::pow(on, k) * std::pow(1 - on, kMachines - k)))
        << k << " in service";
    ways = ways * (kMachines - k) / (k + 1);
  }
}

}  // namespace
}  // namespace refreshsim::analytic
