// When and how the rows of a batch ended, as far as the log tells.
#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

/// What the log shows of one attempt of a row.
struct RowEvidence {
  std::int64_t from_ms = 0;           ///< it ended at this time or later
  std::optional<std::int64_t> to_ms;  ///< at this time or before
  std::optional<RowStatus> status;
  bool sure = false;  ///< it is this attempt's status, not a later one's
  std::string message;
  std::string last_activity;    ///< seen in this attempt
  std::string activity_before;  ///< seen in the attempt before it
  std::string activity_at_end;
  std::optional<LogPlace> seen_before;
  std::optional<LogPlace> seen_after;
};

class BatchReader {
 public:
  BatchReader(const Draft& draft, const PendingBatch& pending)
      : draft_(draft), incident_(*draft.incident), pending_(pending), told_(*pending.told) {
    bound_ = bound_by_calls(draft, told_, pending.batch, pending.start_ms);
    bound_by_retry();
    for (const PendingBatch::Row& row : pending.rows) rows_.push_back(evidence(row));
    find_end();
    settle_unknown();
  }

  std::vector<BatchPlan> plans() {
    std::vector<BatchPlan> all;
    for (const std::int64_t end : candidates()) all.push_back(plan(end));
    return all;
  }

 private:
  const ObservedRow* row_of(const ObservedActivity& seen, const PendingBatch::Row& row) const {
    if (pending_.batch >= seen.batches.size()) return nullptr;
    const auto& rows = seen.batches[pending_.batch].rows;
    if (rows.size() == pending_.run->batches[pending_.batch].rows.size()) return &rows[row.place];
    return seen.row(pending_.batch, row.instance);
  }

  LogPlace place(std::size_t number) const {
    return incident_.log.exchanges[incident_.observations[told_.seen[number].first].exchange].place;
  }

