// Whether rows in flight can run ahead of their time: what could disturb one between the start and
// the end of its steps.
#pragma once

#include <cstddef>

#include "refreshsim/scenario.h"

namespace refreshsim {

/// Whether nothing that the scenario says can disturb a row in flight, but a launch configuration
/// that a call with a time modifies: no instance is lost or sick, no zone out, at a time of its
/// own, and no fault depends on which activity is the latest of its name.
bool leaves_rows_alone(const Scenario& scenario);

/// ModifyLaunchConfigurationAttributes: a reinstall after it takes something else than one before.
bool modifies(const Call& call);
/// How many such calls there are.
std::size_t modifications(const Scenario& scenario);

}  // namespace refreshsim
