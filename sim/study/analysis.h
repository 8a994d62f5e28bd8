// What a study's numbers say: a pure function of the study, the numbers and how they came about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/study/replicas.h"
#include "sim/study/statistics.h"
#include "sim/study/study.h"

namespace refreshsim {

/// The numbers of a study, and how they came about.
struct StudyRun {
  Numbers numbers;
  bool partial = false;  ///< interrupted
  /// By strategy: the one that is better in every objective, for which it was stopped early.
  std::vector<std::optional<std::size_t>> stopped_for;
  bool half_widths_reached = false;  ///< with `replicas: auto`
  std::size_t jobs = 1;              ///< threads for its analysis
};

/// A mean narrowed by what is known exactly about the draws behind it.
struct Controlled {
  MeanEstimate estimate;
  double narrower = 1;  ///< the plain half-width, divided by this one
};

/// A strategy's metric beside the baseline's: over the replicas in which both have it.
struct Comparison {
  MeanEstimate difference;
  double holm_p = 1;               ///< with all the other strategies looked at too
  double unpaired_half_width = 0;  ///< without common random numbers
  std::optional<Controlled> controlled;
};

/// A metric of a strategy.
struct Cell {
  MeanEstimate mean;
  std::size_t missing = 0;  ///< replicas in which it is null
  QuantileEstimate p50, p90, p99;
  double least = 0, most = 0;
  std::optional<std::uint32_t> worst, median;  ///< replicas
  std::optional<Comparison> comparison;        ///< none for the baseline
  std::optional<double> best_in;  ///< share of the replicas in which no strategy is better
  std::optional<Controlled> controlled;
};

enum class Front : std::uint8_t { on, not_told_apart, off };

struct WishView {
  bool ok = false;
  std::string got;
};

struct Analysis {
  std::vector<std::vector<Cell>> cells;  ///< by metric and strategy
  std::vector<Front> front;              ///< by strategy; empty without objectives
  std::vector<WishView> wishes;
};

Analysis analyse(const Study& study, const StudyRun& run);

/// The difference of two strategies in a metric, a minus b, over the replicas that both have; one
/// of so many comparisons.
MeanEstimate difference_of(const Study& study, const Numbers& numbers, std::size_t metric,
                           std::size_t a, std::size_t b, std::size_t comparisons = 1);

/// Whether `a` is at least as good as `b` in every objective and better in one, also at the worse
/// ends of the differences' intervals, made `wider` times as wide.
bool clearly_better(const Study& study, const Numbers& numbers, std::size_t a, std::size_t b,
                    double wider = 1);

/// A mean of numbers of this metric by the method that suits them.
MeanEstimate mean_of_metric(const Study& study, std::size_t metric, std::span<const double> values);

}  // namespace refreshsim
