// Events: plain data, ordered by what they are and never by when they were scheduled (model.md,
// section 1, `tie-order`), so an added event shifts no other.
#pragma once

#include <compare>
#include <cstdint>

#include "refreshsim/enum_names.h"

namespace refreshsim {

// clang-format off
/// At one time, phases run in this order.
#define REFRESHSIM_PHASES(X)                                                       \
  X(completion, "of a step, or its timeout")                                       \
  X(fault, "a timed fault, its end; a window's; a latent defect")                  \
  X(call, "an API call")                                                           \
  X(reaction, "what the service does next by itself")
REFRESHSIM_ENUM(Phase, REFRESHSIM_PHASES)

#define REFRESHSIM_EVENT_KINDS(X)                                                  \
  X(step_completes, "target: instance")                                            \
  X(step_times_out, "target: instance")                                            \
  X(window_begins, "target: group; low bits of the order: its place")              \
  X(window_ends, "target: group; low bits of the order: its place")                \
  X(fault_begins, "target: fault")                                                 \
  X(fault_ends, "target: fault")                                                   \
  X(defect_shows, "target: instance; place in the order: fault")                   \
  X(call_is_made, "target: call; low bits of the order: its firing")               \
  X(activity_reacts, "target: activity")
REFRESHSIM_ENUM(EventKind, REFRESHSIM_EVENT_KINDS)
// clang-format on

/// The second part of an event's key: its phase, then its subject.
///
///   bits 63…60 phase · 59…40 place in the file · 39…0 what comes next (below)
///
/// completions: place 0, then (group, place in the group) of the instance · in_activity windows:
/// place 0 of the faults, then (group, window) · faults: 1 + place, then 0 begin, 1 end, or for a
/// latent defect (group, place in the group) · calls: place, then the firing · reactions: place 0,
/// then the activity.
struct Order {
  static constexpr unsigned kGroupBits = 12;
  static constexpr unsigned kMemberBits = 28;
  static constexpr unsigned kPlaceBits = 20;
  static constexpr std::uint32_t kMaxGroups = 1u << kGroupBits;
  static constexpr std::uint32_t kMaxMembers = 1u << kMemberBits;
  static constexpr std::uint32_t kMaxPlaces = (1u << kPlaceBits) - 1;

  static constexpr std::uint64_t key(Phase phase, std::uint32_t place, std::uint64_t rest) {
    return static_cast<std::uint64_t>(phase) << 60 | static_cast<std::uint64_t>(place) << 40 | rest;
  }
  static constexpr std::uint64_t member(std::uint32_t group, std::uint32_t position) {
    return static_cast<std::uint64_t>(group) << kMemberBits | position;
  }
  static constexpr std::uint64_t completion(std::uint32_t group, std::uint32_t position) {
    return key(Phase::completion, 0, member(group, position));
  }
  static constexpr std::uint64_t window(std::uint32_t group, std::uint32_t window) {
    return key(Phase::fault, 0, member(group, window));
  }
  static constexpr std::uint64_t fault(std::uint32_t fault, bool end) {
    return key(Phase::fault, fault + 1, end ? 1 : 0);
  }
  static constexpr std::uint64_t defect(std::uint32_t fault, std::uint32_t group,
                                        std::uint32_t position) {
    return key(Phase::fault, fault + 1, member(group, position));
  }
  static constexpr std::uint64_t call(std::uint32_t call, std::uint32_t firing) {
    return key(Phase::call, call, firing);
  }
  static constexpr std::uint64_t reaction(std::uint32_t activity) {
    return key(Phase::reaction, 0, activity);
  }
  static constexpr std::uint32_t place_of(std::uint64_t order) {
    return static_cast<std::uint32_t>(order >> 40) & kMaxPlaces;
  }
  static constexpr std::uint32_t low_of(std::uint64_t order) {
    return static_cast<std::uint32_t>(order);
  }
};

/// The tag of a step's events: where the step is kept, and which of its events this is.
struct Ticket {
  std::uint32_t job = 0;
  std::uint32_t generation = 0;

  static constexpr Ticket of(std::uint64_t tag) {
    return {static_cast<std::uint32_t>(tag >> 32), static_cast<std::uint32_t>(tag)};
  }
  constexpr std::uint64_t tag() const { return static_cast<std::uint64_t>(job) << 32 | generation; }
};

/// 32 bytes. What an event is about remembers the `tag` of the one that it waits for; an event with
/// another tag was withdrawn, and is dropped when it comes up. So cancelling costs nothing.
struct Event {
  std::int64_t time_ms = 0;
  std::uint64_t order = 0;
  std::uint64_t tag = 0;  ///< sequence of the record that scheduled it; of a step: its Ticket
  std::uint32_t target = 0;
  EventKind kind = EventKind::step_completes;
  std::uint8_t reserved[3] = {};

  /// Without a branch: what comes next in a queue is what no processor can foresee.
  constexpr bool before(const Event& other) const { return key() < other.key(); }

 private:
  __extension__ using Key = unsigned __int128;
  constexpr Key key() const { return static_cast<Key>(time_ms) << 64 | order; }
};
static_assert(sizeof(Event) == 32);

}  // namespace refreshsim
