// Whether what a replay has in flight is what the log shows.
#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

bool is_listed(const Draft& draft, const std::string& instance) {
  return std::any_of(draft.groups.begin(), draft.groups.end(), [&](const IncidentGroup& group) {
    return std::any_of(group.instances.begin(), group.instances.end(),
                       [&](const IncidentInstance& each) { return each.id == instance; });
  });
}

/// New instances go by other ids in a replay than in the log.
bool may_be_same(const Draft& draft, const std::string& log, const std::string& run) {
  return log == run || (!is_listed(draft, log) && !is_listed(draft, run));
}

bool has_told_rows(const Draft& draft, const PendingBatch& pending, const Scenario& scenario) {
  if (pending.told == nullptr || pending.told->seen.empty()) return true;
  const auto& seen = draft.incident->seen(*pending.told, 0).batches;
  const auto& run = pending.run->batches;
  if (seen.empty()) return true;
  if (seen.size() != run.size()) return false;
  for (std::size_t b = 0; b < seen.size(); ++b) {
    if (seen[b].rows.empty()) continue;
    if (seen[b].rows.size() != run[b].rows.size()) return false;
    for (std::size_t i = 0; i < seen[b].rows.size(); ++i) {
      const std::string id = instance_text(scenario.symbols, run[b].rows[i].instance);
      if (!may_be_same(draft, seen[b].rows[i].instance, id)) return false;
    }
  }
  return true;
}

/// Whether a batch began when the log says that it did: what keeps it from beginning earlier is not
/// found yet.
bool began_as_told(const Incident& incident, const PendingBatch& pending) {
  constexpr std::int64_t kTimesApart_ms = 2000;
  const bool first = std::all_of(pending.rows.begin(), pending.rows.end(),
                                 [](const PendingBatch::Row& row) { return row.attempt == 1; });
  if (pending.told == nullptr || !first) return true;
  const std::int64_t latest = pending.start_ms + kTimesApart_ms;
  for (std::size_t i = 0; i < pending.told->seen.size(); ++i) {
    const ObservedActivity& seen = incident.seen(*pending.told, i);
    if (pending.batch >= seen.batches.size()) continue;
    const auto start = incident.relative(seen.batches[pending.batch].start_ms);
    if (start) return *start <= latest;
    const bool waits = seen.batches[pending.batch].status == BatchStatus::WAITING;
    if (waits && incident.seen_at(*pending.told, i) > latest) return false;
  }
  return true;
}

}  // namespace

bool is_told(const Draft& draft, const PendingBatch& pending, const Scenario& scenario) {
  return has_told_rows(draft, pending, scenario) && began_as_told(*draft.incident, pending);
}

}  // namespace refreshsim
