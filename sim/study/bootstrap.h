// The studentized bootstrap (bootstrap-t): an interval for the mean of skewed numbers.
#pragma once

#include <span>

#include "sim/study/statistics.h"

namespace refreshsim {

struct Bootstrap {
  Interval interval;
  double p_value = 1;  ///< of the mean being 0
};

/// The 95 % interval from resamples of the values, each of which is studentized by its own
/// deviation, so that the skew of the mean is in the interval. The values are not all alike.
Bootstrap studentized_bootstrap(std::span<const double> values, double mean, double deviation,
                                const Resampling& resampling);

}  // namespace refreshsim
