// What takes linear algebra: control variates, and the regression of metrics on settings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/study/analysis.h"
#include "sim/study/controls.h"

namespace refreshsim {

/// The mean of some values with the controls of their replicas; none unless it is narrower.
std::optional<Controlled> with_controls(std::span<const double> values,
                                        const std::vector<std::size_t>& places,
                                        const ControlMatrix& controls, const MeanEstimate& plain);

/// What a setting, or two together, do to a metric.
struct Effect {
  std::string term;       ///< `BatchNumber`, `FailProcess=AUTO_ROLLBACK`, `BatchNumber × MaxSurge`
  MeanEstimate estimate;  ///< for one more of a number; beside the first value of a word
  double range = 0;       ///< from its least to its greatest value: how much it matters
  double error = 0;       ///< the estimate's standard error
};

struct Regression {
  std::vector<Effect> effects;  ///< the one that matters most first
  double explained = 0;         ///< share of the differences between the strategies' means
  bool interactions = false;    ///< there are enough strategies to tell them
};

/// A metric of the strategies on the settings that all of them have; none if they can't be told
/// apart. Each replica is fitted by itself (QR), so that the errors know what common random numbers
/// do.
std::optional<Regression> regression(const Study& study, const Numbers& numbers,
                                     std::size_t metric);

}  // namespace refreshsim
