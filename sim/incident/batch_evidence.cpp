// When a batch ended, and what that tells of the rows that the log does not show.
#include <algorithm>

#include "sim/incident/row_evidence.h"

namespace refreshsim {
namespace {

class BatchReader {
 public:
  BatchReader(const Draft& draft, const PendingBatch& pending)
      : draft_(draft), incident_(*draft.incident), pending_(pending), told_(*pending.told) {}

  BatchEvidence read() {
    found_.bound = bound_by_calls(draft_, told_, pending_.batch, pending_.start_ms);
    bound_by_retry();
    for (const PendingBatch::Row& row : pending_.rows) {
      found_.rows.push_back(row_evidence(draft_, pending_, row, found_.bound));
    }
    find_end();
    if (!found_.end_ms) find_end_by_rollback();
    settle_unknown();
    settle_failed();
    return std::move(found_);
  }

 private:
  /// When a snapshot first shows a later attempt of a row that an earlier one shows in this batch.
  std::optional<std::int64_t> retry_seen_ms(const PendingBatch::Row& row) const {
    std::string attempt;
    bool failed = false;
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedRow* seen = told_row(pending_, incident_.seen(told_, i), row);
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
    CallBound& bound = found_.bound;
    for (const PendingBatch::Row& row : pending_.rows) {
      const auto seen = retry_seen_ms(row);
      const bool earlier = seen && (!bound.over_by_ms || *seen < *bound.over_by_ms);
      if (!earlier || *seen - 2 < pending_.start_ms) continue;
      bound.over_by_ms = *seen - 2;
      bound.by_failure = true;
    }
  }

  /// From its EndTime.
  void find_end() {
    for (std::size_t i = 0; i < told_.seen.size() && !found_.end_ms; ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedActivity& seen = incident_.seen(told_, i);
      if (at < pending_.start_ms || pending_.batch >= seen.batches.size()) continue;
      const auto end = incident_.relative(seen.batches[pending_.batch].end_ms);
      const bool of_this = end && *end + 999 >= pending_.start_ms &&
                           (!found_.bound.over_by_ms || *end <= *found_.bound.over_by_ms);
      if (of_this) found_.end_ms = end;
    }
  }

  /// From a rollback that waited for it.
  void find_end_by_rollback() {
    for (const IncidentActivity& each : incident_.activities) {
      if (found_.end_ms || each.origin != told_.id) continue;
      for (std::size_t i = 0; i < each.seen.size(); ++i) {
        const auto start = incident_.relative(incident_.seen(each, i).start_ms);
        const bool waited = start && each.created_ms && *start > *each.created_ms + 999;
        if (waited && *start + 999 >= pending_.start_ms) found_.end_ms = start;
      }
    }
  }

  /// Rows that nothing is told of ended well if their batch was over, or are not over yet.
  void settle_unknown() {
    if (!found_.end_ms && !found_.bound.over_by_ms) return;
    for (RowEvidence& each : found_.rows) {
      if (each.status) continue;
      each.status = RowStatus::SUCCESSFUL;
      each.to_ms = found_.bound.over_by_ms;
    }
  }

  /// A pause that nobody asked for tells that a row failed. With all rows sure it was the scale-in.
  void settle_failed() {
    RowEvidence* unknown = nullptr;
    const auto& rows = pending_.run->batches[pending_.batch].rows;
    bool failed = std::any_of(rows.begin(), rows.end(), [](const RowView& each) {
      return each.status == RowStatus::FAILED;  // not in flight any more
    });
    for (RowEvidence& each : found_.rows) {
      failed = failed || each.status == RowStatus::FAILED;
      if (unknown == nullptr && !each.sure) unknown = &each;
    }
    const bool one_failed = found_.bound.by_failure && !failed && !pause_was_asked_for();
    if (one_failed && unknown != nullptr) unknown->status = RowStatus::FAILED;
  }

  bool pause_was_asked_for() const {
    const std::string pause = rolling_setting(told_, "BatchPause");
    const bool last = pending_.batch + 1 == pending_.run->batches.size();
    if (last) return false;
    return pause == name(BatchPause::BATCH_INTERVAL_PAUSE) ||
           (pause == name(BatchPause::FIRST_BATCH_PAUSE) && pending_.batch == 0);
  }

  const Draft& draft_;
  const Incident& incident_;
  const PendingBatch& pending_;
  const IncidentActivity& told_;
  BatchEvidence found_;
};

}  // namespace

BatchEvidence batch_evidence(const Draft& draft, const PendingBatch& pending) {
  return BatchReader(draft, pending).read();
}

}  // namespace refreshsim
