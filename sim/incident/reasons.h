// What else a record rests on, beside its cause: the failed rows of a batch that failed, what kept
// a call from being accepted, what kept a health check from passing.
#pragma once

#include <vector>

#include "sim/incident/story.h"

namespace refreshsim {

/// Sequences of earlier records, in order; without the cause itself.
std::vector<Sequence> reasons(const Story& story, const Record& record);

/// The state of things just before a call that was refused, and what would have had to be
/// otherwise, in sentences.
struct Refusal {
  std::vector<std::string> otherwise;
  std::vector<Sequence> because;  ///< the records that the check looked at
};
Refusal refusal(const Story& story, const Record& call_made);

}  // namespace refreshsim
