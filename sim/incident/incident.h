// What a log says, put in order: who takes part, which calls were made when, what was seen when.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "refreshsim/vocabulary.h"
#include "sim/incident/log.h"
#include "sim/incident/observed.h"

namespace refreshsim {

/// A fact that the log does not tell, what is taken instead, and what would settle it.
struct Assumption {
  std::string what;
  std::string settled_by;
};

/// A snapshot. Times of an incident are ms since its `start_ms`.
struct Observation {
  std::size_t exchange = 0;
  std::int64_t at_ms = 0;
  std::vector<ObservedActivity> activities;
  bool as_before = false;  ///< it says the same as the one before it
};

struct IncidentInstance {
  std::string id;
  LifeCycleState state = LifeCycleState::IN_SERVICE;
};

struct IncidentGroup {
  std::string id;
  std::string configuration;
  std::vector<IncidentInstance> instances;
  bool old_image_missing = false;  ///< a rollback was refused for it
};

struct IncidentCall {
  std::int64_t at_ms = 0;
  std::optional<std::size_t> exchange;  ///< none: the log does not have it, see `why`
  Action action = Action::StartInstanceRefresh;
  Value request;
  std::vector<std::string> left_out;  ///< parameters that the model does not know
  std::string as;                     ///< of what it made; empty: it made nothing
  std::string id;
  std::string why;
};

/// A refresh activity that the log tells of.
struct IncidentActivity {
  std::string id;
  std::string as;
  std::string group;
  std::string origin;
  ActivityType type = ActivityType::NORMAL;
  RefreshMode mode = RefreshMode::ROLLING_UPDATE_RESET;
  Value settings;
  std::optional<std::int64_t> created_ms;
  bool automatic = false;              ///< made by AUTO_ROLLBACK
  std::optional<std::size_t> made_by;  ///< an exchange
  /// (observation, place in it), in order.
  std::vector<std::pair<std::size_t, std::size_t>> seen;
};

struct Incident {
  Log log;
  std::int64_t start_ms = 0;  ///< unix, a whole second
  std::int64_t end_ms = 0;    ///< the log's last moment
  std::vector<IncidentGroup> groups;
  std::map<std::string, std::map<std::string, std::string>> configurations;  ///< id → fields
  std::vector<IncidentActivity> activities;
  std::vector<IncidentCall> calls;  ///< in order of time
  std::vector<Observation> observations;
  std::vector<Assumption> assumptions;

  const ObservedActivity& seen(const IncidentActivity& activity, std::size_t number) const {
    const auto [observation, place] = activity.seen[number];
    return observations[observation].activities[place];
  }
  std::int64_t seen_at(const IncidentActivity& activity, std::size_t number) const {
    return observations[activity.seen[number].first].at_ms;
  }
  const IncidentActivity* activity(const std::string& id) const;
  /// Relative to the start.
  std::optional<std::int64_t> relative(std::optional<std::int64_t> unix_ms) const {
    return unix_ms ? std::optional(*unix_ms - start_ms) : std::nullopt;
  }
};

/// Puts a log in order. The log has at least one exchange.
Incident incident_of(Log log);

/// The parts of it (incident_*.cpp), each of which needs those before it.
void find_activities(Incident& incident);
void find_groups(Incident& incident);
void find_calls(Incident& incident);

/// The text under a key of a request; empty if there is none.
std::string request_text(const Exchange& exchange, std::string_view key);

}  // namespace refreshsim
