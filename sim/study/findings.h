// What a study's numbers mean, in words; for every form of the output.
#pragma once

#include <string>
#include <vector>

#include "sim/study/analysis.h"
#include "sim/study/regression.h"

namespace refreshsim {

/// All that is shown of a study.
struct Findings {
  const Study& study;
  const StudyRun& run;
  Analysis analysis;
  std::vector<std::optional<Regression>> regressions;  ///< by metric
};

Findings findings_of(const Study& study, const StudyRun& run);

/// The metrics that the study is about: the objectives, or else the first one.
std::vector<std::size_t> main_metrics(const Study& study);

/// A sentence for each of these: which strategy is best, which can't be told from it, which are
/// worse, and by how much; and one for the setting that matters most.
std::vector<std::string> conclusions(const Findings& of);

/// What one has to know to read the numbers: partial results, strategies stopped early, intervals
/// of another kind, null values.
std::vector<std::string> notes(const Findings& of);

/// How many replicas of how many strategies.
std::string extent(const Findings& of);

/// The command that replays a replica of a strategy, as a shell reads it.
std::string replay_command(const Study& study, std::size_t strategy, std::uint32_t replica);

/// The metric that stands for the study where there is room for one: the first objective's.
std::size_t main_metric(const Study& study);

/// The unit and digits that suit a metric of all strategies.
class Quantity;
Quantity quantity_of(const Findings& of, std::size_t metric);

}  // namespace refreshsim
