// What a snapshot that a replay does not agree with tells of causes that the log lacks.
#pragma once

#include "sim/incident/settle.h"

namespace refreshsim {

/// Where a replay parts from what a snapshot shows of an activity.
struct Parting {
  Draft& draft;
  const ActivityView& run;
  const IncidentActivity& told;
  const ObservedActivity& seen;
  std::int64_t before_ms = -1;  ///< of the snapshot before it
  std::int64_t at_ms = 0;
  LogPlace place;

  const Incident& incident() const { return *draft.incident; }
};

/// Instances that were gone before their rows began.
bool find_gone(const Parting& parting);
/// Instances that an activity would take but did not: they were gone when it was made.
bool find_left_out(const Parting& parting, const Scenario& scenario);

/// A paused activity that goes on, or a pause or an end that nobody asked for in the log.
bool find_missing_call(const Parting& parting, ActivityStatus run_status);
/// An activity that was stopped before it was rolled back.
bool find_missing_stop(const Parting& parting, const IncidentActivity& rollback);
/// A paused activity that went on to a later batch.
bool find_missing_resume(const Parting& parting);
/// A row that failed more often than in the replay, each time but the last before a Resume.
bool find_missing_retry(const Parting& parting);

}  // namespace refreshsim
