#include "sim/study/regression.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/study/linear.h"

namespace refreshsim {
namespace {

/// A design whose terms can be told apart, with what fits them.
struct Fitting {
  Design design;
  Inverse inverse;
  bool interactions = false;
};

std::optional<Fitting> fitting_of(const Study& study) {
  for (const bool interactions : {true, false}) {
    Design design = design_of(study, interactions);
    if (design.terms.empty()) return std::nullopt;
    auto inverse = least_squares_inverse(design);
    if (inverse) return Fitting{std::move(design), std::move(*inverse), interactions};
  }
  return std::nullopt;
}

/// The coefficients of each replica that all the strategies have a number for; the intercept first.
class Fits {
 public:
  Fits(const Fitting& how, const Numbers& numbers, std::size_t metric)
      : how_(how), all_(how.inverse.size()), means_(how.design.rows.size()) {
    std::size_t replicas = SIZE_MAX;
    for (const std::size_t row : how.design.rows) {
      replicas = std::min(replicas, numbers.count(row));
    }
    std::vector<double> y(how.design.rows.size());
    for (std::size_t place = 0; place < replicas; ++place) {
      for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] = numbers.of(how.design.rows[i], metric)[place];
      }
      add(y);
    }
  }

  std::size_t count() const { return all_.front().size(); }
  const std::vector<double>& of(std::size_t coefficient) const { return all_[coefficient]; }

  /// The share of the differences between the strategies' means that the terms make.
  double explained() const {
    const double middle =
        std::accumulate(means_.begin(), means_.end(), 0.0) / static_cast<double>(means_.size());
    double total = 0;
    double left = 0;
    for (std::size_t row = 0; row < means_.size(); ++row) {
      double fitted = dot(how_.inverse[0], means_);
      for (std::size_t t = 0; t < how_.design.terms.size(); ++t) {
        fitted += dot(how_.inverse[t + 1], means_) * how_.design.terms[t].values[row];
      }
      total += (means_[row] - middle) * (means_[row] - middle);
      left += (means_[row] - fitted) * (means_[row] - fitted);
    }
    return total > 0 ? 1 - left / total : 1;
  }

 private:
  static double dot(const std::vector<double>& a, const std::vector<double>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  }

  void add(const std::vector<double>& y) {
    if (std::any_of(y.begin(), y.end(), [](double each) { return std::isnan(each); })) return;
    for (std::size_t i = 0; i < all_.size(); ++i) all_[i].push_back(dot(how_.inverse[i], y));
    const auto n = static_cast<double>(count());
    for (std::size_t i = 0; i < y.size(); ++i) means_[i] += (y[i] - means_[i]) / n;
  }

  const Fitting& how_;
  std::vector<std::vector<double>> all_;
  std::vector<double> means_;  ///< by row
};

/// Streams of the bootstrap that no mean and no difference has.
std::uint32_t stream_of(std::size_t metric, std::size_t term) {
  return static_cast<std::uint32_t>(0x40000000U + metric * 256 + term);
}

}  // namespace

MeanEstimate Effect::over_range() const {
  MeanEstimate over = estimate;
  over.mean *= spread;
  over.interval = {estimate.interval.low * spread, estimate.interval.high * spread};
  return over;
}

std::optional<Regression> regression(const Study& study, const Numbers& numbers,
                                     std::size_t metric) {
  const auto how = fitting_of(study);
  if (!how) return std::nullopt;
  const Fits fits(*how, numbers, metric);
  if (fits.count() < 2) return std::nullopt;
  Regression result;
  result.interactions = how->interactions;
  result.explained = fits.explained();
  for (std::size_t t = 0; t < how->design.terms.size(); ++t) {
    Effect& effect = result.effects.emplace_back();
    effect.term = how->design.terms[t].name;
    effect.estimate = mean_of(fits.of(t + 1), {study.seed, stream_of(metric, t)});
    effect.error = effect.estimate.deviation / std::sqrt(static_cast<double>(fits.count()));
    effect.spread = how->design.terms[t].range();
    effect.from = how->design.terms[t].from;
    effect.to = how->design.terms[t].to;
  }
  std::stable_sort(
      result.effects.begin(), result.effects.end(),
      [](const Effect& a, const Effect& b) { return std::abs(a.range()) > std::abs(b.range()); });
  return result;
}

}  // namespace refreshsim
