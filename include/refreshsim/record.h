// Records: the facts of a run (model.md, section 7). The state at any time, the statistics, the
// fingerprint and everything that is shown are folds over them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

#include "refreshsim/enum_names.h"

namespace refreshsim {

// What each kind says, and what its fields mean. `-` is unused and 0. A field that stands for a
// thing holds its index (include/refreshsim/id.h), 0xffffffff for none; an enum's value otherwise.
// clang-format off
//                           subject      part        from              to                a, b, c, d
#define REFRESHSIM_RECORD_KINDS(X)                                                                  \
  X(group_listed,            "group: opening; to: GroupStatus; a: ConfigId; b: DesiredCapacity; c: first zone; d: number of zones") \
  X(instance_created,        "instance; part: zone; from: the instance it replaces; to: LifeCycleState; a: software; b: name; c: surge place (none: not surge); d: healthy") \
  X(life_cycle_state,        "instance; from, to: LifeCycleState") \
  X(instance_gone,           "instance; from: LifeCycleState; to: GoneReason") \
  X(installed,               "instance; from, to: software") \
  X(health,                  "instance; from, to: healthy; a: fault (none: not by a fault)") \
  X(step_started,            "instance; part: activity; to: Step; a: attempt; b: batch (0: surge)") \
  X(step_ended,              "instance; part: activity; from: Step; to: FailureCause; a: attempt; b: batch (0: surge); c: fault; d: 1 passed, 0 failed, 2 stopped") \
  X(group_status,            "group; from, to: GroupStatus") \
  X(enabled_status,          "group; from, to: EnabledStatus") \
  X(in_activity_status,      "group; from, to: InActivityStatus") \
  X(desired_capacity,        "group; from, to: number") \
  X(configuration_field,     "launch configuration; part: Field; from, to: symbol") \
  X(software_defined,        "software; from … d: ImageId, UserData, EnhancedService, HostName, LoginSettings as from, to, a, b, c") \
  X(activity_created,        "activity; part: number of its id (a text: symbol with the top bit); from: origin; to: ActivityStatus; a: call; b: name; c: ActivityType; d: RefreshMode") \
  X(activity_settings,       "activity; part: BatchNumber; from: BatchPause; to: FailProcess; a: MaxSurge; b: CheckInstanceTargetHealth; c: CheckInstanceTargetHealthTimeout in s; d: number of rows") \
  X(activity_status,         "activity; from, to: ActivityStatus; a: CurrentRefreshBatchNum") \
  X(surge_state,             "activity; from, to: SurgeState") \
  X(batch_status,            "activity; part: batch; from, to: BatchStatus (from none: planned); a: first row; b: number of rows") \
  X(row_status,              "activity; part: row; from, to: RowStatus (from none: planned); a: instance; b: batch; c: to INIT the number of LastActivityId, to FAILED Step + 256 × FailureCause; d: attempt, or to FAILED the fault") \
  X(call_made,               "call; part: firing; to: 0 ok, else ErrorCode; a: activity that it made; b: Action") \
  X(fault_began,             "fault; to: 1 if it changes anything; part: instance or zone") \
  X(fault_ended,             "fault; to: 1 if that changes anything; part: instance or zone") \
  X(zone_outage,             "zone; from, to: 1 while any outage covers it")
REFRESHSIM_ENUM(RecordKind, REFRESHSIM_RECORD_KINDS)
// clang-format on

/// One fact; 64 bytes without padding, hashed in little-endian order of its members.
struct Record {
  static constexpr std::uint32_t kNone = 0xffffffff;

  std::int64_t time_ms = 0;
  std::uint64_t sequence = 0;  ///< its place in the timeline, from 0
  std::uint64_t cause = 0;     ///< the sequence of the record that led to it; its own if none did
  RecordKind kind = RecordKind::group_listed;
  std::uint8_t reserved[3] = {};
  std::uint32_t group = kNone;  ///< the scaling group concerned
  std::uint32_t subject = 0;
  std::uint32_t part = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t d = 0;
};
static_assert(sizeof(Record) == 64);

/// Kinds of records; of step_ended either all, or only those whose step failed.
class RecordKinds {
 public:
  enum class Steps : std::uint8_t { no_other, failed_too };

  constexpr RecordKinds() = default;
  constexpr RecordKinds(std::initializer_list<RecordKind> kinds, Steps steps = Steps::no_other) {
    for (const RecordKind kind : kinds) bits_ |= bit(kind);
    if (steps == Steps::failed_too) bits_ |= kFailedSteps;
  }
  static constexpr RecordKinds all() {
    RecordKinds every;
    every.bits_ = ~0u;
    return every;
  }
  constexpr bool has(const Record& record) const {
    const bool failed_step = record.kind == RecordKind::step_ended && record.d == 0;
    return (bits_ & (bit(record.kind) | (failed_step ? kFailedSteps : 0))) != 0;
  }
  /// Whether they have a kind in common; steps that failed are one by themselves.
  constexpr bool meets(RecordKinds other) const { return (bits_ & other.bits_) != 0; }
  constexpr RecordKinds& operator|=(RecordKinds other) {
    bits_ |= other.bits_;
    return *this;
  }
  /// A record of a kind, whatever its step's end.
  constexpr RecordKinds& operator|=(RecordKind kind) {
    const bool step = kind == RecordKind::step_ended;
    return *this |= RecordKinds({kind}, step ? Steps::failed_too : Steps::no_other);
  }

 private:
  static constexpr std::uint32_t kFailedSteps = 1u << 31;
  static_assert(kCount<RecordKind> < 31);
  static constexpr std::uint32_t bit(RecordKind kind) { return 1u << index(kind); }

  std::uint32_t bits_ = 0;
};

/// Whoever wants to hear the facts: fingerprint, statistics, a timeline file. They come in order,
/// in portions of any size; the last one has been heard when the run returns.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// What it can't do without; the same throughout a run. It may hear more; what nobody wants is
  /// numbered, but never written down.
  virtual RecordKinds wants() const { return RecordKinds::all(); }
  virtual void hear(std::span<const Record> records) = 0;
  /// Whether it is to be told when an event is over, having heard all that it wants up to then.
  /// Asked when a run begins; costs a portion of records an event.
  virtual bool hears_events() const { return false; }
  virtual void hear_event_end(std::int64_t /*now_ms*/) {}
};

}  // namespace refreshsim
