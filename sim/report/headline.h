// What happened, in one sentence of plain words.
#pragma once

#include <string>

#include "refreshsim/run.h"
#include "sim/record/history.h"

namespace refreshsim {

/// How a group's refreshes ended, for instance `CANCELLED after 1 of 3 batches, rolled back`.
std::string outcome_sentence(const RunResult& result, const std::string& group);
/// Over all groups, for instance `3 refreshes: 2 SUCCESSFUL, 1 FAILED_PAUSE`.
std::string refreshes_sentence(const RunResult& result);
/// What it cost, for instance `33.3 % of capacity lost for 23m (11 % of the whole run's); lowest: 6
/// of 9 serving`. The availability is the group's, over the same window.
std::string cost_sentence(const Shortfall& shortfall, const Ratio& availability);

}  // namespace refreshsim
