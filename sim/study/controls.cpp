#include "sim/study/controls.h"

#include <algorithm>
#include <future>
#include <span>

#include "sim/base/arithmetic.h"
#include "sim/base/draw.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostColumns = 12;
/// Draws for all the controls of a study: a few tenths of a second.
constexpr std::size_t kMostDraws = 20'000'000;
constexpr std::size_t kFewestInstances = 1;

/// What the controls are made of.
struct Sources {
  std::vector<std::uint32_t> steps;
  std::vector<std::pair<std::uint32_t, double>> faults;  ///< place in the file, probability
  std::size_t instances = 0;
  friend bool operator==(const Sources&, const Sources&) = default;
  std::size_t columns() const { return 2 * steps.size() + faults.size(); }
};

Sources sources_of(const Scenario& scenario) {
  Sources of;
  for (const ScalingGroup& each : scenario.groups) of.instances += each.count;
  for (const Step step : values<Step>()) {
    const bool random = scenario.timing[index(step)].kind != DistributionKind::constant;
    if (random) of.steps.push_back(static_cast<std::uint32_t>(step));
  }
  for (std::size_t i = 0; i < scenario.faults.size() && of.columns() < kMostColumns; ++i) {
    const double p = scenario.faults[i].probability;
    if (p > 0 && p < 1) of.faults.emplace_back(static_cast<std::uint32_t>(i), p);
  }
  return of;
}

/// The mean of the longest of n exponential lengths of mean 1.
double harmonic(std::size_t n) {
  double sum = 0;
  for (std::size_t i = n; i > 0; --i) sum += 1 / static_cast<double>(i);
  return sum;
}

/// A replica's controls; `bits` is memory for as many draws as there are instances.
void write_controls(const Sources& of, const Draws& draws, double longest_mean,
                    std::span<std::uint64_t> bits, double* out) {
  const auto count = static_cast<double>(bits.size());
  for (const std::uint32_t step : of.steps) {
    double sum = 0;
    double largest = 0;
    draws.bits({Purpose::step_duration, step, 0, 1, 1}, bits);
    for (const std::uint64_t each : bits) {
      const double u = unit(each);
      sum += u;
      largest = std::max(largest, u);
    }
    *out++ = sum / count - 0.5;
    *out++ = -portable_ln(1 - largest) - longest_mean;
  }
  for (const auto& [place, p] : of.faults) {
    double fired = 0;
    draws.bits({Purpose::fault, place, 0, 1, 1}, bits);
    for (const std::uint64_t each : bits) fired += unit(each) < p ? 1 : 0;
    *out++ = fired / count - p;
  }
}

ControlMatrix matrix_of(Sources of, const Numbers& numbers, std::size_t replicas,
                        std::uint64_t seed, std::size_t jobs) {
  ControlMatrix matrix;
  const std::size_t each =
      std::max<std::size_t>(1, (of.steps.size() + of.faults.size()) * replicas);
  of.instances = std::min(of.instances, kMostDraws / each);
  if (of.columns() == 0 || of.instances < kFewestInstances) return matrix;
  matrix.columns = of.columns();
  const double longest = harmonic(of.instances);
  matrix.values.resize(replicas * matrix.columns);
  const auto write = [&](std::size_t from, std::size_t to) {
    std::vector<std::uint64_t> bits(of.instances);
    for (std::size_t i = from; i < to; ++i) {
      const Draws draws(seed, static_cast<std::uint32_t>(numbers.first() + i));
      write_controls(of, draws, longest, bits, &matrix.values[i * matrix.columns]);
    }
  };
  const std::size_t parts = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(replicas, 1));
  const auto begin = [=](std::size_t part) { return replicas * part / parts; };
  std::vector<std::future<void>> others;
  for (std::size_t part = 1; part < parts; ++part) {
    others.push_back(std::async(std::launch::async, write, begin(part), begin(part + 1)));
  }
  write(0, begin(1));
  for (std::future<void>& other : others) other.get();
  return matrix;
}

}  // namespace

Controls::Controls(const Study& study, const Numbers& numbers, std::size_t jobs) {
  std::vector<Sources> known;
  std::size_t replicas = 0;
  for (std::size_t i = 0; i < study.strategies.size(); ++i) {
    replicas = std::max(replicas, numbers.count(i));
  }
  for (const Strategy& each : study.strategies) {
    const Sources of = sources_of(each.scenario);
    const auto found = std::find(known.begin(), known.end(), of);
    which_.push_back(static_cast<std::size_t>(found - known.begin()));
    if (found != known.end()) continue;
    known.push_back(of);
    matrices_.push_back(matrix_of(of, numbers, replicas, study.seed, jobs));
  }
}

}  // namespace refreshsim
