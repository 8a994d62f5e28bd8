// A study's tables: the same for a terminal and for Markdown.
#pragma once

#include "sim/study/findings.h"
#include "sim/study/study_table.h"

namespace refreshsim {

/// How strategies are called in tables: by name, or as #1, #2 … where a name is too long.
std::vector<std::string> labels_of(const Study& study, std::size_t widest);

/// A metric of each strategy: mean, interval, quantiles. `intervals`: of the quantiles too.
StudyTable metric_table(const Findings& of, std::size_t metric,
                        const std::vector<std::string>& labels, bool intervals);
/// A metric of each strategy beside the baseline's: difference, interval, and how much wider it
/// would be without common random numbers.
StudyTable comparison_table(const Findings& of, std::size_t metric,
                            const std::vector<std::string>& labels);
/// `Differences from 3 batches, minutes`
std::string comparison_title(const Findings& of, std::size_t metric,
                             const std::vector<std::string>& labels);
/// Where control variates narrow an interval, and by how much; of all metrics, or of the objectives
/// alone.
StudyTable control_table(const Findings& of, const std::vector<std::string>& labels,
                         bool objectives_only);
/// The objectives' means of each strategy, and whether it is on the Pareto front.
StudyTable front_table(const Findings& of, const std::vector<std::string>& labels);
/// What the settings do to a metric; only if there is a regression.
StudyTable regression_table(const Findings& of, std::size_t metric);
/// `duration, minutes: what the settings do, …`
std::string regression_title(const Findings& of, std::size_t metric);

/// `lost_capacity, instance-hours (less is better)`
std::string metric_title(const Findings& of, std::size_t metric);

std::string_view front_word(Front front);

}  // namespace refreshsim
