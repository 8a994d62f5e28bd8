// Replicas of a scenario, and whether what they say agrees with what mathematics knows.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "refreshsim/run.h"

namespace refreshsim::analytic {

/// How many deviations a mean may be off: 6 of 100,000 right programs would be further.
inline constexpr double kZ = 4;
inline constexpr std::uint32_t kReplicas = 20'000;

struct Moments {
  double mean = 0;
  double variance = 0;
};

/// A number of a run.
using Observe = std::function<double(const RunResult&)>;

/// Runs the scenario, YAML text, `kReplicas` times under its seed, and gives a list of numbers for
/// each of `observe`, in the order of the replicas.
std::vector<std::vector<double>> replicas(const std::string& scenario,
                                          const std::vector<Observe>& observe);
std::vector<double> replicas(const std::string& scenario, const Observe& observe);

/// The duration of the run's first activity, and of a group what was missing over the window.
double duration_ms(const RunResult& run);
double lost_capacity_ms(const RunResult& run);

/// Whether the mean of the numbers lies within kZ standard errors of the known mean; the standard
/// error follows from the known variance, so that a wrong spread of the sample excuses nothing.
testing::AssertionResult agrees(const std::vector<double>& values, const Moments& known);
/// The same of a share: how many of the numbers are `true`.
testing::AssertionResult agrees_share(const std::vector<double>& values, double probability);
/// Whether the empirical distribution function keeps within 2.25 ÷ √n of the known one
/// (Kolmogorov: 8 of 100,000 right programs would leave it).
testing::AssertionResult agrees_everywhere(std::vector<double> values,
                                           const std::function<double(double)>& known);

}  // namespace refreshsim::analytic
