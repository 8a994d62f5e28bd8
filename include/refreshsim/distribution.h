// How long something takes: a length, or a law that lengths are drawn from (interface.md,
// `timing`).
#pragma once

#include <optional>
#include <vector>

#include "refreshsim/enum_names.h"
#include "refreshsim/time.h"

namespace refreshsim {

// clang-format off
#define REFRESHSIM_DISTRIBUTIONS(X)                                   \
  X(constant, "always the same")                                      \
  X(uniform, "every millisecond from min to max alike")               \
  X(exponential, "memoryless, with this mean")                        \
  X(lognormal, "skewed, with this median and 95th percentile")        \
  X(empirical, "one of the observed lengths, each alike")
REFRESHSIM_ENUM(DistributionKind, REFRESHSIM_DISTRIBUTIONS)
// clang-format on

/// Plain data; sim/base/distribution.h draws from it, DRAWS.md there fixes the arithmetic.
struct Distribution {
  DistributionKind kind = DistributionKind::constant;
  Duration a{0};  ///< constant: the length; uniform: min; exponential: mean; lognormal: median
  Duration b{0};  ///< uniform: max; lognormal: p95
  std::vector<Duration> observed;    ///< empirical
  std::optional<Duration> at_least;  ///< `min` beside the law
  std::optional<Duration> at_most;   ///< `max` beside the law

  static Distribution constant(Duration length) {
    return {DistributionKind::constant, length, Duration{0}, {}, {}, {}};
  }
};

}  // namespace refreshsim
