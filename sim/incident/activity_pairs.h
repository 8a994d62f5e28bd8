// Which activity of a run an id of a log means.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "sim/incident/incident.h"
#include "sim/record/ledger.h"

namespace refreshsim {

/// Remembers what it has found: an id goes on to mean the same activity.
class ActivityPairs {
 public:
  ActivityPairs(const Incident& incident, const Ledger& ledger, std::int64_t offset_ms)
      : incident_(incident), ledger_(ledger), offset_ms_(offset_ms) {}

  std::optional<ActivityId> find(const std::string& id);
  /// The run's id for it; the log's own if it means none.
  std::string id_of(const std::string& id);

 private:
  bool means(ActivityId candidate, const std::string& id);

  const Incident& incident_;
  const Ledger& ledger_;
  std::int64_t offset_ms_;
  std::map<std::string, ActivityId> known_;
};

}  // namespace refreshsim
