// The rules that the service follows: activities, batches, rows, surge, calls.
#pragma once

#include "sim/incident/rule.h"

namespace refreshsim {

inline const Record& cause_of(const Story& story, const Record& record) {
  return story[record.cause];
}
inline bool by_call(const Story& story, const Record& record) {
  return cause_of(story, record).kind == RecordKind::call_made;
}

/// The FailProcess of an activity.
FailProcess fail_process(const Story& story, std::uint32_t activity);

Rule activity_rule(const Story& story, const Record& record);
Rule batch_rule(const Story& story, const Record& record);
Rule row_rule(const Story& story, const Record& record);
Rule call_rule(const Story& story, const Record& record);
Rule surge_rule(const Record& record);

}  // namespace refreshsim
