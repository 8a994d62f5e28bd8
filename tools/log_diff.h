// A scenario against logs, in words.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/incident/log.h"
#include "tools/options.h"

namespace refreshsim::tools {

/// The first point where a run of the scenario and the logs part, with the state around it and the
/// rule that the run followed; none if they agree. The error is a text for the user.
tl::expected<std::optional<std::string>, std::string> log_difference_text(
    const std::string& name, const Scenario& scenario, const std::vector<LogFile>& files,
    const Options& options);

}  // namespace refreshsim::tools
