// A group's run as one picture: the fleet, what was done to it, its activities, on one time axis.
#pragma once

#include <string>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"
#include "sim/report/look.h"

namespace refreshsim {

/// The picture with its legend, `look.width` columns wide. Its height does not depend on the number
/// of instances; it shows the first few activities and says how many more there are.
std::string picture(const RunResult& result, const Scenario& scenario, const History& history,
                    GroupId group, const Look& look);

}  // namespace refreshsim
