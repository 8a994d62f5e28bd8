// What calls and their answers show of activities and instances.
#include <algorithm>
#include <array>
#include <functional>

#include "refreshsim/error_code.h"
#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

const std::string* text_under(const Value& request, std::string_view key) {
  const Value* found = request.find(key);
  return found != nullptr ? found->text() : nullptr;
}

bool names(const IncidentCall& call, std::string_view key, const std::string& what) {
  const std::string* found = text_under(call.request, key);
  return found != nullptr && *found == what;
}

/// A refusal that only an activity meets that is paused or over (model.md, 5 and 6).
bool refused_at_rest(Action action, ErrorCode code) {
  if (action == Action::StopInstanceRefresh) {
    return code == ErrorCode::RefreshActivityStatusConflictWithOperation;
  }
  constexpr std::array kAfterStatus{
      ErrorCode::RefreshActivityCanNotRollback, ErrorCode::NoInstanceCanRollback,
      ErrorCode::BatchNumberTooLarge, ErrorCode::InquiryPriceResetInstanceFailed};
  return action == Action::RollbackInstanceRefresh &&
         std::find(kAfterStatus.begin(), kAfterStatus.end(), code) != kAfterStatus.end();
}

/// None: no answer, or one that the model does not know.
std::optional<ErrorCode> code_of(const Exchange& exchange) {
  if (exchange.ok()) return ErrorCode::ok;
  return parse_code(exchange.code);
}

std::optional<RowStatus> ended_as(Action action, ErrorCode code) {
  const bool done = code == ErrorCode::ok;
  if (code == ErrorCode::InstancesNotFound) return RowStatus::NOT_FOUND;
  if (action == Action::ExitStandby) return done ? RowStatus::FAILED : RowStatus::SUCCESSFUL;
  if (action == Action::EnterStandby) return done ? RowStatus::SUCCESSFUL : RowStatus::FAILED;
  return std::nullopt;
}

/// What a call with these ids tells of each of them, if anything.
std::optional<InstanceSign> sign_of(const IncidentCall& call, const Exchange& exchange,
                                    std::size_t ids) {
  const bool on_instances =
      call.action == Action::EnterStandby || call.action == Action::ExitStandby ||
      call.action == Action::DetachInstances || call.action == Action::RemoveInstances;
  const auto code = code_of(exchange);
  if (!on_instances || !code) return std::nullopt;
  const bool in_flight = code == ErrorCode::InstanceInOperation;
  const bool of_any = in_flight || code == ErrorCode::InstancesNotFound;
  const bool of_all = code == ErrorCode::ok || code == ErrorCode::NoActivityToGenerate;
  if (!of_all && (!of_any || ids != 1)) return std::nullopt;
  const bool takes =
      call.action == Action::DetachInstances || call.action == Action::RemoveInstances;
  const bool taken_away = takes && code == ErrorCode::ok;
  InstanceSign sign{call.at_ms, in_flight, taken_away, std::nullopt, exchange.place};
  if (!in_flight && ids == 1) sign.ended = ended_as(call.action, *code);
  return sign;
}

bool next_batch_began_before(const Draft& draft, const IncidentActivity& told, std::size_t batch,
                             std::int64_t at_ms) {
  for (std::size_t i = 0; i < told.seen.size(); ++i) {
    const ObservedActivity& seen = draft.incident->seen(told, i);
    if (batch + 1 >= seen.batches.size()) continue;
    const auto start = draft.incident->relative(seen.batches[batch + 1].start_ms);
    if (start && *start + 999 < at_ms) return true;
  }
  return false;
}

/// Whether a snapshot between two times shows it stopped by a call, which the log need not have.
bool seen_stopped(const Draft& draft, const IncidentActivity& told, std::int64_t from_ms,
                  std::int64_t to_ms) {
  for (std::size_t i = 0; i < told.seen.size(); ++i) {
    const std::int64_t at = draft.incident->seen_at(told, i);
    const bool between = at > from_ms && at < to_ms;
    const auto status = draft.incident->seen(told, i).status;
    if (between && status == ActivityStatus::MANUAL_PAUSE) return true;
  }
  return false;
}

/// Whether a snapshot shows rows of a batch to have gone on after the activity was rolled back: it
/// had been stopped, whether the log has that call or not.
bool left_in_flight(const Draft& draft, const IncidentActivity& told, std::size_t batch) {
  for (std::size_t i = 0; i < told.seen.size(); ++i) {
    const ObservedActivity& seen = draft.incident->seen(told, i);
    if (seen.status != ActivityStatus::CANCELLED || batch >= seen.batches.size()) continue;
    const auto& rows = seen.batches[batch].rows;
    if (std::any_of(rows.begin(), rows.end(), std::mem_fn(&ObservedRow::in_flight))) return true;
  }
  return false;
}

}  // namespace

