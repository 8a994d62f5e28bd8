// Judging what was to hold, when the run is over (interface.md, `expect`).
#pragma once

#include <vector>

#include "refreshsim/metric.h"
#include "refreshsim/run.h"
#include "sim/run/entry_watch.h"

namespace refreshsim {

/// Whether an expectation, or a call's answer, needs what RunOptions::lists may leave out.
bool needs_lists(const Scenario& scenario);

/// The file's expectations in its order, then the calls that have one, in theirs.
std::vector<ExpectationView> judge(const Scenario& scenario, const RunResult& result,
                                   const EntryWatch& watch);

/// Whether a statistic is within an expectation's bounds; null is not.
bool within_bounds(const Expectation& wanted, const MetricValue& value);

/// The first bound that a level breaks at some moment of the window: a lower one by its least, an
/// upper one by its most. Null if it keeps to all, or was never anything.
const Bound* broken_bound(const Expectation& wanted, const Level& level);

}  // namespace refreshsim
