// Causes for an answer that a replay does not give.
#include <algorithm>

#include "refreshsim/error_code.h"
#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

/// Entries of one instant were put a millisecond apart: makes a call in the instant after all,
/// before what the service does of itself then.
bool make_at_once(Draft& draft, std::size_t exchange) {
  std::int64_t before_ms = 0;
  for (IncidentCall& each : draft.calls) {
    if (each.exchange != exchange) {
      before_ms = each.at_ms;
      continue;
    }
    const std::int64_t told_ms =
        *draft.incident->log.exchanges[exchange].time_ms - draft.incident->start_ms;
    const std::int64_t at_ms = std::max(told_ms, before_ms);
    if (at_ms >= each.at_ms) return false;
    each.at_ms = at_ms;
    return true;
  }
  return false;
}

std::string_view conflict_text() {
  return code_text(ErrorCode::RefreshActivityStatusConflictWithOperation);
}

/// Whether an answer shows an activity still at work that the simulation has at rest.
bool shows_at_work(const Exchange& exchange, const LogDifference& difference) {
  const bool conflict = difference.log_says == conflict_text();
  if (exchange.action == name(Action::StopInstanceRefresh)) {
    return difference.log_says == "ok" && difference.simulation_says == conflict_text();
  }
  return conflict && (exchange.action == name(Action::CancelInstanceRefresh) ||
                      exchange.action == name(Action::ResumeInstanceRefresh) ||
                      exchange.action == name(Action::RollbackInstanceRefresh));
}

/// Moves an end that came before a time behind it, if the log allows that; what was planned for
/// later times is planned again.
bool end_later(Draft& draft, Bounded& end, std::int64_t at_ms) {
  const std::int64_t to = end.to_ms.value_or(draft.incident->end_ms);
  if (to <= at_ms) return false;
  const std::int64_t before_ms = end.at_ms;
  end.from_ms = at_ms + 1;
  end.at_ms = at_ms + 1 + (to - at_ms - 1) / 2;
  std::erase_if(draft.rows, [before_ms](const RowPlan& each) { return each.start_ms > before_ms; });
  std::erase_if(draft.surges,
                [before_ms](const SurgePlan& each) { return each.start_ms > before_ms; });
  return true;
}

/// Of what an activity did before a call, the last ends after it instead.
bool keep_at_work(Draft& draft, const Exchange& exchange, std::int64_t at_ms) {
  std::string id = request_text(exchange, "RefreshActivityId");
  if (id.empty()) id = request_text(exchange, "OriginRefreshActivityId");
  const IncidentActivity* told = draft.incident->activity(id);
  if (told == nullptr) return false;
  Bounded* last = nullptr;
  const auto look = [&](const std::string& activity, PlannedEnd ending, Bounded& end) {
    const bool before = activity == told->as && ending != PlannedEnd::hangs && end.at_ms <= at_ms;
    if (before && (last == nullptr || end.at_ms >= last->at_ms)) last = &end;
  };
  for (RowPlan& each : draft.rows) look(each.activity, each.ending, each.end);
  for (SurgePlan& each : draft.surges) look(each.activity, each.ending, each.end);
  return last != nullptr && end_later(draft, *last, at_ms);
}

bool lose_instances(Draft& draft, const Exchange& exchange, std::int64_t at_ms) {
  const Value* ids = exchange.request.find("InstanceIds");
  if (ids == nullptr || ids->list() == nullptr) return false;
  for (const Value& id : *ids->list()) {
    if (id.text() == nullptr) continue;
    draft.removals.push_back(removal_at(*id.text(), at_ms, exchange.place));
  }
  return true;
}

/// What the code of a refusal says of the group just then.
bool take_code(Draft& draft, const LogDifference& difference) {
  const Exchange& exchange = draft.incident->log.exchanges[difference.exchange];
  const std::int64_t at = difference.at_ms;
  const std::string& group = difference.group;
  const auto code = parse_code(difference.log_says);
  if (code == ErrorCode::AutoScalingGroupAbnormalStatus ||
      code == ErrorCode::AutoScalingGroupInActivity) {
    const bool abnormal = code == ErrorCode::AutoScalingGroupAbnormalStatus;
    draft.hindrances.push_back({group, at, abnormal, exchange.place});
    return true;
  }
  if (code == ErrorCode::AutoScalingRoleUnauthorized) {
    draft.authorized = false;
    return true;
  }
  if (code == ErrorCode::InstancesNotFound) return lose_instances(draft, exchange, at);
  if (code != ErrorCode::InquiryPriceResetInstanceFailed) return false;
  if (exchange.action != name(Action::RollbackInstanceRefresh)) return lose_image(draft, group, at);
  draft.old_image_missing.insert(group);
  return true;
}

}  // namespace

bool Repairs::repair_answer(Draft& draft, const LogComparison& comparison) {
  LogDifference difference = *comparison.first;
  for (const IncidentCall& each : draft.calls) {
    if (each.exchange == difference.exchange) difference.at_ms = each.at_ms;
  }
  const Exchange& exchange = draft.incident->log.exchanges[difference.exchange];
  const std::string number = std::to_string(difference.exchange);
  if (once("instant " + number) && make_at_once(draft, difference.exchange)) return true;
  if (repair_numbers(draft, difference)) return true;
  if (shows_at_work(exchange, difference) && once("at work " + number) &&
      keep_at_work(draft, exchange, difference.at_ms)) {
    return true;
  }
  return once("answer " + number) && take_code(draft, difference);
}

}  // namespace refreshsim
