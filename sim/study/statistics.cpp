#include "sim/study/statistics.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/study/bootstrap.h"

namespace refreshsim {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kTail = 0.025;
constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % point

constexpr std::size_t kFewest = 2;

MeanEstimate moments(std::span<const double> values) {
  MeanEstimate of;
  of.count = values.size();
  if (values.empty()) return of;
  const auto n = static_cast<double>(values.size());
  of.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double second = 0;
  double third = 0;
  for (const double each : values) {
    const double off = each - of.mean;
    second += off * off;
    third += off * off * off;
  }
  if (values.size() < kFewest) return of;
  of.deviation = std::sqrt(second / (n - 1));
  const double spread = std::sqrt(second / n);
  if (spread > 0) of.skewness = third / n / (spread * spread * spread);
  return of;
}

bool all_alike(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(),
                     [&](double each) { return each == values.front(); });
}

}  // namespace

double t_point(double degrees) {
  if (degrees < 1) return kInfinite;
  return boost::math::quantile(boost::math::students_t(degrees), 1 - kTail);
}

double t_p_value(double t, double degrees) {
  if (degrees < 1 || std::isnan(t)) return 1;
  if (std::isinf(t)) return 0;
  return 2 *
         boost::math::cdf(boost::math::complement(boost::math::students_t(degrees), std::abs(t)));
}

MeanEstimate mean_of(std::span<const double> values, const Resampling& resampling) {
  MeanEstimate of = moments(values);
  of.interval = {of.mean, of.mean};
  if (values.size() < kFewest) {
    of.interval = {-kInfinite, kInfinite};
    return of;
  }
  const auto n = static_cast<double>(values.size());
  if (all_alike(values)) {
    of.mean = values.front();
    of.interval = {of.mean, of.mean};
    of.deviation = 0;
    of.method = IntervalMethod::constant;
    of.p_value = of.mean == 0 ? 1 : 0;
    return of;
  }
  const double error = of.deviation / std::sqrt(n);
  of.method = IntervalMethod::student_t;
  of.p_value = t_p_value(of.mean / error, n - 1);
  const double half = t_point(n - 1) * error;
  of.interval = {of.mean - half, of.mean + half};
  if (n >= kReplicasPerSquaredSkew * of.skewness * of.skewness) return of;
  const Bootstrap bootstrap = studentized_bootstrap(values, of.mean, of.deviation, resampling);
  of.interval = bootstrap.interval;
  const bool both_ends = std::isfinite(of.interval.half_width());
  of.method = both_ends ? IntervalMethod::bootstrap_t : IntervalMethod::none;
  of.p_value = bootstrap.p_value;
  return of;
}

MeanEstimate share_of(std::span<const double> values) {
  MeanEstimate of = moments(values);
  if (values.empty()) {
    of.interval = {0, 1};
    return of;
  }
  const auto n = static_cast<double>(values.size());
  const double z2 = kZ * kZ;
  const double middle = (of.mean + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kZ / (1 + z2 / n) * std::sqrt(of.mean * (1 - of.mean) / n + z2 / (4 * n * n));
  of.method = IntervalMethod::wilson;
  of.interval = {std::max(0.0, middle - half), std::min(1.0, middle + half)};
  if (of.mean == 0) of.interval.low = 0;
  if (of.mean == 1) of.interval.high = 1;
  return of;
}

MeanEstimate share_difference_of(std::span<const double> differences) {
  MeanEstimate of = moments(differences);
  if (differences.empty()) {
    of.interval = {-1, 1};
    return of;
  }
  const auto n = static_cast<double>(differences.size());
  const auto up = static_cast<double>(std::count(differences.begin(), differences.end(), 1.0));
  const auto down = static_cast<double>(std::count(differences.begin(), differences.end(), -1.0));
  const double more = (up + 1) / (n + 2);
  const double less = (down + 1) / (n + 2);
  const double off = more - less;
  const double half = kZ * std::sqrt(std::max(0.0, (more + less - off * off) / (n + 2)));
  of.method = IntervalMethod::paired_shares;
  of.interval = {std::max(-1.0, off - half), std::min(1.0, off + half)};
  if (up + down > 0) {
    // The sign test: of the replicas that differ, half would go either way.
    const boost::math::binomial law(up + down, 0.5);
    of.p_value = std::min(1.0, 2 * boost::math::cdf(law, std::min(up, down)));
  }
  return of;
}

QuantileEstimate quantile_of(std::span<const double> sorted, double q) {
  QuantileEstimate of;
  if (sorted.empty()) {
    of.value = std::numeric_limits<double>::quiet_NaN();
    return of;
  }
  const auto n = static_cast<double>(sorted.size());
  const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(n * q)));
  of.value = sorted[std::min(rank, sorted.size()) - 1];
  // The number B of values below the true quantile is binomial. x(k) is above it if B < k, below
  // it if B ≥ k.
  using boost::math::policies::discrete_quantile;
  using boost::math::policies::integer_round_down;
  using boost::math::policies::integer_round_up;
  using Down = boost::math::policies::policy<discrete_quantile<integer_round_down>>;
  using Up = boost::math::policies::policy<discrete_quantile<integer_round_up>>;
  const boost::math::binomial_distribution<double, Down> down(n, q);
  const boost::math::binomial_distribution<double, Up> up(n, q);
  const auto most = static_cast<std::size_t>(boost::math::quantile(up, 1 - kTail));
  if (boost::math::cdf(down, 0) <= kTail) {
    of.low = sorted[static_cast<std::size_t>(boost::math::quantile(down, kTail))];
  }
  if (most < sorted.size()) of.high = sorted[most];
  return of;
}

std::vector<double> holm(std::span<const double> p_values, std::size_t hypotheses) {
  const std::size_t all = std::max(hypotheses, p_values.size());
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto left = static_cast<double>(all - i);
    largest = std::max(largest, std::min(1.0, left * p_values[order[i]]));
    adjusted[order[i]] = largest;
  }
  return adjusted;
}

}  // namespace refreshsim
