// A scaling group's state and statistics as JSON (interface.md, section 4).
#pragma once

#include <string>

#include "refreshsim/run.h"

namespace refreshsim {

/// Appends one JSON object: the group's last state, then its statistics by the names of model.md,
/// section 7.
void append_group(std::string& out, const GroupView& group);

}  // namespace refreshsim
