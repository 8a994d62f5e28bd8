#include "sim/study/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/draw.h"

namespace refreshsim {
namespace {

/// With one more than so many, a p-value can be as small as 0.002 …
constexpr std::uint32_t kResamples = 1000;
/// … enough for so many comparisons at 5 %; more of them get more, up to ten times as many.
constexpr std::size_t kComparisons = 24;
constexpr std::size_t kMostTimes = 10;
constexpr double kNothing = 1e-12;

/// Numbers from one keyed draw (SplitMix64): a resample takes as many as there are replicas.
class Stream {
 public:
  explicit Stream(std::uint64_t bits) : state_(bits) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
  }

 private:
  std::uint64_t state_;
};

/// The mean of a resample, in standard errors of its own. `values` are centred and scaled.
double resampled_t(std::span<const double> values, std::uint64_t bits) {
  Stream stream(bits);
  const std::uint64_t size = values.size();
  double sum = 0;
  double squares = 0;
  for (std::uint64_t i = 0; i < size; i += 2) {
    const std::uint64_t draw = stream.next();
    const double one = values[((draw >> 32) * size) >> 32];
    sum += one;
    squares += one * one;
    if (i + 1 == size) break;
    const double other = values[((draw & 0xffffffff) * size) >> 32];
    sum += other;
    squares += other * other;
  }
  const auto n = static_cast<double>(size);
  const double mean = sum / n;
  const double variance = (squares - n * mean * mean) / (n - 1);
  // A resample of one value only (but for rounding): its mean is off without any error of its own.
  if (variance <= kNothing * squares) return mean < 0 ? -HUGE_VAL : mean > 0 ? HUGE_VAL : 0;
  return mean / std::sqrt(variance / n);
}

std::uint32_t resamples_for(std::size_t comparisons) {
  const std::size_t times = std::min(kMostTimes, comparisons / (kComparisons + 1) + 1);
  return static_cast<std::uint32_t>(times) * kResamples - 1;
}

}  // namespace

Bootstrap studentized_bootstrap(std::span<const double> values, double mean, double deviation,
                                const Resampling& resampling) {
  std::vector<double> scaled;
  scaled.reserve(values.size());
  for (const double each : values) scaled.push_back((each - mean) / deviation);
  std::vector<double> all;
  const Draws draws(resampling.seed, resampling.stream);
  const std::uint32_t resamples = resamples_for(resampling.comparisons);
  for (std::uint32_t i = 0; i < resamples; ++i) {
    all.push_back(resampled_t(scaled, draws.bits({Purpose::resample, 0, i, 0, 0})));
  }
  std::sort(all.begin(), all.end());
  const double error = deviation / std::sqrt(static_cast<double>(values.size()));
  const std::size_t tail = (resamples + 1) / 40;  // 2.5 %
  Bootstrap result;
  result.interval = {mean - all[resamples - tail] * error, mean - all[tail - 1] * error};
  // The share of resamples that are as far off as the mean is from 0, on its side.
  const double off = mean / error;
  const auto beyond = std::count_if(all.begin(), all.end(),
                                    [&](double t) { return off > 0 ? t >= off : t <= off; });
  result.p_value = std::min(1.0, 2 * (static_cast<double>(beyond) + 1) / (resamples + 1));
  return result;
}

}  // namespace refreshsim
