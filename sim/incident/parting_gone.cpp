// Instances that a snapshot shows to have been gone.
#include <algorithm>

#include "sim/incident/parting.h"

namespace refreshsim {
namespace {

bool gone(const Parting& parting, const std::string& instance) {
  const std::int64_t from = std::max(parting.before_ms, parting.told.created_ms.value_or(0)) + 1;
  if (taken_away_by_call(parting.draft, parting.told.group, instance, 0, parting.at_ms)) {
    return false;
  }
  const Bounded when{from, from, parting.at_ms, std::nullopt, parting.place};
  for (Removal& each : parting.draft.removals) {
    if (each.instance != instance) continue;
    // One that is later was taken for a row that was not in flight at all.
    const bool late = each.when.at_ms > parting.at_ms;
    if (late) each.when = when;
    return late;
  }
  parting.draft.removals.push_back({instance, when});
  return true;
}

std::set<std::string> instances_of(const ObservedActivity& activity) {
  std::set<std::string> all;
  for (const ObservedBatch& batch : activity.batches) {
    for (const ObservedRow& row : batch.rows) all.insert(row.instance);
  }
  return all;
}

}  // namespace

bool find_gone(const Parting& parting) {
  bool any = false;
  const std::size_t batches = std::min(parting.seen.batches.size(), parting.run.batches.size());
  for (std::size_t b = 0; b < batches; ++b) {
    for (const ObservedRow& row : parting.seen.batches[b].rows) {
      const bool never_begun = row.status == RowStatus::NOT_FOUND && row.last_activity.empty();
      any = (never_begun && gone(parting, row.instance)) || any;
    }
  }
  return any;
}

bool find_left_out(const Parting& parting, const Scenario& scenario) {
  if (parting.seen.batches.empty()) return false;
  const std::set<std::string> taken = instances_of(parting.seen);
  auto& removals = parting.draft.removals;
  const std::size_t before = removals.size();
  for (const BatchView& batch : parting.run.batches) {
    for (const RowView& row : batch.rows) {
      const std::string id = instance_text(scenario.symbols, row.instance);
      if (taken.contains(id)) continue;
      removals.push_back(removal_at(id, parting.run.created_ms, parting.place));
    }
  }
  return removals.size() > before;
}

}  // namespace refreshsim
