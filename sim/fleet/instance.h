// An instance, and the step that is under way on it.
#pragma once

#include <array>
#include <cstdint>

#include "refreshsim/id.h"
#include "refreshsim/time.h"
#include "refreshsim/vocabulary.h"
#include "sim/base/uint24.h"

namespace refreshsim {

/// Four to a cache line: a run touches instances in no order that a processor could foresee. What
/// few have lies beside them (FleetState); name and place in the group are told by the id.
struct alignas(16) Instance {
  SoftwareId software;        ///< none until launched
  std::uint32_t job = kNone;  ///< the step under way; kOnCourse: a course has it
  std::uint32_t group_number : 31 = 0;
  std::uint32_t held : 1 = 0;  ///< timed `unhealthy` hold it down (FleetState::holds_)
  Uint24 zone_number;          ///< each zone is a value of the file, of which there are fewer
  LifeCycleState state : 4 = LifeCycleState::CREATING;
  bool bad : 1 = false;  ///< unhealthy until it is installed again
  bool surge : 1 = false;
  bool gone : 1 = false;
  bool standby_by_call : 1 = false;  ///< EnterStandby lowered desired (`standby-memory`)

  static constexpr std::uint32_t kNone = 0xffffffff;
  static constexpr std::uint32_t kOnCourse = 0xfffffffe;

  GroupId group() const { return GroupId{group_number}; }
  ZoneId zone() const { return ZoneId{zone_number}; }
  bool healthy() const { return !bad && held == 0 && software.some(); }
};

/// A latent defect that has not shown yet.
struct LatentDefect {
  FaultId fault;                ///< none: there is no such defect
  std::uint64_t cause = kIdle;  ///< of the event that will show it; kIdle: not counting yet

  static constexpr std::uint64_t kIdle = ~std::uint64_t{0};
};

/// Some steps, in the order in which they run.
struct StepList {
  std::array<Step, 3> steps{};
  std::uint8_t count = 0;
};

/// Whether it ends with an instance that has something installed.
constexpr bool installs(Step step) { return step == Step::reinstall || step == Step::launch; }

/// Who asked for a step, and all that decides how it goes.
struct StepContext {
  ActivityId activity;
  std::uint32_t activity_ordinal = 0;  ///< within its group, from 1
  NameId name;                         ///< none if a later activity goes by it
  std::uint32_t batch = 0;             ///< 0: surge
  std::uint32_t attempt = 1;
  std::uint32_t owner = 0;    ///< the service's: a row, or a surge place
  InstanceName row_instance;  ///< what `match: {instance}` compares
  SymbolId image;             ///< a rollback's; none: the launch configuration's
  std::int64_t health_check_timeout_ms = 0;
  std::uint32_t surge_subject = 0;  ///< draws of a surge instance (DRAWS.md)
  StepList following;  ///< on the same instance, each as soon as the one before it has passed
  std::uint32_t foreseen = kAlone;  ///< its place among the rows that were foreseen last

  static constexpr std::uint32_t kAlone = 0xffffffff;
};

/// A row that starts together with others of its batch: all of its steps from drain on.
struct Departure {
  InstanceId instance;
  std::uint32_t owner = 0;  ///< StepContext::owner
  SymbolId image;           ///< StepContext::image
  bool left = false;        ///< it is on its way; else start_step() has to be called for it
};

/// A step under way, in one cache line. Exactly one event is pending for it, or none if it can't
/// end by itself.
struct alignas(64) Job {
  std::int64_t due_ms = 0;       ///< when its duration is over; while stalled what is left of it
  std::int64_t deadline_ms = 0;  ///< when it times out
  std::uint64_t cause = 0;       ///< the record that led to its being scheduled as it is
  InstanceId instance;
  SoftwareId target;           ///< what reinstall and launch install
  FaultId outcome_fault;       ///< that decided the outcome
  FaultId installation_fault;  ///< that decides what the installation is worth
  ActivityId activity;
  std::uint32_t batch = 0;
  std::uint32_t attempt = 1;
  std::uint32_t owner = 0;
  std::uint32_t generation = 0;  ///< of the event that it waits for; never goes back
  Step step : 4 = Step::drain;
  FailureCause outcome : 4 = FailureCause::none;  ///< what it will be when its duration is over
  bool active : 1 = false;
  bool stalled : 1 = false;  ///< its zone is in an outage
  bool waiting : 1 = false;  ///< a health check whose duration is over, on an unhealthy instance

  static constexpr std::int64_t kNever = INT64_MAX;
};
static_assert(sizeof(Instance) == 16 && sizeof(Job) == 64);

}  // namespace refreshsim
