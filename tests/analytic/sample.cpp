#include "tests/analytic/sample.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "refreshsim/load.h"

namespace refreshsim::analytic {
namespace {

constexpr double kKolmogorov = 2.25;

testing::AssertionResult verdict(bool holds, double got, double known, double allowed) {
  if (holds) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << "the simulation says " << got << ", mathematics " << known << " ± " << allowed;
}

double size(const std::vector<double>& values) { return static_cast<double>(values.size()); }

}  // namespace

std::vector<std::vector<double>> replicas(const std::string& scenario,
                                          const std::vector<Observe>& observe) {
  std::vector<std::vector<double>> all(observe.size());
  const LoadResult loaded = parse_scenario(scenario);
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  if (!loaded.ok()) return all;
  Simulation simulation(loaded.scenario);
  for (std::uint32_t replica = 0; replica < kReplicas; ++replica) {
    const RunResult run =
        simulation.assess({.seed = {}, .replica = replica, .sinks = {}, .progress = {}});
    for (std::size_t i = 0; i < observe.size(); ++i) all[i].push_back(observe[i](run));
  }
  return all;
}

std::vector<double> replicas(const std::string& scenario, const Observe& observe) {
  return replicas(scenario, std::vector<Observe>{observe}).front();
}

double duration_ms(const RunResult& run) {
  return static_cast<double>(run.activities.front().statistics.duration_ms);
}

double lost_capacity_ms(const RunResult& run) {
  return static_cast<double>(run.groups.front().statistics.lost_capacity_ms);
}

testing::AssertionResult agrees(const std::vector<double>& values, const Moments& known) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / size(values);
  const double allowed = kZ * std::sqrt(known.variance / size(values));
  return verdict(std::abs(mean - known.mean) <= allowed, mean, known.mean, allowed);
}

testing::AssertionResult agrees_share(const std::vector<double>& values, double probability) {
  return agrees(values, {probability, probability * (1 - probability)});
}

testing::AssertionResult agrees_everywhere(std::vector<double> values,
                                           const std::function<double(double)>& known) {
  std::sort(values.begin(), values.end());
  const double allowed = kKolmogorov / std::sqrt(size(values));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double probability = known(values[i]);
    const double below = static_cast<double>(i) / size(values);
    const double up_to = static_cast<double>(i + 1) / size(values);
    const double got = probability - below > up_to - probability ? below : up_to;
    if (std::abs(got - probability) > allowed) {
      return verdict(false, got, probability, allowed) << " are at most " << values[i];
    }
  }
  return values.empty() ? testing::AssertionFailure() << "nothing was run"
                        : testing::AssertionSuccess();
}

}  // namespace refreshsim::analytic
