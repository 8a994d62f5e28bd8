// The refresh activities of a log, and the names that they are to go by.
#include <algorithm>
#include <cstdlib>
#include <map>

#include "sim/incident/incident.h"

namespace refreshsim {
namespace {

IncidentActivity& activity_of(Incident& incident, const std::string& id) {
  for (IncidentActivity& each : incident.activities) {
    if (each.id == id) return each;
  }
  incident.activities.emplace_back().id = id;
  return incident.activities.back();
}

std::string answered_id(const Exchange& exchange) {
  const Value* id = exchange.answer.find("RefreshActivityId");
  return id != nullptr && id->text() != nullptr ? *id->text() : std::string();
}

void note_call(Incident& incident, std::size_t number) {
  const Exchange& exchange = incident.log.exchanges[number];
  const bool rolls_back = exchange.action == "RollbackInstanceRefresh";
  if (!exchange.ok() || (!rolls_back && exchange.action != "StartInstanceRefresh")) return;
  const std::string id = answered_id(exchange);
  if (id.empty()) return;
  IncidentActivity& made = activity_of(incident, id);
  made.made_by = number;
  made.type = rolls_back ? ActivityType::ROLLBACK : ActivityType::NORMAL;
  made.group = request_text(exchange, "AutoScalingGroupId");
  made.origin = request_text(exchange, "OriginRefreshActivityId");
  made.mode = parse<RefreshMode>(request_text(exchange, "RefreshMode")).value_or(made.mode);
  made.created_ms = made.created_ms.value_or(*exchange.time_ms - incident.start_ms);
  if (const Value* settings = exchange.request.find("RefreshSettings")) made.settings = *settings;
}

void note_seen(Incident& incident, std::size_t observation, std::size_t place) {
  const ObservedActivity& seen = incident.observations[observation].activities[place];
  IncidentActivity& activity = activity_of(incident, seen.id);
  activity.seen.emplace_back(observation, place);
  if (activity.group.empty()) activity.group = seen.group;
  if (activity.origin.empty()) activity.origin = seen.origin;
  activity.type = seen.type.value_or(activity.type);
  activity.mode = seen.mode.value_or(activity.mode);
  if (activity.settings.is_null()) activity.settings = seen.settings;
  if (seen.created_ms) activity.created_ms = incident.relative(seen.created_ms);
}

/// A call whose answer the log lacks made the activity that appears in its group just then.
void note_unanswered(Incident& incident, IncidentActivity& made) {
  constexpr std::int64_t kLongestAnswer_ms = 60'000;
  const bool rolls_back = made.type == ActivityType::ROLLBACK;
  const Action action = rolls_back ? Action::RollbackInstanceRefresh : Action::StartInstanceRefresh;
  for (std::size_t i = 0; i < incident.log.exchanges.size(); ++i) {
    const Exchange& each = incident.log.exchanges[i];
    const bool fits = !each.answered() && each.action == name(action) &&
                      request_text(each, "AutoScalingGroupId") == made.group;
    const std::int64_t apart = *each.time_ms - incident.start_ms - made.created_ms.value_or(0);
    if (!fits || std::abs(apart) > kLongestAnswer_ms) continue;
    const bool taken =
        std::any_of(incident.activities.begin(), incident.activities.end(),
                    [i](const IncidentActivity& other) { return other.made_by == i; });
    if (taken) continue;
    made.made_by = i;
    return;
  }
}

std::string rolling_text(const IncidentActivity& activity, std::string_view key) {
  const Value* rolling = activity.settings.find("RollingUpdateSettings");
  const Value* found = rolling != nullptr ? rolling->find(key) : nullptr;
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

/// What the settings of an automatic rollback are (model.md, 4), if they are told at all.
bool may_be_automatic(const IncidentActivity& activity) {
  const std::string pause = rolling_text(activity, "BatchPause");
  const std::string process = rolling_text(activity, "FailProcess");
  return (pause.empty() || pause == name(BatchPause::AUTOMATIC)) &&
         (process.empty() || process == name(FailProcess::AUTO_PAUSE));
}

/// Whether a row of it has failed, as far as its last snapshot tells of rows.
bool may_have_failed(const Incident& incident, const IncidentActivity& activity) {
  if (activity.seen.empty()) return true;
  const ObservedActivity& seen = incident.seen(activity, activity.seen.size() - 1);
  bool any = false;
  for (const ObservedBatch& batch : seen.batches) {
    for (const ObservedRow& row : batch.rows) {
      any = true;
      if (!row.status || row.status == RowStatus::FAILED || row.in_flight()) return true;
    }
  }
  return !any;
}

bool is_automatic(const Incident& incident, const IncidentActivity& activity) {
  const IncidentActivity* origin = incident.activity(activity.origin);
  return activity.type == ActivityType::ROLLBACK && !activity.made_by && origin != nullptr &&
         rolling_text(*origin, "FailProcess") == name(FailProcess::AUTO_ROLLBACK) &&
         may_be_automatic(activity) && may_have_failed(incident, *origin);
}

/// refresh, refresh-2, … and rollback, rollback-2, …; an automatic one goes by its origin's name.
void give_names(Incident& incident) {
  std::map<ActivityType, int> counts;
  for (IncidentActivity& each : incident.activities) {
    each.automatic = is_automatic(incident, each);
    if (each.automatic) continue;
    const int number = ++counts[each.type];
    each.as = each.type == ActivityType::NORMAL ? "refresh" : "rollback";
    if (number > 1) each.as += "-" + std::to_string(number);
  }
  for (IncidentActivity& each : incident.activities) {
    if (each.automatic) each.as = incident.activity(each.origin)->as + ".rollback";
  }
}

}  // namespace

void find_activities(Incident& incident) {
  for (std::size_t i = 0; i < incident.log.exchanges.size(); ++i) note_call(incident, i);
  for (std::size_t i = 0; i < incident.observations.size(); ++i) {
    for (std::size_t k = 0; k < incident.observations[i].activities.size(); ++k) {
      note_seen(incident, i, k);
    }
  }
  for (IncidentActivity& each : incident.activities) {
    if (!each.made_by && each.created_ms) note_unanswered(incident, each);
  }
  std::stable_sort(incident.activities.begin(), incident.activities.end(),
                   [](const IncidentActivity& a, const IncidentActivity& b) {
                     return a.created_ms.value_or(0) < b.created_ms.value_or(0);
                   });
  give_names(incident);
}

}  // namespace refreshsim