std::vector<ActivityCall> calls_on(const Draft& draft, const IncidentActivity& activity) {
  std::vector<ActivityCall> found;
  const std::string id = "$" + activity.as;
  for (const IncidentCall& call : draft.calls) {
    const bool about =
        names(call, "RefreshActivityId", id) || names(call, "OriginRefreshActivityId", id);
    if (!about) continue;
    bool refused = false;
    if (call.exchange) {
      const Exchange& exchange = draft.incident->log.exchanges[*call.exchange];
      refused = !exchange.code.empty();
      const auto code = code_of(exchange);
      if (refused && (!code || !refused_at_rest(call.action, *code))) continue;
    }
    found.push_back({call.at_ms, call.action, !names(call, "ResumeMode", "CONTINUE"), refused});
  }
  return found;
}

CallBound bound_by_calls(const Draft& draft, const IncidentActivity& told, std::size_t batch,
                         std::int64_t start_ms) {
  CallBound bound;
  bool stopped = false;
  std::int64_t since_ms = start_ms;
  for (const ActivityCall& call : calls_on(draft, told)) {
    if (call.at_ms <= start_ms) continue;
    stopped = stopped || seen_stopped(draft, told, since_ms, call.at_ms);
    since_ms = call.at_ms;
    const bool rolls_back = call.action == Action::RollbackInstanceRefresh && !call.refused;
    stopped = stopped || (rolls_back && left_in_flight(draft, told, batch));
    if (call.refused && stopped) continue;
    const bool stops = call.action == Action::StopInstanceRefresh && !call.refused;
    const bool resumes = call.action == Action::ResumeInstanceRefresh;
    if (stops || (resumes && stopped)) {
      stopped = stops;
      continue;
    }
    const bool cancels = call.action == Action::CancelInstanceRefresh;
    if (!stopped || cancels) bound.over_by_ms = stopped ? call.at_ms : call.at_ms - 1;
    bound.by_failure =
        !stopped && resumes && !next_batch_began_before(draft, told, batch, call.at_ms);
    return bound;
  }
  return bound;
}

std::string rolling_setting(const IncidentActivity& activity, std::string_view key) {
  const Value* settings = activity.settings.find("RollingUpdateSettings");
  const Value* found = settings != nullptr ? settings->find(key) : nullptr;
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

std::vector<InstanceSign> signs_of(const Draft& draft, const std::string& group,
                                   const std::string& instance) {
  std::vector<InstanceSign> signs;
  for (const IncidentCall& call : draft.calls) {
    const Value* ids = call.request.find("InstanceIds");
    if (!call.exchange || ids == nullptr || ids->list() == nullptr) continue;
    const bool of_it =
        names(call, "AutoScalingGroupId", group) &&
        std::any_of(ids->list()->begin(), ids->list()->end(), [&instance](const Value& each) {
          return each.text() != nullptr && *each.text() == instance;
        });
    if (!of_it) continue;
    const Exchange& exchange = draft.incident->log.exchanges[*call.exchange];
    if (const auto sign = sign_of(call, exchange, ids->list()->size())) signs.push_back(*sign);
  }
  return signs;
}

bool taken_away_by_call(const Draft& draft, const std::string& group, const std::string& instance,
                        std::int64_t from_ms, std::int64_t to_ms) {
  const auto signs = signs_of(draft, group, instance);
  return std::any_of(signs.begin(), signs.end(), [from_ms, to_ms](const InstanceSign& each) {
    return each.taken_away && each.at_ms >= from_ms && each.at_ms <= to_ms;
  });
}

std::optional<std::int64_t> left_out_ms(const Draft& draft, const IncidentActivity& origin,
                                        const std::string& instance) {
  for (const IncidentActivity& each : draft.incident->activities) {
    if (each.origin != origin.id || each.seen.empty()) continue;
    const ObservedActivity& seen = draft.incident->seen(each, 0);
    bool taken = seen.batches.empty();
    for (std::size_t b = 0; b < seen.batches.size(); ++b) {
      taken = taken || seen.row(b, instance) != nullptr;
    }
    if (taken) continue;
    for (const IncidentCall& call : draft.calls) {
      if (call.id == each.id) return call.at_ms;
    }
    return each.created_ms;
  }
  return std::nullopt;
}

}  // namespace refreshsim
