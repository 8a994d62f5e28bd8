#include "sim/study/linear.h"

#include <Eigen/QR>
#include <cmath>

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

/// The first entry of (XᵀX)⁻¹. With X P = Q R it is the squared length of R⁻ᵀ Pᵀ e.
double first_of_inverse(const Qr& qr) {
  const Eigen::Index columns = qr.cols();
  Eigen::VectorXd unit = Eigen::VectorXd::Zero(columns);
  for (Eigen::Index i = 0; i < columns; ++i) {
    if (qr.colsPermutation().indices()(i) == 0) unit(i) = 1;
  }
  double sum = 0;
  for (Eigen::Index i = 0; i < columns; ++i) {  // forward substitution
    for (Eigen::Index k = 0; k < i; ++k) unit(i) -= qr.matrixR()(k, i) * unit(k);
    unit(i) /= qr.matrixR()(i, i);
    sum += unit(i) * unit(i);
  }
  return sum;
}

Inverse inverse_of(const Qr& qr) {
  const Eigen::Index rows = qr.rows();
  Inverse all(static_cast<std::size_t>(qr.cols()));
  for (Eigen::Index i = 0; i < rows; ++i) {
    const Eigen::VectorXd column = qr.solve(Eigen::VectorXd::Unit(rows, i).eval());
    for (std::size_t k = 0; k < all.size(); ++k) {
      all[k].push_back(column(static_cast<Eigen::Index>(k)));
    }
  }
  return all;
}

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
  const double half = t_point(degrees) * std::sqrt(variance * first_of_inverse(qr));
  Controlled made;
  made.narrower = plain.interval.half_width() / half;
  if (!(half <= kWorthwhile * plain.interval.half_width())) return std::nullopt;
  made.estimate = plain;
  made.estimate.mean = beta(0);
  made.estimate.deviation = std::sqrt(variance);
  made.estimate.interval = {beta(0) - half, beta(0) + half};
  return made;
}

std::optional<Inverse> least_squares_inverse(const Design& design) {
  const Eigen::MatrixXd x = matrix_of(design);
  if (x.rows() < x.cols()) return std::nullopt;
  const Qr qr(x);
  if (qr.rank() < x.cols()) return std::nullopt;
  return inverse_of(qr);
}

}  // namespace refreshsim
