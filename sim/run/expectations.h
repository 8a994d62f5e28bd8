// Judging what was to hold, when the run is over (interface.md, `expect`).
#pragma once

#include <vector>

#include "refreshsim/run.h"
#include "sim/run/entry_watch.h"

namespace refreshsim {

/// The file's expectations in its order, then the calls that have one, in theirs.
std::vector<ExpectationView> judge(const Scenario& scenario, const RunResult& result,
                                   const EntryWatch& watch);

}  // namespace refreshsim
