// When and how one attempt of a row ended, as far as the log tells.
#include "sim/incident/row_evidence.h"

#include <algorithm>

namespace refreshsim {
namespace {

class AttemptReader {
 public:
  AttemptReader(const Draft& draft, const PendingBatch& pending, const PendingBatch::Row& row,
                const CallBound& bound)
      : draft_(draft),
        incident_(*draft.incident),
        pending_(pending),
        told_(*pending.told),
        row_(row),
        bound_(bound) {}

  RowEvidence read() {
    found_.from_ms = pending_.start_ms;
    take_snapshots();
    take_signs();
    const bool stayed = found_.status && found_.status != RowStatus::NOT_FOUND;
    const auto gone_by = left_out_ms(draft_, told_, row_.instance);
    if (stayed && gone_by) found_.to_ms = std::min(*gone_by, found_.to_ms.value_or(*gone_by));
    return std::move(found_);
  }

 private:
  LogPlace place(std::size_t number) const {
    return incident_.log.exchanges[incident_.observations[told_.seen[number].first].exchange].place;
  }

  void take_snapshots() {
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedRow* seen = told_row(pending_, incident_.seen(told_, i), row_);
      if (seen == nullptr || !seen->status) continue;
      if (at < pending_.start_ms) {
        found_.activity_before = seen->last_activity;
      } else if (!take(*seen, at, place(i))) {
        return;
      }
    }
  }

  void take_signs() {
    for (const InstanceSign& sign : signs_of(draft_, told_.group, row_.instance)) {
      if (sign.at_ms > pending_.start_ms && !take(sign)) return;
    }
  }

  /// False when all is known.
  bool take(const ObservedRow& seen, std::int64_t at, LogPlace place) {
    const auto told = told_failure(seen.message).attempt;
    if (is_of_later_attempt(seen, told, at)) {
      found_.status = RowStatus::FAILED;  // this attempt's end was not seen, but the next one was
      found_.to_ms = std::min(last_retry_ms(at), bound_.over_by_ms.value_or(at));
      found_.seen_after = place;
      return false;
    }
    if (told && *told < row_.attempt) return true;  // the attempt before this one
    if (seen.in_flight()) {
      found_.from_ms = std::max(found_.from_ms, at + 1);
      found_.seen_before = place;
      found_.last_activity = seen.last_activity;
    }
    if (!seen.has_ended()) return true;
    take_end(seen, at, place);
    return false;
  }

  bool is_after(std::int64_t at) const { return bound_.over_by_ms && at > *bound_.over_by_ms; }

  bool is_of_later_attempt(const ObservedRow& seen, std::optional<std::uint32_t> told,
                           std::int64_t at) const {
    const bool other = !found_.last_activity.empty() && !seen.last_activity.empty() &&
                       found_.last_activity != seen.last_activity;
    return other || (told && *told > row_.attempt) || (is_after(at) && seen.in_flight());
  }

  void take_end(const ObservedRow& seen, std::int64_t at, LogPlace place) {
    found_.status = seen.status;
    found_.sure = !is_after(at);
    found_.message = seen.message;
    found_.activity_at_end = seen.last_activity;
    found_.to_ms = is_after(at) ? *bound_.over_by_ms : at;
    found_.seen_after = place;
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
  bool take(const InstanceSign& sign) {
    if (found_.to_ms && sign.at_ms > *found_.to_ms) return false;
    if (sign.at_ms < found_.from_ms) return true;
    if (sign.in_flight) {
      found_.from_ms = sign.at_ms + 1;
      found_.seen_before = sign.place;
      return true;
    }
    found_.to_ms = sign.at_ms;
    found_.seen_after = sign.place;
    if (!found_.status) found_.status = sign.ended;
    return false;
  }

  const Draft& draft_;
  const Incident& incident_;
  const PendingBatch& pending_;
  const IncidentActivity& told_;
  const PendingBatch::Row& row_;
  const CallBound& bound_;
  RowEvidence found_;
};

}  // namespace

const ObservedRow* told_row(const PendingBatch& pending, const ObservedActivity& seen,
                            const PendingBatch::Row& row) {
  if (pending.batch >= seen.batches.size()) return nullptr;
  const auto& rows = seen.batches[pending.batch].rows;
  if (rows.size() == pending.run->batches[pending.batch].rows.size()) return &rows[row.place];
  return seen.row(pending.batch, row.instance);
}

RowEvidence row_evidence(const Draft& draft, const PendingBatch& pending,
                         const PendingBatch::Row& row, const CallBound& bound) {
  return AttemptReader(draft, pending, row, bound).read();
}

}  // namespace refreshsim
