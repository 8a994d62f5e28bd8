// The regression of a metric on the settings: which knob matters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/study/analysis.h"

namespace refreshsim {

/// What a setting, or two together, do to a metric.
struct Effect {
  std::string term;       ///< `BatchNumber`, `FailProcess=AUTO_ROLLBACK`, `BatchNumber x MaxSurge`
  MeanEstimate estimate;  ///< for one more of a number; beside the first value of a word
  double spread = 1;      ///< from its least to its greatest value
  double error = 0;       ///< the estimate's standard error
  std::string from, to;   ///< its least and its greatest value; empty: two settings together

  /// From its least to its greatest value: how much it matters.
  double range() const { return estimate.mean * spread; }
  MeanEstimate over_range() const;
};

struct Regression {
  std::vector<Effect> effects;  ///< the one that matters most first
  double explained = 0;         ///< share of the differences between the strategies' means
  bool interactions = false;    ///< there are enough strategies to tell them
};

/// A metric of the strategies on the settings that all of them have; none if they can't be told
/// apart. Each replica that all of them have is fitted by itself, so that the errors know what
/// common random numbers do.
std::optional<Regression> regression(const Study& study, const Numbers& numbers,
                                     std::size_t metric);

}  // namespace refreshsim
