#include "sim/incident/model_rules.h"

#include "refreshsim/error_code.h"

namespace refreshsim {

std::string_view rule_of(ActivityStatus status) {
  switch (status) {
    case ActivityStatus::INIT:
      return "section 6: a rollback stays INIT until the origin's rows in flight have ended; any "
             "other activity turns RUNNING at once";
    case ActivityStatus::RUNNING:
      return "section 4: after a batch that ended SUCCESSFUL the next one starts, unless "
             "BatchPause "
             "asks for a pause";
    case ActivityStatus::SUCCESSFUL:
      return "section 4: SUCCESSFUL in the event that ends the last batch or the scale-in";
    case ActivityStatus::FAILED_PAUSE:
      return "section 4: after a batch that ended FAILED or PARTIALLY_SUCCESSFUL, and after a "
             "failed "
             "surge scaling, FailProcess AUTO_PAUSE pauses until somebody calls (`paused-stays`)";
    case ActivityStatus::AUTO_PAUSE:
      return "section 4: BatchPause pauses after a SUCCESSFUL batch, never after the last one "
             "(`no-final-pause`), until somebody calls (`paused-stays`)";
    case ActivityStatus::MANUAL_PAUSE:
      return "section 5: StopInstanceRefresh pauses at once; what is in flight goes on";
    case ActivityStatus::CANCELLED:
      return "sections 4 to 6: CancelInstanceRefresh, AUTO_CANCEL, or a rollback of it "
             "(`origin-ends`)";
    case ActivityStatus::FAILED:
      return "section 4: only a ROLLBACK that AUTO_CANCEL ended is FAILED (`rollback-failed`)";
  }
  return {};
}

std::string_view rule_of(BatchStatus status) {
  switch (status) {
    case BatchStatus::WAITING:
      return "section 4: batches start one after the other, none under a pause";
    case BatchStatus::INIT:
    case BatchStatus::RUNNING:
      return "section 4: a batch ends when no row of it is WAITING or in flight";
    case BatchStatus::FAILED:
      return "section 4: FAILED if a row FAILED and none is SUCCESSFUL";
    case BatchStatus::PARTIALLY_SUCCESSFUL:
      return "section 4: PARTIALLY_SUCCESSFUL if rows FAILED and others are SUCCESSFUL";
    case BatchStatus::CANCELLED:
      return "sections 5 and 6: what waits is CANCELLED with its activity";
    case BatchStatus::SUCCESSFUL:
      return "section 4: SUCCESSFUL if no row FAILED";
  }
  return {};
}

std::string_view rule_of(RowStatus status) {
  switch (status) {
    case RowStatus::WAITING:
      return "section 4: a row waits until its batch starts; under a pause nothing new starts";
    case RowStatus::INIT:
    case RowStatus::RUNNING:
      return "section 3: a row passes INIT and RUNNING in one event (`init-is-instant`), and ends "
             "with its last step";
    case RowStatus::FAILED:
      return "section 3: a failed step makes the row FAILED, its instance stays STANDBY";
    case RowStatus::CANCELLED:
      return "sections 5 and 6: rows that wait are CANCELLED with their activity";
    case RowStatus::SUCCESSFUL:
      return "section 3: SUCCESSFUL when the last step is over; a row that has ended keeps its "
             "status (`ended-rows-stay`)";
    case RowStatus::NOT_FOUND:
      return "section 3: a row whose instance is gone while it is WAITING or in flight is "
             "NOT_FOUND "
             "at once";
  }
  return {};
}

std::string_view rule_of_answer(std::string_view code) {
  if (code == "ok") return "section 5: none of the checks, in their order, refused the call";
  const auto known = parse_code(code);
  return known ? code_message(*known) : "section 5: the calls and their checks (`error-order`)";
}

}  // namespace refreshsim
