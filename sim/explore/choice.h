// What can happen next in an explored scenario, at any moment and in any order.
#pragma once

#include <cstdint>

#include "refreshsim/enum_names.h"
#include "refreshsim/id.h"

namespace refreshsim {

// clang-format off
#define REFRESHSIM_CHOICES(X)                                                   \
  X(passes,       "the step of an instance passes")                             \
  X(fails,        "the step of an instance fails")                              \
  X(vanishes,     "an instance is destroyed by its owner")                      \
  X(fault_begins, "a timed fault of the scenario begins")                       \
  X(fault_ends,   "a timed fault of the scenario ends")                         \
  X(call,         "a call of the scenario is made")                             \
  X(reacts,       "the pending reaction of an activity runs")
REFRESHSIM_ENUM(ChoiceKind, REFRESHSIM_CHOICES)
// clang-format on

/// A step that hangs needs no choice of its own: it is one that is never chosen to end.
struct Choice {
  ChoiceKind kind = ChoiceKind::reacts;
  std::uint32_t subject = 0;  ///< instance, fault, call or activity
  friend bool operator==(const Choice&, const Choice&) = default;
};

}  // namespace refreshsim
