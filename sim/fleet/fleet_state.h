// Everything that changes in a fleet. Of an instance it keeps little: what follows from its id, or
// what few instances have, stands beside them.
#pragma once

#include <cstdint>
#include <vector>

#include "refreshsim/id.h"
#include "refreshsim/vocabulary.h"
#include "sim/base/large_vector.h"
#include "sim/fleet/instance.h"
#include "sim/fleet/instance_names.h"
#include "sim/fleet/software.h"

namespace refreshsim {

struct Group {
  ConfigId configuration;
  std::uint32_t desired = 0;
  std::uint32_t first_ordinal = 0;      ///< of its listed instances (DRAWS.md), and their first id
  std::uint32_t listed = 0;             ///< how many these are
  std::vector<InstanceId> made;         ///< those made in the run
  std::vector<FaultId> status_windows;  ///< begun and still open, in the order of their beginning
  GroupStatus status = GroupStatus::NORMAL;
  EnabledStatus enabled = EnabledStatus::ENABLED;
  std::uint32_t in_activity = 0;  ///< how many reasons there are to be IN_ACTIVITY

  /// All that ever existed, in the group's order.
  std::uint32_t members() const { return listed + static_cast<std::uint32_t>(made.size()); }
  InstanceId member(std::uint32_t place) const {
    return place < listed ? InstanceId{first_ordinal + place} : made[place - listed];
  }
};

/// What an instance that was made in the run has beside it.
struct MadeInstance {
  std::uint32_t ordinal = 0;   ///< (DRAWS.md)
  std::uint32_t position = 0;  ///< its place in the group's order
};

/// What a timed fault did when it began.
struct FaultState {
  InstanceId instance;
  std::uint64_t began = 0;
};

/// A timed `unhealthy` that holds an instance down, until it ends or the instance is installed
/// again.
struct Hold {
  InstanceId instance;
  FaultId by;
  friend auto operator<=>(const Hold&, const Hold&) = default;
};

/// Everything that changes in a fleet, as plain data that can be copied and put back.
struct FleetState {
  LargeVector<Instance> instances_;
  std::vector<MadeInstance> made_;     ///< of those made in the run, which come last
  std::vector<LatentDefect> defects_;  ///< by instance; none beyond its end has one
  InstanceNames names_;
  std::vector<Group> groups_;
  std::vector<Software> configurations_;
  SoftwareTable software_;
  std::vector<std::uint32_t> outages_;  ///< by zone: how many cover it
  std::vector<FaultState> fault_states_;
  std::vector<Hold> holds_;  ///< sorted
  LargeVector<Job> jobs_;
  LargeVector<std::uint32_t> free_jobs_;
};

}  // namespace refreshsim
