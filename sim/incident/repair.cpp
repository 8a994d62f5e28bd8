// Causes for what a draft does not explain yet.
#include "sim/incident/parting.h"

namespace refreshsim {
namespace {

const ActivityView* run_of(const std::string& id, const RunResult& result) {
  for (const ActivityView& each : result.activities) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

const IncidentActivity* told_of(const Incident& incident, const ActivityView& run) {
  for (const IncidentActivity& each : incident.activities) {
    if (each.as == run.as) return &each;
  }
  return nullptr;
}

/// Of an activity of the run. None: the snapshot does not show it.
std::optional<Parting> parting_at(Draft& draft, const LogDifference& difference,
                                  const std::string& id, const RunResult& result) {
  const ActivityView* run = run_of(id, result);
  if (run == nullptr) return std::nullopt;
  const Incident& incident = *draft.incident;
  const IncidentActivity* told = told_of(incident, *run);
  if (told == nullptr) return std::nullopt;
  std::int64_t before_ms = -1;
  for (std::size_t i = 0; i < told->seen.size(); ++i) {
    const std::size_t exchange = incident.observations[told->seen[i].first].exchange;
    const std::int64_t at_ms = incident.seen_at(*told, i);
    if (exchange < difference.exchange) before_ms = at_ms;
    if (exchange != difference.exchange) continue;
    return Parting{draft,
                   *run,
                   *told,
                   incident.seen(*told, i),
                   before_ms,
                   at_ms,
                   incident.log.exchanges[exchange].place};
  }
  return std::nullopt;
}

/// A rollback that the run lacks: it was refused, for what it goes back on was still at work; or
/// nothing failed that it would have followed from, for what it goes back on was still paused.
bool let_roll_back(Draft& draft, const LogDifference& difference, const RunResult& result) {
  const IncidentActivity* rollback = draft.incident->activity(difference.activity);
  if (rollback == nullptr || rollback->origin.empty()) return false;
  const auto origin = parting_at(draft, difference, rollback->origin, result);
  if (!origin) return false;
  return rollback->automatic ? find_missing_resume(*origin) : find_missing_stop(*origin, *rollback);
}

}  // namespace

bool tells_rows_apart(const std::string& what) {
  return what.ends_with(": number of batches") || what.ends_with(": number of rows") ||
         what.ends_with(": InstanceId");
}

bool Repairs::repair_snapshot(Draft& draft, const LogComparison& comparison,
                              const Scenario& scenario) {
  const LogDifference& difference = *comparison.first;
  const auto parting = parting_at(draft, difference, difference.activity, comparison.result);
  if (!parting) return let_roll_back(draft, difference, comparison.result);
  const std::string id = std::to_string(difference.exchange) + " " + parting->told.id;
  if (difference.log_says == name(RowStatus::NOT_FOUND) && once("gone " + id)) {
    return find_gone(*parting);
  }
  if (tells_rows_apart(difference.what) && once("left out " + id)) {
    return find_left_out(*parting, scenario);
  }
  // Between two snapshots it may have paused, and gone on, after more than one batch.
  const std::string call = "call " + id + " " + std::to_string(parting->run.current_batch);
  const bool further = difference.what.ends_with(": CurrentRefreshBatchNum");
  if (further && once(call)) return find_missing_resume(*parting);
  const auto status = parse<ActivityStatus>(difference.simulation_says);
  // A retry that comes to light later may call for one more.
  const bool try_call = status && difference.what.ends_with(": Status");
  if (try_call && (once(call) || once(call + " again"))) {
    return find_missing_call(*parting, *status);
  }
  const bool passed_later = difference.what.ends_with(": InstanceStatus") &&
                            difference.simulation_says == name(RowStatus::FAILED);
  const bool attempt = difference.what.ends_with(": LastActivityId") ||
                       difference.what.ends_with(": InstanceStatusMessage") || passed_later;
  const std::string retry = "retry " + id + " " + difference.simulation_says;
  return attempt && once(retry) && find_missing_retry(*parting);
}

bool Repairs::repair(Draft& draft, const LogComparison& comparison, const Scenario& scenario) {
  const Exchange& exchange = draft.incident->log.exchanges[comparison.first->exchange];
  return exchange.is_snapshot() ? repair_snapshot(draft, comparison, scenario)
                                : repair_answer(draft, comparison);
}

}  // namespace refreshsim
