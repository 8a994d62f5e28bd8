// The calls of a log, at the times at which the scenario is to make them.
#include <algorithm>
#include <array>

#include "refreshsim/error_code.h"
#include "sim/incident/incident.h"
#include "sim/service/parameters.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kLongestAnswer_ms = 60'000;  // between a call and the line about its answer

/// Activities' ids become the names that the file knows them by.
void name_ids(const Incident& incident, Value& value) {
  if (std::string* text = value.text()) {
    const IncidentActivity* found = incident.activity(*text);
    if (found != nullptr) *text = "$" + found->as;
  }
  if (value.list() == nullptr) return;
  for (Value& item : *value.list()) name_ids(incident, item);
}

Value named_request(const Incident& incident, Value request) {
  constexpr std::array<std::string_view, 3> kKeys{"RefreshActivityId", "OriginRefreshActivityId",
                                                  "RefreshActivityIds"};
  if (request.map() == nullptr) return request;
  for (auto& [key, value] : *request.map()) {
    const bool id = std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
    if (id) name_ids(incident, value);
  }
  return request;
}

const Parameter* known_as(std::span<const Parameter> known, std::string_view key) {
  const auto found = std::find_if(known.begin(), known.end(),
                                  [key](const Parameter& each) { return each.name == key; });
  return found == known.end() ? nullptr : &*found;
}

/// The service knows more parameters than the model, which would refuse them.
void leave_out_unknown(std::span<const Parameter> known, Value& request,
                       std::vector<std::string>& left_out) {
  if (request.map() == nullptr) return;
  std::erase_if(*request.map(), [&](const auto& entry) {
    const bool unknown = known_as(known, entry.first) == nullptr;
    if (unknown) left_out.push_back(entry.first);
    return unknown;
  });
  for (auto& [key, value] : *request.map()) {
    const Parameter& parameter = *known_as(known, key);
    const bool object = parameter.type == ParameterType::object;
    if (object) leave_out_unknown(parameter.members, value, left_out);
  }
}

void leave_out_unknown(Incident& incident, const Exchange& exchange, IncidentCall& call) {
  if (exchange.code == code_text(ErrorCode::UnknownParameter)) return;
  leave_out_unknown(parameters_of(call.action), call.request, call.left_out);
  for (const std::string& each : call.left_out) {
    incident.assumptions.push_back(
        {each + " of " + exchange.action + ", which the model does not know, plays no part",
         "what the service's documents say of it"});
  }
}

/// A line about an answer is written after the call: what the service dates decides.
std::int64_t within_created(const IncidentActivity& made, const Incident& incident,
                            std::int64_t at_ms) {
  for (const auto& [observation, place] : made.seen) {
    const auto created =
        incident.relative(incident.observations[observation].activities[place].created_ms);
    if (!created || at_ms - *created > kLongestAnswer_ms) continue;
    return std::clamp(at_ms, *created, *created + 999);
  }
  return at_ms;
}

void add_call(Incident& incident, std::size_t number, std::int64_t at_ms) {
  const Exchange& exchange = incident.log.exchanges[number];
  IncidentCall call;
  call.exchange = number;
  call.action = *parse<Action>(exchange.action);
  call.request = named_request(incident, exchange.request);
  leave_out_unknown(incident, exchange, call);
  call.at_ms = at_ms;
  for (const IncidentActivity& each : incident.activities) {
    if (each.made_by != number) continue;
    call.as = each.as;
    call.id = each.id;
    call.at_ms = within_created(each, incident, at_ms);
  }
  incident.calls.push_back(std::move(call));
}

/// The call that must have made an activity of which the log only has snapshots.
void assume_call(Incident& incident, IncidentActivity& activity) {
  IncidentCall call;
  call.at_ms = activity.created_ms.value_or(0);
  const bool rolls_back = activity.type == ActivityType::ROLLBACK;
  call.action = rolls_back ? Action::RollbackInstanceRefresh : Action::StartInstanceRefresh;
  call.as = activity.as;
  call.id = activity.id;
  call.why = "the log only shows what this call made; it was made when the activity was created";
  Value::Map request{{"AutoScalingGroupId", activity.group}};
  if (rolls_back) {
    const IncidentActivity* origin = incident.activity(activity.origin);
    request.emplace_back("OriginRefreshActivityId",
                         origin != nullptr ? "$" + origin->as : activity.origin);
  }
  Value settings = activity.settings;
  if (rolls_back && settings.map() != nullptr) {
    for (auto& [key, value] : *settings.map()) {
      if (value.map() != nullptr) {
        std::erase_if(*value.map(), [](const auto& entry) { return entry.first == "MaxSurge"; });
      }
    }
  }
  request.emplace_back("RefreshSettings", settings.is_null() ? Value(Value::Map{}) : settings);
  request.emplace_back("RefreshMode", name(activity.mode));
  call.request = std::move(request);
  incident.assumptions.push_back(
      {std::string(name(call.action)) + " made " + activity.id + " at its CreatedTime",
       "the line of the log with that call"});
  incident.calls.push_back(std::move(call));
}

bool tells_of_a_call(const Exchange& exchange) {
  return !exchange.is_snapshot() && exchange.code != "RequestLimitExceeded" &&
         (exchange.action != "DescribeRefreshActivities" || !exchange.code.empty());
}

/// A call that was refused at the very instant at which the one before it made an activity: that
/// was still INIT, for what follows a call comes after all calls of its instant (`tie-order`).
bool met_init(const Exchange& before, const Exchange& exchange) {
  const auto action = parse<Action>(before.action);
  const bool makes =
      action == Action::StartInstanceRefresh || action == Action::RollbackInstanceRefresh;
  return makes && before.ok() && before.time_ms == exchange.time_ms &&
         exchange.code == code_text(ErrorCode::RefreshActivityStatusConflictWithOperation);
}

}  // namespace

void find_calls(Incident& incident) {
  std::int64_t before = -1;
  std::size_t observation = 0;
  for (std::size_t i = 0; i < incident.log.exchanges.size(); ++i) {
    const Exchange& exchange = incident.log.exchanges[i];
    // What stands later in the log comes later, by a millisecond if the times are the same.
    const bool together = i > 0 && met_init(incident.log.exchanges[i - 1], exchange);
    const std::int64_t at =
        std::max(*exchange.time_ms - incident.start_ms, together ? before : before + 1);
    before = at;
    if (exchange.is_snapshot()) {
      incident.observations[observation++].at_ms = at;
    } else if (tells_of_a_call(exchange)) {
      add_call(incident, i, at);
    }
    incident.end_ms = std::max(incident.end_ms, at);
  }
  for (IncidentActivity& each : incident.activities) {
    if (!each.made_by && !each.automatic) assume_call(incident, each);
  }
  std::stable_sort(incident.calls.begin(), incident.calls.end(),
                   [](const IncidentCall& a, const IncidentCall& b) { return a.at_ms < b.at_ms; });
}

}  // namespace refreshsim
