// What the service remembers of its activities: rows, batches, surge places.
#pragma once

#include <cstdint>
#include <string>

#include "refreshsim/id.h"
#include "refreshsim/run.h"
#include "sim/service/activity_machine.h"

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

/// An instance in a batch.
struct alignas(32) Row {
  InstanceId instance;
  ActivityId activity;
  std::uint32_t batch = 0;  ///< RefreshBatchNum
  SymbolId original_image;  ///< the instance's when the original activity was accepted
  InstanceId replacement;   ///< REPLACE: the latest new instance
  std::uint32_t attempt = 0;
  RowStatus status = RowStatus::WAITING;
  bool replacement_in_service = false;  ///< only `terminate` is left to do

  bool in_flight() const { return status == RowStatus::INIT || status == RowStatus::RUNNING; }
};

struct Batch {
  BatchStatus status = BatchStatus::WAITING;
  std::uint32_t first_row = 0;
  std::uint32_t rows = 0;
  std::uint32_t open = 0;  ///< rows WAITING or in flight
  std::uint32_t failed = 0;
  std::uint32_t successful = 0;
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
  std::uint32_t first_batch = 0;  ///< settings.batch_number of them
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
