#include "sim/incident/incident.h"

#include <algorithm>

namespace refreshsim {
namespace {

/// The earliest time that anything is told to have happened at.
std::int64_t earliest(const Incident& incident) {
  std::int64_t first = *incident.log.exchanges.front().time_ms;
  for (const Observation& each : incident.observations) {
    for (const ObservedActivity& activity : each.activities) {
      first = std::min(first, activity.created_ms.value_or(first));
    }
  }
  return std::max<std::int64_t>(first, 0) / 1000 * 1000;
}

}  // namespace

const IncidentActivity* Incident::activity(const std::string& id) const {
  for (const IncidentActivity& each : activities) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

std::string request_text(const Exchange& exchange, std::string_view key) {
  const Value* found = exchange.request.find(key);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

Incident incident_of(Log log) {
  Incident incident;
  incident.log = std::move(log);
  const auto& exchanges = incident.log.exchanges;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    if (!exchanges[i].is_snapshot()) continue;
    auto& all = incident.observations;
    all.push_back({i, 0, observed_activities(exchanges[i].answer), false});
    const bool same = all.size() > 1 && all[all.size() - 2].activities == all.back().activities;
    all.back().as_before = same;
  }
  incident.start_ms = earliest(incident);
  find_activities(incident);
  find_groups(incident);
  find_calls(incident);
  return incident;
}

}  // namespace refreshsim
