// Statistics over replicas. Sums go over the replicas in their order, in plain doubles.
//
// Which interval is used for which numbers was chosen by tests/study/calibration, which shows how
// often each of them covers the truth.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "refreshsim/enum_names.h"

namespace refreshsim {

struct Interval {
  double low = 0;
  double high = 0;
  double half_width() const { return (high - low) / 2; }
};

// clang-format off
#define REFRESHSIM_INTERVAL_METHODS(X)                                                     \
  X(student_t, "Student's t")                                                              \
  X(bootstrap_t, "studentized bootstrap: too skewed for Student's t with so few replicas") \
  X(wilson, "Wilson's, for a share")                                                       \
  X(paired_shares, "Bonett and Price's, for the difference of two shares of the same replicas") \
  X(constant, "every replica gives the same")                                              \
  X(none, "too few replicas for an interval")
REFRESHSIM_ENUM(IntervalMethod, REFRESHSIM_INTERVAL_METHODS)
// clang-format on

/// By the Edgeworth expansion, an interval by Student's t misses 95 % by about γ² ÷ 4n: with fewer
/// replicas than this times the squared skewness γ² it is not used.
constexpr double kReplicasPerSquaredSkew = 50;

/// A mean with its 95 % interval.
struct MeanEstimate {
  std::size_t count = 0;
  double mean = 0;
  double deviation = 0;  ///< of one replica
  double skewness = 0;
  Interval interval;
  IntervalMethod method = IntervalMethod::none;
  double p_value = 1;  ///< of the mean being 0, two-sided
};

/// Which draws a bootstrap takes: a pure function of these and of the values.
struct Resampling {
  std::uint64_t seed = 1;
  std::uint32_t stream = 0;
  std::size_t comparisons = 1;  ///< that the p-value is one of: the more, the more resamples
};

/// Of numbers of any kind: Student's t, or a studentized bootstrap where skew makes t wrong.
MeanEstimate mean_of(std::span<const double> values, const Resampling& resampling);
/// Of numbers that are 0 or 1.
MeanEstimate share_of(std::span<const double> values);
/// Of the differences of two such numbers: −1, 0 or 1.
MeanEstimate share_difference_of(std::span<const double> differences);

/// Nearest rank, with a 95 % interval from order statistics; a bound that so few replicas can't
/// give is none.
struct QuantileEstimate {
  double value = 0;
  std::optional<double> low, high;
};
QuantileEstimate quantile_of(std::span<const double> sorted, double q);

/// The p-values of several hypotheses, adjusted for being looked at together (Holm): those that
/// are below 5 % are rejected. `hypotheses`, if more than there are p-values: these are the ones
/// that the numbers themselves picked out of so many.
std::vector<double> holm(std::span<const double> p_values, std::size_t hypotheses = 0);

/// The two-sided 97.5 % point of Student's t; infinite without a degree of freedom.
double t_point(double degrees);
/// The two-sided p-value of a t.
double t_p_value(double t, double degrees);

}  // namespace refreshsim
