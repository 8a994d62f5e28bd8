// The parameters of the service's calls, by their paths (references/instance-refresh-api.md).
#pragma once

#include <string>
#include <vector>

#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// The path of every parameter that a request of this action may hold, in the table's order:
/// `RefreshSettings`, `RefreshSettings.RollingUpdateSettings.BatchNumber`. Of lists only the list.
std::vector<std::string> parameter_paths(Action action);

}  // namespace refreshsim
