// Two results compared, in words.
#pragma once

#include <optional>
#include <string>

#include "sim/incident/result_file.h"
#include "sim/incident/timeline_file.h"

namespace refreshsim {

struct ResultSide {
  std::string name;
  const ResultFile& result;
};

/// Between which records the two runs part, or where the results of equal records differ; none if
/// the results are the same.
std::optional<std::string> result_difference(const ResultSide& a, const ResultSide& b);

/// The records of an interval.
std::string interval_text(const TimelineFile& timeline, const PartingInterval& interval);

}  // namespace refreshsim
