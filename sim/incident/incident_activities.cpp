// The refresh activities of a log, and the names that they are to go by.
#include <algorithm>
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

std::string fail_process(const IncidentActivity& activity) {
  const Value* rolling = activity.settings.find("RollingUpdateSettings");
  const Value* process = rolling != nullptr ? rolling->find("FailProcess") : nullptr;
  return process != nullptr && process->text() != nullptr ? *process->text() : std::string();
}

bool is_automatic(const Incident& incident, const IncidentActivity& activity) {
  const IncidentActivity* origin = incident.activity(activity.origin);
  return activity.type == ActivityType::ROLLBACK && !activity.made_by && origin != nullptr &&
         fail_process(*origin) == name(FailProcess::AUTO_ROLLBACK);
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
  std::stable_sort(incident.activities.begin(), incident.activities.end(),
                   [](const IncidentActivity& a, const IncidentActivity& b) {
                     return a.created_ms.value_or(0) < b.created_ms.value_or(0);
                   });
  give_names(incident);
}

}  // namespace refreshsim
