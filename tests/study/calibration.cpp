// How often the 95 % intervals cover the truth: thousands of synthetic experiments with known truth
// through the very code that studies use, alone and in paired differences. Prints a table;
// `calibration EXPERIMENTS` (default 10000). Exit 1 if a method that is in use covers less or more
// than chance and a percentage point allow.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <vector>

#include "sim/base/arithmetic.h"
#include "sim/base/draw.h"
#include "sim/study/statistics.h"

namespace refreshsim {
namespace {

/// Draws of one experiment: counted, so that each number has a key of its own.
class Stream {
 public:
  explicit Stream(std::uint32_t experiment) : draws_(2, experiment) {}
  double uniform() {
    return (static_cast<double>(draws_.bits({Purpose::resample, 1, next_++, 0, 0}) >> 11) + 0.5) *
           0x1p-53;
  }
  double normal() { return normal_quantile(uniform()); }
  double exponential() { return -portable_ln(uniform()); }

 private:
  Draws draws_;
  std::uint32_t next_ = 0;
};

/// A metric with known truth; `pair` draws it under two strategies with common luck.
struct Case {
  const char* name;
  double truth;
  bool share;
  bool paired;
  double (*draw)(Stream&);
  double events = 1;  ///< share of the replicas that have something in them
};

double shared_normal(Stream& stream) {
  const double luck = stream.normal();
  const double a = luck + 0.3 * stream.normal() + 1;
  return a - (luck + 0.3 * stream.normal());
}
double shared_lognormal(Stream& stream) {
  const double luck = portable_exp(0.8 * stream.normal());
  return luck * portable_exp(0.3 * stream.normal()) - luck;
}
double shared_rare(Stream& stream) {
  const double harm = stream.uniform() < 0.05 ? stream.exponential() : 0;
  const bool avoided = stream.uniform() < 0.6;
  return avoided ? harm : 0;
}
/// Under the second strategy three in five of the failures are avoided.
double shared_failure(Stream& stream) {
  const bool fails = stream.uniform() < 0.1;
  return fails && stream.uniform() < 0.6 ? 1 : 0;
}

const std::array kCases{
    Case{"symmetric (normal)", 0, false, false, [](Stream& s) { return s.normal(); }},
    Case{"symmetric (uniform)", 0.5, false, false, [](Stream& s) { return s.uniform(); }},
    Case{"skewed (exponential)", 1, false, false, [](Stream& s) { return s.exponential(); }},
    Case{"skewed (lognormal, sigma 0.8)", 1.3771277643359572, false, false,
         [](Stream& s) { return portable_exp(0.8 * s.normal()); }},
    Case{"rare (5 % exponential, else 0)", 0.05, false, false,
         [](Stream& s) { return s.uniform() < 0.05 ? s.exponential() : 0; }, 0.05},
    Case{"rare (2 % exponential, else 0)", 0.02, false, false,
         [](Stream& s) { return s.uniform() < 0.02 ? s.exponential() : 0; }, 0.02},
    Case{"share of 30 %", 0.3, true, false,
         [](Stream& s) { return s.uniform() < 0.3 ? 1.0 : 0.0; }},
    Case{"share of 2 %", 0.02, true, false,
         [](Stream& s) { return s.uniform() < 0.02 ? 1.0 : 0.0; }},
    Case{"difference, symmetric", 1, false, true, shared_normal},
    Case{"difference, skewed", 0.06338598, false, true, shared_lognormal},
    Case{"difference, rare", 0.03, false, true, shared_rare, 0.03},
    Case{"difference of shares", 0.06, true, true, shared_failure},
};
constexpr std::array<std::size_t, 3> kReplicas{500, 1000, 2000};
/// Of so few events nobody can tell how bad they are: the interval may be too wide, never too
/// narrow.
constexpr double kFewEvents = 20;

struct Coverage {
  double covered = 0;   ///< of those that have an interval with two ends
  double declined = 0;  ///< have none
  double bootstrapped = 0;
  double half_width = 0;
};

MeanEstimate estimate(const Case& of, std::span<const double> values, std::uint32_t experiment) {
  if (of.share && of.paired) return share_difference_of(values);
  if (of.share) return share_of(values);
  return mean_of(values, {experiment, 0});
}

Coverage cover(const Case& of, std::size_t replicas, std::uint32_t experiments) {
  Coverage all;
  std::vector<double> values(replicas);
  for (std::uint32_t i = 0; i < experiments; ++i) {
    Stream stream(i);
    for (double& each : values) each = of.draw(stream);
    const MeanEstimate got = estimate(of, values, i + 1);
    if (got.method == IntervalMethod::none) {
      ++all.declined;
      continue;
    }
    if (got.interval.low <= of.truth && of.truth <= got.interval.high) ++all.covered;
    if (got.method == IntervalMethod::bootstrap_t) ++all.bootstrapped;
    all.half_width += got.interval.half_width();
  }
  const double given = experiments - all.declined;
  all.covered /= given;
  all.bootstrapped /= given;
  all.half_width /= given;
  all.declined /= experiments;
  return all;
}

int calibrate(std::uint32_t experiments) {
  // 94 to 96 %, and what chance makes of so few experiments (3.5 standard errors).
  const double chance = 3.5 * std::sqrt(0.95 * 0.05 / experiments);
  const double slack = experiments >= 10'000 ? 0.01 + chance / 3.5 * 2 : 0.01 + chance;
  int failed = 0;
  std::cout << fmt::format("{:32} {:>8} {:>9} {:>13} {:>9} {:>11}\n", "metric", "replicas",
                           "covered", "bootstrapped", "declined", "half-width");
  for (const Case& each : kCases) {
    for (const std::size_t replicas : kReplicas) {
      const Coverage got = cover(each, replicas, experiments);
      const bool few = each.events * static_cast<double>(replicas) < kFewEvents;
      const double most = few ? 1 : 0.95 + slack;
      const bool ok = got.covered >= 0.95 - slack && got.covered <= most;
      failed += ok ? 0 : 1;
      std::cout << fmt::format("{:32} {:>8} {:>7.1f} % {:>11.0f} % {:>7.1f} % {:>11.5f}{}\n",
                               each.name, replicas, 100 * got.covered, 100 * got.bootstrapped,
                               100 * got.declined, got.half_width,
                               !ok   ? "  MISSED"
                               : few ? "  few events"
                                     : "")
                << std::flush;
    }
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace refreshsim

int main(int count, char** arguments) {
  const long experiments = count > 1 ? std::strtol(arguments[1], nullptr, 10) : 10'000;
  if (experiments < 100 || experiments > 10'000'000) {
    std::cerr << "calibration: needs 100 to 10000000 experiments\n";
    return 2;
  }
  return refreshsim::calibrate(static_cast<std::uint32_t>(experiments));
}
