// A log becomes a scenario that replays it.
//
// The draft begins with the calls alone, and every step hangs. It is replayed; the rows (and surge
// scalings) that are in flight when nothing moves any more get the end that the log shows for them;
// what contradicts the log in between and has a likely cause (an instance that is gone, a group in
// another activity, a call that the log lacks) gets that cause; and so on until the replay reaches
// the end of the log. So every consequence is drawn by the model itself.
#pragma once

#include <functional>
#include <string>

#include "sim/incident/log_difference.h"

namespace refreshsim {

struct Import {
  std::string yaml;
  std::vector<Assumption> assumptions;
  std::vector<std::string> contradictions;  ///< of the log with model.md, both lines shown
  std::optional<LogDifference> left;        ///< where the scenario still parts from the log
};

/// `name` is the scenario's. `progress` hears how far the explanation has come, in ms.
Import import_log(const Incident& incident, const std::string& name,
                  const std::function<void(std::int64_t)>& progress = {});

}  // namespace refreshsim
