#include "sim/study/linear.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "sim/study/design.h"
#include "sim/study/statistics.h"

namespace refreshsim {
namespace {

constexpr double kWorthwhile = 0.95;
constexpr std::size_t kReplicasPerControl = 20;

Eigen::MatrixXd matrix_of(const Design& design) {
  Eigen::MatrixXd x(static_cast<Eigen::Index>(design.rows.size()),
                    static_cast<Eigen::Index>(design.terms.size()) + 1);
  for (Eigen::Index row = 0; row < x.rows(); ++row) {
    x(row, 0) = 1;
    for (Eigen::Index column = 1; column < x.cols(); ++column) {
      x(row, column) =
          design.terms[static_cast<std::size_t>(column) - 1].values[static_cast<std::size_t>(row)];
    }
  }
  return x;
}

using Qr = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

}  // namespace

std::optional<Controlled> with_controls(std::span<const double> values,
                                        const std::vector<std::size_t>& places,
                                        const ControlMatrix& controls, const MeanEstimate& plain) {
  const std::size_t k = controls.columns;
  if (k == 0 || values.size() < kReplicasPerControl * (k + 1)) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(values.size());
  const auto columns = static_cast<Eigen::Index>(k) + 1;
  Eigen::MatrixXd x(n, columns);
  Eigen::VectorXd y(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    y(i) = values[at];
    x(i, 0) = 1;
    for (std::size_t c = 0; c < k; ++c) {
      x(i, static_cast<Eigen::Index>(c) + 1) = controls.values[places[at] * k + c];
    }
  }
  const Qr qr(x);
  if (qr.rank() < columns) return std::nullopt;
  const Eigen::VectorXd beta = qr.solve(y);
  const Eigen::VectorXd rest = y - x * beta;
  const auto degrees = static_cast<double>(n - columns);
  const double variance = rest.squaredNorm() / degrees;
  if (!(variance > 0)) return std::nullopt;
  const double cubes = rest.array().cube().mean();
  const double skew = cubes / std::pow(variance, 1.5);
  if (static_cast<double>(n) < kReplicasPerSquaredSkew * skew * skew) return std::nullopt;
  // The variance of the intercept: the first entry of (XᵀX)⁻¹, times the residuals'.
  const Eigen::MatrixXd gram = x.transpose() * x;
  const Eigen::VectorXd first = gram.ldlt().solve(Eigen::VectorXd::Unit(columns, 0));
  const double half = t_point(degrees) * std::sqrt(variance * first(0));
  Controlled made;
  made.narrower = plain.interval.half_width() / half;
  if (!(half <= kWorthwhile * plain.interval.half_width())) return std::nullopt;
  made.estimate = plain;
  made.estimate.mean = beta(0);
  made.estimate.deviation = std::sqrt(variance);
  made.estimate.interval = {beta(0) - half, beta(0) + half};
  return made;
}

std::optional<Regression> regression(const Study& study, const Numbers& numbers,
                                     std::size_t metric) {
  Design design = design_of(study, true);
  Regression result;
  result.interactions = true;
  Qr qr;
  for (bool fits = false; !fits;) {
    if (design.terms.empty()) return std::nullopt;
    const Eigen::MatrixXd x = matrix_of(design);
    if (x.rows() > x.cols() - 1) qr.compute(x);
    fits = x.rows() >= x.cols() && qr.rank() == x.cols();
    if (fits) break;
    if (!result.interactions) return std::nullopt;
    result.interactions = false;
    design = design_of(study, false);
  }
  std::size_t replicas = SIZE_MAX;
  for (const std::size_t row : design.rows) replicas = std::min(replicas, numbers.count(row));
  std::vector<std::vector<double>> betas(design.terms.size());
  const auto rows = static_cast<Eigen::Index>(design.rows.size());
  Eigen::VectorXd y(rows);
  Eigen::VectorXd means = Eigen::VectorXd::Zero(rows);
  for (std::size_t place = 0; place < replicas; ++place) {
    for (Eigen::Index i = 0; i < rows; ++i) {
      y(i) = numbers.of(design.rows[static_cast<std::size_t>(i)], metric)[place];
    }
    if (y.hasNaN()) continue;
    means += y;
    const Eigen::VectorXd beta = qr.solve(y);
    for (std::size_t t = 0; t < betas.size(); ++t) {
      betas[t].push_back(beta(static_cast<Eigen::Index>(t) + 1));
    }
  }
  const auto used = static_cast<double>(betas.front().size());
  if (used < 2) return std::nullopt;
  means /= used;
  const Eigen::VectorXd fitted = matrix_of(design) * qr.solve(means);
  const double total = (means.array() - means.mean()).square().sum();
  result.explained = total > 0 ? 1 - (means - fitted).squaredNorm() / total : 1;
  for (std::size_t t = 0; t < betas.size(); ++t) {
    Effect effect;
    effect.term = design.terms[t].name;
    effect.estimate =
        mean_of(betas[t], {study.seed, 0x40000000U + static_cast<std::uint32_t>(metric * 256 + t)});
    effect.error = effect.estimate.deviation / std::sqrt(used);
    effect.range = effect.estimate.mean * design.terms[t].range();
    result.effects.push_back(std::move(effect));
  }
  std::stable_sort(
      result.effects.begin(), result.effects.end(),
      [](const Effect& a, const Effect& b) { return std::abs(a.range) > std::abs(b.range); });
  return result;
}

}  // namespace refreshsim
