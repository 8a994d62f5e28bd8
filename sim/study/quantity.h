// A metric's numbers as people read them: in a unit that suits them, with as many digits as their
// interval leaves a meaning to.
#pragma once

#include <string>

#include "sim/study/statistics.h"
#include "sim/study/study.h"

namespace refreshsim {

class Quantity {
 public:
  /// `typical`: the largest number that is to be shown; it chooses the unit.
  explicit Quantity(const StudyMetric& metric, double typical = 0, double finest = 0);

  /// `instance-hours`, `minutes`; empty for a bare number.
  const std::string& unit() const { return unit_; }
  /// The bare number in the unit; `-` for null and what is not finite.
  std::string number(double value) const;
  std::string with_sign(double value) const;
  /// `0.912 to 0.915`.
  std::string range(const Interval& interval) const;
  /// `12.3 (11.9 to 12.7) instance-hours`; chooses its own digits.
  std::string with_interval(const MeanEstimate& estimate) const;

 private:
  StudyMetric metric_;
  double divisor_ = 1;
  int decimals_ = 3;
  std::string unit_;
};

}  // namespace refreshsim
