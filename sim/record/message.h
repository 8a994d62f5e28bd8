// InstanceStatusMessage: what a row says about itself, in words.
#pragma once

#include <string>

#include "refreshsim/scenario.h"

namespace refreshsim {

/// "reinstall failed (attempt 1): image checksum mismatch"; `fault` is the one that decided it.
std::string failure_message(const Scenario& scenario, Step step, FailureCause cause,
                            std::uint32_t attempt, FaultId fault);

}  // namespace refreshsim
