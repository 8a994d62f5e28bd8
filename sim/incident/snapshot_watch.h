// Holds the snapshots of a log against the state while a run goes on.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/incident/activity_pairs.h"
#include "sim/incident/log_difference.h"
#include "sim/incident/snapshot_match.h"

namespace refreshsim {

/// A snapshot is looked at from when its window begins, after every moment that changes what
/// snapshots tell, until it agrees or its window is over.
class SnapshotWatch final : public RecordSink {
 public:
  SnapshotWatch(const Scenario& scenario, const Incident& incident);

  void hear(std::span<const Record> records) override;
  void finish();

  std::optional<LogDifference> first;
  std::size_t compared = 0;
  ActivityPairs& activities() { return activities_; }

 private:
  struct Open {
    const Observation* observation;
    std::int64_t until_ms;
    std::optional<LogDifference> best;  ///< none: it agreed
  };

  void open_until(std::int64_t time_ms);
  void open(const Observation& observation, const Exchange& exchange);
  void close_before(std::int64_t time_ms);
  void look();
  void agreed(const Observation& observation);
  bool agrees_still(std::size_t number);
  std::optional<LogDifference> difference(const Observation& observation);

  const Scenario& scenario_;
  const Incident& incident_;
  std::int64_t offset_ms_;
  Ledger ledger_;
  ActivityPairs activities_;
  IdPairs ids_;
  std::vector<Open> open_;
  std::size_t next_ = 0;
  std::int64_t now_ms_ = 0;
  bool changed_ = false;              ///< since the open snapshots were looked at
  std::uint64_t version_ = 1;         ///< of what snapshots tell
  std::uint64_t agreed_version_ = 0;  ///< with which the latest that agreed did
  std::size_t agreed_ = 0;            ///< its number
};

}  // namespace refreshsim
