// What the service remembers of its activities: rows, batches, surge places.
#pragma once

#include <cstdint>
#include <string>

#include "refreshsim/id.h"
#include "refreshsim/run.h"
#include "sim/base/uint24.h"
#include "sim/service/activity_machine.h"
#include "sim/service/status_machines.h"

namespace refreshsim {

/// RefreshSettings and RefreshMode, with the service's defaults.
struct RefreshSettings {
  RefreshMode mode = RefreshMode::ROLLING_UPDATE_RESET;
  std::uint32_t batch_number = 1;
  BatchPause batch_pause = BatchPause::AUTOMATIC;
  FailProcess fail_process = FailProcess::AUTO_PAUSE;
  std::uint32_t max_surge = 0;
  bool check_health = false;
  std::uint32_t check_health_timeout_s = 1800;
};

/// How a row goes.
constexpr Plan plan_of(const RefreshSettings& settings) {
  return settings.mode == RefreshMode::ROLLING_UPDATE_RESET ? Plan::reset : Plan::replace;
}

/// An instance in a batch. A large fleet has one each: its activity and its batch are told by its
/// place among the rows, which are in the order of both.
struct Row {
  InstanceId instance;
  SymbolId original_image;  ///< the instance's when the original activity was accepted
  Uint24 attempt;           ///< a retry is a call, and a run fires no more than a million
  RowStatus status = RowStatus::WAITING;

  bool in_flight() const { return status == RowStatus::INIT || status == RowStatus::RUNNING; }
};
static_assert(sizeof(Row) == 12);

/// What a row of REPLACE has beside it.
struct Replacement {
  InstanceId instance;      ///< the latest new one; none: there has been none
  bool in_service = false;  ///< only `terminate` is left to do

  bool in_the_making() const { return instance.some() && !in_service; }
};

struct Batch {
  BatchStatus status = BatchStatus::WAITING;
  std::uint32_t first_row = 0;
  std::uint32_t rows = 0;
  std::uint32_t open = 0;  ///< rows WAITING or in flight
  std::uint32_t failed = 0;
  std::uint32_t successful = 0;

  /// One before its first is, in unsigned numbers, far behind its last.
  bool has_row(std::uint32_t row) const { return row - first_row < rows; }
};

/// Where a row stands: the same of all rows of its batch.
struct BatchPlace {
  std::uint32_t first_row = 0;
  std::uint32_t rows = 0;
  ActivityId activity;
  GroupId group;
  std::uint32_t first_of_activity = 0;  ///< its first row
  std::uint32_t batch = 0;              ///< among all
  std::uint32_t number = 0;             ///< RefreshBatchNum
};

/// One of the MaxSurge extra instances.
struct SurgePlace {
  enum class State : std::uint8_t {
    unborn,
    launching,
    up,
    launch_failed,
    terminating,
    termination_failed,
    gone
  };
  ActivityId activity;
  std::uint32_t place = 0;
  InstanceId instance;
  std::uint32_t launches = 0;      ///< attempts so far
  std::uint32_t terminations = 0;  ///< attempts so far
  State state = State::unborn;
};

/// An activity took a row of activity_machine::kTransitions.
struct TakenRow {
  ActivityId activity;
  std::uint32_t row = 0;
  friend auto operator<=>(const TakenRow&, const TakenRow&) = default;
};

struct Activity {
  GroupId group;
  std::uint32_t ordinal = 0;  ///< within its group, from 1
  NameId name;
  std::string id;
  ActivityType type = ActivityType::NORMAL;
  ActivityId origin;
  RefreshSettings settings;
  ActivityState state = ActivityState::accepted;
  ResumeMode resume_mode = ResumeMode::RETRY;
  std::uint64_t pending = kNoReaction;  ///< cause of the reaction that it waits for
  std::uint32_t first_row = 0;
  std::uint32_t rows = 0;
  std::uint32_t first_replacement = 0;  ///< REPLACE: one a row
  std::uint32_t first_batch = 0;        ///< settings.batch_number of them
  std::uint32_t current_batch = 0;
  std::uint32_t in_flight = 0;    ///< rows in flight
  std::uint32_t first_surge = 0;  ///< settings.surge() of them
  std::uint32_t surge_in_flight = 0;
  SurgeState surge = SurgeState::none;

  static constexpr std::uint64_t kNoReaction = ~std::uint64_t{0};
  ActivityStatus status() const { return status_of(state); }
  bool ended() const { return has_ended(state); }
};

}  // namespace refreshsim