  /// When a snapshot first shows a later attempt of a row that an earlier one shows in this batch.
  std::optional<std::int64_t> retry_seen_ms(const PendingBatch::Row& row) const {
    std::string attempt;
    bool failed = false;
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedRow* seen = row_of(incident_.seen(told_, i), row);
      if (at < pending_.start_ms || seen == nullptr || seen->last_activity.empty()) continue;
      const auto told = told_failure(seen->message).attempt;
      if (told && *told < row.attempt) continue;  // still the attempt before this one
      const bool again = failed && seen->in_flight();
      if (again || (!attempt.empty() && seen->last_activity != attempt)) return at;
      attempt = seen->last_activity;
      failed = seen->status == RowStatus::FAILED;
    }
    return std::nullopt;
  }

  /// Rows that run again show the batch to have been over, and a Resume, whether the log has the
  /// call or not.
  void bound_by_retry() {
    for (const PendingBatch::Row& row : pending_.rows) {
      const auto seen = retry_seen_ms(row);
      const bool earlier = seen && (!bound_.over_by_ms || *seen < *bound_.over_by_ms);
      if (!earlier || *seen - 2 < pending_.start_ms) continue;
      bound_.over_by_ms = *seen - 2;
      bound_.by_failure = true;
    }
  }

  RowEvidence evidence(const PendingBatch::Row& row) const {
    RowEvidence found;
    found.from_ms = pending_.start_ms;
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedRow* seen = row_of(incident_.seen(told_, i), row);
      if (seen == nullptr || !seen->status) continue;
      if (at < pending_.start_ms) {
        found.activity_before = seen->last_activity;
        continue;
      }
      if (!take(found, *seen, at, place(i), row.attempt)) break;
    }
    for (const InstanceSign& sign : signs_of(draft_, told_.group, row.instance)) {
      if (sign.at_ms > pending_.start_ms && !take(found, sign)) break;
    }
    const bool stayed = found.status && found.status != RowStatus::NOT_FOUND;
    const auto gone_by = left_out_ms(draft_, told_, row.instance);
    if (stayed && gone_by) found.to_ms = std::min(*gone_by, found.to_ms.value_or(*gone_by));
    return found;
  }

  /// False when all is known.
  static bool take(RowEvidence& found, const InstanceSign& sign) {
    if (found.to_ms && sign.at_ms > *found.to_ms) return false;
    if (sign.at_ms < found.from_ms) return true;
    if (sign.in_flight) {
      found.from_ms = sign.at_ms + 1;
      found.seen_before = sign.place;
      return true;
    }
    found.to_ms = sign.at_ms;
    found.seen_after = sign.place;
    if (!found.status) found.status = sign.ended;
    return false;
  }

  /// The call that began the attempt that a snapshot shows, if the log has it.
  std::int64_t last_retry_ms(std::int64_t seen_ms) const {
    std::int64_t last = seen_ms;
    for (const ActivityCall& call : calls_on(draft_, told_)) {
      const bool retries = call.action == Action::ResumeInstanceRefresh && call.retry;
      if (retries && call.at_ms > pending_.start_ms && call.at_ms <= seen_ms) last = call.at_ms;
    }
    return last;
  }

  /// False when all is known.
  bool take(RowEvidence& found, const ObservedRow& seen, std::int64_t at, LogPlace place,
            std::uint32_t attempt) const {
    const bool after = bound_.over_by_ms && at > *bound_.over_by_ms;
    const auto told = told_failure(seen.message).attempt;
    const bool other = !found.last_activity.empty() && !seen.last_activity.empty() &&
                       found.last_activity != seen.last_activity;
    if (other || (told && *told > attempt) || (after && seen.in_flight())) {
      found.status = RowStatus::FAILED;  // this attempt's end was not seen, but the next one was
      found.to_ms = std::min(last_retry_ms(at), bound_.over_by_ms.value_or(at));
      found.seen_after = place;
      return false;
    }
    if (told && *told < attempt) return true;  // the attempt before this one
    if (seen.in_flight()) {
      found.from_ms = std::max(found.from_ms, at + 1);
      found.seen_before = place;
      found.last_activity = seen.last_activity;
    }
    if (!seen.has_ended()) return true;
    found.status = seen.status;
    found.sure = !after;
    found.message = seen.message;
    found.activity_at_end = seen.last_activity;
    found.to_ms = after ? *bound_.over_by_ms : at;
    found.seen_after = place;
    return false;
  }

  /// The second in which the batch ended, from its EndTime, or from a rollback that waited for it.
  void find_end() {
    for (std::size_t i = 0; i < told_.seen.size() && !end_ms_; ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedActivity& seen = incident_.seen(told_, i);
      if (at < pending_.start_ms || pending_.batch >= seen.batches.size()) continue;
      const auto end = incident_.relative(seen.batches[pending_.batch].end_ms);
      const bool of_this = end && *end + 999 >= pending_.start_ms &&
                           (!bound_.over_by_ms || *end <= *bound_.over_by_ms);
      if (of_this) end_ms_ = end;
    }
    for (const IncidentActivity& each : incident_.activities) {
      if (end_ms_ || each.origin != told_.id) continue;
      for (std::size_t i = 0; i < each.seen.size(); ++i) {
        const auto start = incident_.relative(incident_.seen(each, i).start_ms);
        const bool waited = start && each.created_ms && *start > *each.created_ms + 999;
        if (waited && *start + 999 >= pending_.start_ms) end_ms_ = start;
      }
    }
  }

  /// Rows that nothing is told of ended well if their batch was over, or are not over yet.
  void settle_unknown() {
    const bool over = end_ms_ || bound_.over_by_ms;
    bool failed = false;
    RowEvidence* unknown = nullptr;
    for (RowEvidence& each : rows_) {
      failed = failed || each.status == RowStatus::FAILED;
      if (unknown == nullptr && !each.sure) unknown = &each;
      if (each.status || !over) continue;
      each.status = RowStatus::SUCCESSFUL;
      each.to_ms = bound_.over_by_ms;
    }
    // With all rows sure it was the scale-in that failed.
    const bool one_failed = bound_.by_failure && !failed && !pause_was_asked_for();
    if (one_failed && unknown != nullptr) unknown->status = RowStatus::FAILED;
  }

  bool pause_was_asked_for() const {
    const std::string pause = rolling_setting(told_, "BatchPause");
    const bool last = pending_.batch + 1 == pending_.run->batches.size();
    if (last) return false;
    return pause == name(BatchPause::BATCH_INTERVAL_PAUSE) ||
           (pause == name(BatchPause::FIRST_BATCH_PAUSE) && pending_.batch == 0);
  }

  std::int64_t latest_start() const {
    std::int64_t latest = pending_.start_ms;
    for (const RowEvidence& each : rows_) {
      if (each.status) latest = std::max(latest, each.from_ms);
    }
    return latest;
  }

  /// When the last row may have ended: one time, or one for each side of a call in that second.
  std::vector<std::int64_t> candidates() const {
    if (!end_ms_) return {-1};
    const std::int64_t first = std::max(*end_ms_, latest_start());
    const std::int64_t last =
        std::max(first, std::min(*end_ms_ + 999, bound_.over_by_ms.value_or(INT64_MAX)));
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
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const RowEvidence& evidence = rows_[i];
      RowPlan row = unended(pending_.rows[i], evidence);
      if (evidence.status) set_end(row.end, evidence, end);
      if (evidence.status == RowStatus::NOT_FOUND) {
        if (gone_before(row, evidence)) row.end.at_ms = row.start_ms;
        const std::int64_t to = row.end.to_ms.value_or(incident_.end_ms);
        const bool called = taken_away_by_call(draft_, told_.group, row.instance, row.start_ms, to);
        // Its steps hang until it is gone.
        if (!called) all.removals.push_back({row.instance, row.end});
      } else if (evidence.status) {
        const bool fails = evidence.status == RowStatus::FAILED;
        row.ending = fails ? PlannedEnd::fails : PlannedEnd::passes;
      }
      if (evidence.status == RowStatus::FAILED) set_failure(row, evidence);
      all.rows.push_back(std::move(row));
    }
    return all;
  }

  /// A retry that found its instance gone: nothing of it was ever in flight, so that the row still
  /// names the attempt before it.
  bool gone_before(const RowPlan& row, const RowEvidence& evidence) const {
    const bool named = !evidence.activity_before.empty() && !evidence.activity_at_end.empty();
    if (row.attempt > 1 && named) return evidence.activity_before == evidence.activity_at_end;
    const bool long_after = end_ms_ && *end_ms_ > row.start_ms + 999;
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
    const std::int64_t late = bound_.over_by_ms.value_or(incident_.end_ms);
    std::int64_t to = evidence.to_ms.value_or(late);
    if (batch_end >= 0) to = std::min(to, batch_end);
    to = std::max(to, end.from_ms);
    end.to_ms =
        end_ms_ && batch_end >= 0 ? std::max(std::min(to, *end_ms_ + 999), end.from_ms) : to;
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
  CallBound bound_;
  std::vector<RowEvidence> rows_;
  std::optional<std::int64_t> end_ms_;
};

}  // namespace

std::vector<BatchPlan> plans_for(const Draft& draft, const PendingBatch& pending) {
  return BatchReader(draft, pending).plans();
}

}  // namespace refreshsim
