// Two timelines compared, in words.
#pragma once

#include <optional>
#include <string>

#include "sim/incident/timeline_file.h"

namespace refreshsim {

/// A timeline, and what its side is to be called.
struct TimelineSide {
  std::string name;
  const TimelineFile& timeline;
};

/// The first record that differs, from both sides, with what led to it and the state around it;
/// none if the timelines are the same.
std::optional<std::string> timeline_difference(const TimelineSide& a, const TimelineSide& b);

}  // namespace refreshsim
