// The fleet over time, coarse enough to draw: a fold over the records that takes the same memory
// however long the run.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/base/large_vector.h"
#include "sim/base/prefetch.h"
#include "sim/base/uint24.h"

namespace refreshsim {

/// A group at one moment, in instances. `serving`: in service, healthy, its zone up. `badly`: the
/// same, not healthy. `out`: in the group, and in an outage or past CREATING and not in service.
struct FleetLevel {
  std::int64_t desired = 0;
  std::int64_t serving = 0;
  std::int64_t badly = 0;
  std::int64_t out = 0;
  std::int64_t surge = 0;
};

/// A slice of time of a group.
struct TimeBin {
  std::int64_t covered_ms = 0;  ///< how much of the slice the run has reached; 0: none of it
  FleetLevel integral;          ///< instances × ms
  FleetLevel worst;  ///< at the moment with fewest serving (then most serving badly, out)
  std::uint32_t failed_steps = 0;
};

/// What a group lacked, over the whole window.
struct Shortfall {
  std::int64_t below_ms = 0;          ///< time with fewer serving than desired
  std::int64_t desired_integral = 0;  ///< ∫ desired over that time
  std::int64_t missing_integral = 0;  ///< ∫ (desired − serving) over it
  std::int64_t badly_ms = 0;          ///< time with any serving badly
  std::int64_t most_badly = 0;
  FleetLevel lowest;            ///< the first moment with fewest serving
  std::int64_t lowest_ms = -1;  ///< how long there were so few; -1: the window is empty
  std::int64_t lowest_at_ms = 0;
};

/// A timed fault as it happened.
struct FaultMark {
  FaultId fault;
  GroupId group;  ///< none: a zone's
  std::int64_t began_ms = 0;
  std::optional<std::int64_t> ended_ms;
  bool effective = false;  ///< it changed something
};

class History final : public RecordSink {
 public:
  static constexpr std::size_t kBins = 512;
  static constexpr std::size_t kMarks = 64;

  explicit History(const Scenario& scenario);

  RecordKinds wants() const override;
  void hear(std::span<const Record> records) override;
  /// Extends everything to the end of the window; call it once, when the run is over.
  void finish(std::int64_t end_ms);

  /// The length of every slice; it doubles as time runs on.
  std::int64_t bin_ms() const { return bin_ms_; }
  /// Slices from time 0 on; those after the end cover nothing.
  std::span<const TimeBin> bins(GroupId group) const { return groups_[group.value].bins; }
  /// The group as it is after what has been heard.
  const FleetLevel& now(GroupId group) const { return groups_[group.value].now; }
  const Shortfall& shortfall(GroupId group) const { return groups_[group.value].shortfall; }
  /// The first kMarks timed faults.
  std::span<const FaultMark> fault_marks() const { return marks_; }
  std::size_t fault_count() const { return fault_count_; }

 private:
  enum class Bucket : std::uint8_t { none, serving, badly, out };
  /// Of which group it is, each record about it tells.
  struct Instance {
    Uint24 zone;
    LifeCycleState state : 4 = LifeCycleState::CREATING;
    bool healthy : 1 = true;
    bool surge : 1 = false;
  };
  static_assert(sizeof(Instance) == 4);
  /// In service, by health, whether the zone is up or not.
  struct ZoneCount {
    std::int64_t healthy = 0;
    std::int64_t unhealthy = 0;
  };
  struct Group {
    FleetLevel now;
    std::int64_t folded_ms = 0;  ///< everything before this is in the bins
    std::vector<TimeBin> bins;
    std::vector<ZoneCount> zones;
    Shortfall shortfall;
  };

  void fetch(const Record& record) const {
    const bool heard = record.kind == RecordKind::life_cycle_state;
    if (heard && record.subject < instances_.size()) prefetch(instances_[record.subject]);
  }
  void hear_one(const Record& record);
  void list(const Record& record);
  void create(const Record& record);
  void change(const Record& record, auto apply);
  void count(Group& group, const Instance& instance, std::int64_t sign) const;
  void toggle_zone(std::uint32_t zone, bool out, std::int64_t now_ms);
  void hear_fault(const Record& record);
  void count_failure(const Record& record);
  Bucket bucket(const Instance& instance) const;

  void fold(Group& group, std::int64_t to_ms);
  void make_room(std::int64_t to_ms);
  void halve(std::vector<TimeBin>& bins) const;

  std::vector<Group> groups_;
  LargeVector<Instance> instances_;
  std::vector<bool> zone_out_;
  std::vector<FaultMark> marks_;
  std::size_t fault_count_ = 0;
  std::int64_t bin_ms_ = 1;
};

}  // namespace refreshsim
