#include "sim/incident/rule_of_service.h"

namespace refreshsim {
namespace {

/// Why an activity ended by itself: its FailProcess, after a failure.
Rule ended_by_failure(const Story& story, const Record& record) {
  if (fail_process(story, record.subject) != FailProcess::AUTO_ROLLBACK) {
    return {"4", "", "FailProcess AUTO_CANCEL: a failure ends the activity as Cancel would [D]"};
  }
  for (Sequence i = record.sequence + 1; i < story.records().size(); ++i) {
    const Record& each = story[i];
    if (each.time_ms > record.time_ms) break;
    if (each.kind == RecordKind::activity_created && each.from == record.subject) {
      return {"6", "origin-ends",
              "FailProcess AUTO_ROLLBACK: a batch with a failure ends the activity, and its "
              "rollback begins [D]"};
    }
  }
  return {"4", "",
          "FailProcess AUTO_ROLLBACK acts as AUTO_CANCEL where nothing can be rolled back, and "
          "after a failed surge scaling"};
}

Rule failed_row_rule(const Story& story, const Record& record) {
  const RecordKind cause = cause_of(story, record).kind;
  if (cause == RecordKind::instance_gone) {
    return {"3", "launch-before-terminate",
            "REPLACE: a new instance that does not come up is gone, the old one serves on, the row "
            "is FAILED"};
  }
  if (cause == RecordKind::life_cycle_state) {
    return {"3", "",
            "REPLACE: a failed terminate leaves the old one TERMINATION_FAILED and the row FAILED; "
            "a retry repeats only that"};
  }
  return {"3", "",
          "a failed step makes the row FAILED; the instance stays as it is until someone acts [D]"};
}

}  // namespace

FailProcess fail_process(const Story& story, std::uint32_t activity) {
  for (const Record& each : story.records()) {
    const bool found = each.kind == RecordKind::activity_settings && each.subject == activity;
    if (found) return static_cast<FailProcess>(each.to);
  }
  return FailProcess::AUTO_PAUSE;
}

Rule activity_rule(const Story& story, const Record& record) {
  const RecordKind cause = cause_of(story, record).kind;
  switch (static_cast<ActivityStatus>(record.to)) {
    case ActivityStatus::INIT:
      return {"4", "", "an accepted activity is INIT"};
    case ActivityStatus::RUNNING:
      if (by_call(story, record))
        return {"5", "", "ResumeInstanceRefresh makes a paused activity RUNNING at once"};
      if (cause == RecordKind::row_status) {
        return {"6", "", "a rollback stays INIT until the origin's rows in flight have ended [D]"};
      }
      return {"4", "", "an accepted activity turns RUNNING by a reaction at the same time"};
    case ActivityStatus::SUCCESSFUL:
      return {"4", "", "SUCCESSFUL when the last batch, or the scale-in, has ended"};
    case ActivityStatus::FAILED_PAUSE:
      return {"4", "",
              "FailProcess AUTO_PAUSE: a batch or a surge scaling with a failure pauses it [D]"};
    case ActivityStatus::AUTO_PAUSE:
      return {"4", "", "BatchPause asks for a pause after this batch [D]"};
    case ActivityStatus::MANUAL_PAUSE:
      return {"5", "", "StopInstanceRefresh pauses at once; what is in flight goes on [D]"};
    case ActivityStatus::CANCELLED: {
      if (!by_call(story, record)) return ended_by_failure(story, record);
      const auto action = static_cast<Action>(cause_of(story, record).b);
      if (action == Action::RollbackInstanceRefresh) {
        return {"6", "origin-ends",
                "a paused origin becomes CANCELLED as its rollback is accepted"};
      }
      return {"5", "", "CancelInstanceRefresh ends a paused activity [D]"};
    }
    case ActivityStatus::FAILED:
      return {"4", "rollback-failed", "a rollback that AUTO_CANCEL ended after failures is FAILED"};
  }
  return {};
}

Rule batch_rule(const Story& story, const Record& record) {
  if (record.from == Record::kNone)
    return {"4", "even-batches", "sizes differ by at most one, larger ones first"};
  switch (static_cast<BatchStatus>(record.to)) {
    case BatchStatus::WAITING:
    case BatchStatus::INIT:
      if (cause_of(story, record).kind == RecordKind::batch_status) {
        return {"4", "",
                "the next batch begins when the one before has ended, unless there is a pause or a "
                "failure"};
      }
      return {"4", "", "what follows the start, a resume or the scale-out is the next batch"};
    case BatchStatus::RUNNING:
      if (static_cast<BatchStatus>(record.from) == BatchStatus::INIT) {
        return {"3", "init-is-instant", "INIT and RUNNING are one event"};
      }
      return {"5", "", "Resume RETRY starts the FAILED rows of the current batch again"};
    case BatchStatus::FAILED:
      return {"4", "", "FAILED if a row FAILED and none is SUCCESSFUL"};
    case BatchStatus::PARTIALLY_SUCCESSFUL:
      return {"4", "", "PARTIALLY_SUCCESSFUL if rows FAILED and rows are SUCCESSFUL"};
    case BatchStatus::CANCELLED:
      return {"5", "", "what waits is CANCELLED as the activity ends"};
    case BatchStatus::SUCCESSFUL:
      return {"4", "",
              "a batch ends when no row is WAITING or in flight; SUCCESSFUL if none FAILED"};
  }
  return {};
}

Rule row_rule(const Story& story, const Record& record) {
  if (record.from == Record::kNone)
    return {
        "3", "",
        "a refresh takes the instances that are IN_SERVICE, a rollback those that took part [D]"};
  switch (static_cast<RowStatus>(record.to)) {
    case RowStatus::WAITING:
    case RowStatus::INIT:
      if (static_cast<RowStatus>(record.from) == RowStatus::FAILED) {
        return {"3", "", "a retry runs the steps again from the first that is not skipped"};
      }
      return {"4", "", "the rows of a batch run in parallel"};
    case RowStatus::RUNNING:
      return {"3", "init-is-instant", "INIT and RUNNING are one event"};
    case RowStatus::FAILED:
      return failed_row_rule(story, record);
    case RowStatus::CANCELLED:
      return {"5", "", "what waits is CANCELLED as the activity ends"};
    case RowStatus::SUCCESSFUL:
      return {"3", "", "a row is SUCCESSFUL when its last step has passed"};
    case RowStatus::NOT_FOUND:
      if (by_call(story, record) || static_cast<RowStatus>(record.from) != RowStatus::FAILED) {
        return {"3", "",
                "a row whose instance is gone is NOT_FOUND at once, and does not block [D]"};
      }
      return {"3", "ended-rows-stay",
              "a FAILED row whose instance is gone is NOT_FOUND when retried"};
  }
  return {};
}

Rule call_rule(const Story& story, const Record& record) {
  if (record.to != 0)
    return {"5", "error-order", "the checks come in a fixed order; the first that fails answers"};
  if (story.scenario().calls[record.subject].when) {
    return {"9", "",
            "a `when` fires as the state is entered or the threshold is crossed; the call follows "
            "`after` later"};
  }
  return {"1", "tie-order",
          "a call comes at its time, after what the cloud did, before what the service does next"};
}

Rule surge_rule(const Record& record) {
  switch (static_cast<SurgeState>(record.to)) {
    case SurgeState::scaling_out:
      return {"4", "", "MaxSurge: extra instances are launched before batch 1 [D]"};
    case SurgeState::scaling_in:
      return {"4", "", "surge instances are terminated after the last batch [D]"};
    case SurgeState::none:
    case SurgeState::scale_out_failed:
    case SurgeState::scaled_out:
    case SurgeState::scale_in_failed:
    case SurgeState::scaled_in:
      break;
  }
  return {"4", "", "a scaling ends when each of its instances has come up, gone or failed"};
}

}  // namespace refreshsim
