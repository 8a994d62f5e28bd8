// The ends that are planned for a batch's rows.
#include <algorithm>

#include "sim/incident/row_evidence.h"

namespace refreshsim {
namespace {

class BatchPlanner {
 public:
  BatchPlanner(const Draft& draft, const PendingBatch& pending)
      : draft_(draft),
        incident_(*draft.incident),
        pending_(pending),
        told_(*pending.told),
        evidence_(batch_evidence(draft, pending)) {}

  std::vector<BatchPlan> plans() {
    std::vector<BatchPlan> all;
    for (const std::int64_t end : candidates()) all.push_back(plan(end));
    return all;
  }

 private:
  std::int64_t latest_start() const {
    std::int64_t latest = pending_.start_ms;
    for (const RowEvidence& each : evidence_.rows) {
      if (each.status) latest = std::max(latest, each.from_ms);
    }
    return latest;
  }

  /// When the last row may have ended: one time, or one for each side of a call in that second.
  std::vector<std::int64_t> candidates() const {
    if (!evidence_.end_ms) return {-1};
    const std::int64_t first = std::max(*evidence_.end_ms, latest_start());
    const std::int64_t last = std::max(
        first, std::min(*evidence_.end_ms + 999, evidence_.bound.over_by_ms.value_or(INT64_MAX)));
    std::vector<std::int64_t> all{first};
    const auto add = [&](std::int64_t at) {
      const bool fits = at >= first && at <= last;
      if (fits && std::find(all.begin(), all.end(), at) == all.end()) all.push_back(at);
    };
    for (const IncidentCall& call : draft_.calls) {
      if (call.at_ms < first - 1 || call.at_ms > last + 1) continue;
      for (const std::int64_t at : {call.at_ms - 1, call.at_ms, call.at_ms + 1}) add(at);
    }
    for (const Observation& each : incident_.observations) {
      if (each.at_ms < first - 1 || each.at_ms > last + 1) continue;
      for (const std::int64_t at : {each.at_ms, each.at_ms + 1}) add(at);
    }
    return all;
  }

  BatchPlan plan(std::int64_t end) const {
    BatchPlan all;
    for (std::size_t i = 0; i < pending_.rows.size(); ++i) {
      const RowEvidence& evidence = evidence_.rows[i];
      RowPlan row = unended(pending_.rows[i], evidence);
      if (evidence.status) set_end(row.end, evidence, end);
      if (evidence.status == RowStatus::NOT_FOUND) {
        take_away(row, evidence, all);
      } else if (evidence.status) {
        row.ending = evidence.status == RowStatus::FAILED ? PlannedEnd::fails : PlannedEnd::passes;
      }
      if (evidence.status == RowStatus::FAILED) set_failure(row, evidence);
      all.rows.push_back(std::move(row));
    }
    return all;
  }

  /// Its steps hang until it is gone.
  void take_away(RowPlan& row, const RowEvidence& evidence, BatchPlan& all) const {
    if (gone_before(row, evidence)) {
      row.end.at_ms = row.start_ms;
    } else if (!evidence.activity_at_end.empty()) {
      row.end.at_ms = std::max(row.end.at_ms, row.start_ms + 1);  // it was in flight
    }
    const std::int64_t to = row.end.to_ms.value_or(incident_.end_ms);
    const bool called = taken_away_by_call(draft_, told_.group, row.instance, row.start_ms, to);
    if (!called) all.removals.push_back({row.instance, row.end});
  }

  /// A retry that found its instance gone: nothing of it was ever in flight, so that the row still
  /// names the attempt before it.
  bool gone_before(const RowPlan& row, const RowEvidence& evidence) const {
    const bool named = !evidence.activity_before.empty() && !evidence.activity_at_end.empty();
    if (row.attempt > 1 && named) return evidence.activity_before == evidence.activity_at_end;
    const bool long_after = evidence_.end_ms && *evidence_.end_ms > row.start_ms + 999;
    return row.attempt > 1 && evidence.last_activity.empty() && !long_after;
  }

  RowPlan unended(const PendingBatch::Row& of, const RowEvidence& evidence) const {
    RowPlan row;
    row.activity = pending_.run->as;
    row.batch = pending_.batch + 1;
    row.instance = of.instance;
    row.attempt = of.attempt;
    row.start_ms = pending_.start_ms;
    row.end = {incident_.end_ms + 1, evidence.from_ms, std::nullopt, evidence.seen_before,
               evidence.seen_after};
    const bool replaces = pending_.run->mode == RefreshMode::ROLLING_UPDATE_REPLACE;
    row.main = replaces ? Step::launch : Step::reinstall;
    for (const RowPlan& earlier : draft_.rows) {
      const bool same = earlier.activity == row.activity && earlier.instance == row.instance;
      const bool only_terminates = same && replaces && earlier.failing == Step::terminate &&
                                   earlier.ending == PlannedEnd::fails;
      if (only_terminates) row.main = Step::terminate;
    }
    return row;
  }

  /// Together with the batch where the log allows it, else as late as it allows; if the batch's end
  /// is not told, in the middle of what is allowed.
  void set_end(Bounded& end, const RowEvidence& evidence, std::int64_t batch_end) const {
    end.from_ms = std::max(evidence.from_ms, pending_.start_ms);
    const std::int64_t late = evidence_.bound.over_by_ms.value_or(incident_.end_ms);
    std::int64_t to = evidence.to_ms.value_or(late);
    if (batch_end >= 0) to = std::min(to, batch_end);
    to = std::max(to, end.from_ms);
    end.to_ms = evidence_.end_ms && batch_end >= 0
                    ? std::max(std::min(to, *evidence_.end_ms + 999), end.from_ms)
                    : to;
    end.at_ms = batch_end >= 0 ? to : middle(end.from_ms, to);
  }

  static std::int64_t middle(std::int64_t from, std::int64_t to) {
    const std::int64_t at = from + (to - from) / 2;
    const std::int64_t round = at / 1000 * 1000;
    return round >= from ? round : at;
  }

  void set_failure(RowPlan& row, const RowEvidence& evidence) const {
    const bool replaces = row.main != Step::reinstall;
    const ToldFailure told = told_failure(evidence.message);
    row.message = told.why;
    row.failing = told.step.value_or(row.main);
    const bool of_replace = row.failing == Step::launch || row.failing == Step::terminate;
    const bool of_reset = row.failing == Step::drain || row.failing == Step::reinstall;
    if (replaces ? of_reset : of_replace) row.failing = row.main;
    if (row.main == Step::terminate) row.failing = Step::terminate;
    const bool checked = pending_.run->check_health;
    if (row.failing == Step::health_check && !checked) row.failing = row.main;
    const bool drains_again = row.failing == Step::drain && row.attempt > 1;
    if (drains_again) row.failing = row.main;
  }

  const Draft& draft_;
  const Incident& incident_;
  const PendingBatch& pending_;
  const IncidentActivity& told_;
  BatchEvidence evidence_;
};

}  // namespace

std::vector<BatchPlan> plans_for(const Draft& draft, const PendingBatch& pending) {
  return BatchPlanner(draft, pending).plans();
}

}  // namespace refreshsim
