#include "sim/incident/snapshot_watch.h"

#include <algorithm>

namespace refreshsim {
namespace {

constexpr std::int64_t kAnswerTime_ms = 1000;  // a line about an answer is late by that much
constexpr std::int64_t kEntriesApart_ms = 20;  // entries of one instant stand 1 ms apart

/// An activity is whole only when all its batches and rows are planned.
bool is_planning(const Record& record) {
  const bool part =
      record.kind == RecordKind::batch_status || record.kind == RecordKind::row_status;
  return record.kind == RecordKind::activity_settings || (part && record.from == Record::kNone);
}

bool concerns_snapshots(const Record& record) {
  return record.kind == RecordKind::activity_status || record.kind == RecordKind::batch_status ||
         record.kind == RecordKind::row_status || record.kind == RecordKind::activity_created;
}

}  // namespace

SnapshotWatch::SnapshotWatch(const Scenario& scenario, const Incident& incident)
    : scenario_(scenario),
      incident_(incident),
      offset_ms_(incident.start_ms - scenario.start_unix_ms),
      activities_(incident, ledger_, offset_ms_) {
  ledger_.reset(scenario);
}

void SnapshotWatch::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (changed_ && !is_planning(record)) look();
    open_until(record.time_ms);
    close_before(record.time_ms);
    ledger_.hear({&record, 1});
    now_ms_ = record.time_ms;
    if (!concerns_snapshots(record) && !is_planning(record)) continue;
    ++version_;
    changed_ = changed_ || concerns_snapshots(record);
  }
}

void SnapshotWatch::finish() {
  if (changed_) look();
  open_until(INT64_MAX);
  close_before(INT64_MAX);
}

/// Snapshots whose window begins at this time or before are looked at from now on.
void SnapshotWatch::open_until(std::int64_t time_ms) {
  while (next_ < incident_.observations.size()) {
    const Observation& each = incident_.observations[next_];
    const Exchange& exchange = incident_.log.exchanges[each.exchange];
    const std::int64_t at = each.at_ms + offset_ms_;
    if (at - (exchange.written_after ? kAnswerTime_ms : 0) > time_ms) return;
    ++next_;
    // What comes after a difference can't be the first one.
    if (first || (each.as_before && agrees_still(next_ - 1))) {
      ++compared;
    } else {
      open(each, exchange);
    }
  }
}

void SnapshotWatch::open(const Observation& observation, const Exchange& exchange) {
  auto found = difference(observation);
  if (!found) return agreed(observation);
  const std::int64_t at = observation.at_ms + offset_ms_;
  const std::int64_t until = at + std::max(exchange.resolution_ms, kEntriesApart_ms);
  open_.push_back({&observation, until, std::move(found)});
}

void SnapshotWatch::agreed(const Observation& observation) {
  ++compared;
  agreed_ = static_cast<std::size_t>(&observation - incident_.observations.data());
  agreed_version_ = version_;
}

/// Whether the one before agreed, and nothing has changed since.
bool SnapshotWatch::agrees_still(std::size_t number) {
  if (agreed_version_ != version_ || agreed_ + 1 != number) return false;
  agreed_ = number;
  return true;
}

void SnapshotWatch::close_before(std::int64_t time_ms) {
  for (Open& each : open_) {
    if (each.until_ms >= time_ms) continue;
    ++compared;
    if (!first || each.best->exchange < first->exchange) first = std::move(each.best);
    each.best.reset();
  }
  std::erase_if(open_, [](const Open& each) { return !each.best; });
}

void SnapshotWatch::look() {
  changed_ = false;
  for (Open& each : open_) {
    auto found = difference(*each.observation);
    // The state at the snapshot's own time is what a difference is told by.
    const bool early = each.observation->at_ms + offset_ms_ >= now_ms_;
    if (!found || early) each.best = std::move(found);
    if (!each.best) agreed(*each.observation);
  }
  std::erase_if(open_, [](const Open& each) { return !each.best; });
}

std::optional<LogDifference> SnapshotWatch::difference(const Observation& observation) {
  ids_.forget();
  for (const ObservedActivity& seen : observation.activities) {
    const auto id = activities_.find(seen.id);
    Mismatch none{"activity " + seen.id, "it exists", "it does not", "section 5: no call made it"};
    const auto found =
        id ? mismatch(seen, ledger_.activity(*id), scenario_, ids_) : std::optional(none);
    if (!found) continue;
    return LogDifference{observation.exchange,
                         observation.at_ms + offset_ms_,
                         found->what,
                         found->log_says,
                         found->simulation_says,
                         found->rule,
                         activities_.id_of(seen.id),
                         seen.group};
  }
  ids_.settle();
  return std::nullopt;
}

}  // namespace refreshsim
