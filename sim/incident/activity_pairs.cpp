#include "sim/incident/activity_pairs.h"

#include <cstdlib>

namespace refreshsim {

std::optional<ActivityId> ActivityPairs::find(const std::string& id) {
  const auto known = known_.find(id);
  if (known != known_.end()) return known->second;
  for (std::size_t i = 0; i < ledger_.activity_count(); ++i) {
    if (!means(ActivityId{i}, id)) continue;
    known_[id] = ActivityId{i};
    return ActivityId{i};
  }
  return std::nullopt;
}

std::string ActivityPairs::id_of(const std::string& id) {
  const auto found = find(id);
  return found ? ledger_.activity_head(*found).id : id;
}

/// By its id; an automatic rollback, whose id nobody chose, by its origin; else by group, type and
/// CreatedTime.
bool ActivityPairs::means(ActivityId candidate, const std::string& id) {
  const ActivityView& head = ledger_.activity_head(candidate);
  if (head.id == id) return true;
  const IncidentActivity* told = incident_.activity(id);
  const bool other = told == nullptr || incident_.activity(head.id) != nullptr ||
                     head.type != told->type || head.group != told->group;
  if (other) return false;
  if (told->automatic) return head.origin == id_of(told->origin);
  return told->created_ms && std::abs(*told->created_ms + offset_ms_ - head.created_ms) <= 2000;
}

}  // namespace refreshsim
