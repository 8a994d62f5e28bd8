// The result of `run --format text`: what an operator understands at first sight.
#pragma once

#include <string>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"
#include "sim/report/look.h"

namespace refreshsim {

/// A headline; for the first few groups a picture and the numbers; the expectations. One screen,
/// however many instances.
std::string text_report(const RunResult& result, const Scenario& scenario, const History& history,
                        const Look& look);

}  // namespace refreshsim
