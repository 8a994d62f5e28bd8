// What may follow what: rows, batches, and the order of a row's steps (model.md, sections 2 to 4).
// Every change is checked against these tables, and `refreshsim graph` prints them.
#pragma once

#include <array>

#include "refreshsim/vocabulary.h"
#include "sim/fleet/life_cycle.h"

namespace refreshsim {

// clang-format off
inline constexpr std::array kRowChanges = std::to_array<StatusChange<RowStatus>>({
  {RowStatus::WAITING, "its batch starts",                RowStatus::INIT},
  {RowStatus::WAITING, "its instance is gone",            RowStatus::NOT_FOUND},
  {RowStatus::WAITING, "the activity ends",               RowStatus::CANCELLED},
  {RowStatus::INIT,    "in the same event",               RowStatus::RUNNING},
  {RowStatus::RUNNING, "its last step passes",            RowStatus::SUCCESSFUL},
  {RowStatus::RUNNING, "a step fails",                    RowStatus::FAILED},
  {RowStatus::RUNNING, "its instance is gone",            RowStatus::NOT_FOUND},
  {RowStatus::FAILED,  "Resume RETRY",                    RowStatus::INIT},
  {RowStatus::FAILED,  "Resume RETRY, its instance is gone", RowStatus::NOT_FOUND},
});

inline constexpr std::array kBatchChanges = std::to_array<StatusChange<BatchStatus>>({
  {BatchStatus::WAITING, "its turn comes",                BatchStatus::INIT},
  {BatchStatus::WAITING, "the activity ends",             BatchStatus::CANCELLED},
  {BatchStatus::INIT,    "in the same event",             BatchStatus::RUNNING},
  {BatchStatus::RUNNING, "all rows ended, none FAILED",   BatchStatus::SUCCESSFUL},
  {BatchStatus::RUNNING, "all rows ended, some FAILED, some SUCCESSFUL", BatchStatus::PARTIALLY_SUCCESSFUL},
  {BatchStatus::RUNNING, "all rows ended, some FAILED, none SUCCESSFUL", BatchStatus::FAILED},
  {BatchStatus::PARTIALLY_SUCCESSFUL, "Resume RETRY",     BatchStatus::RUNNING},
  {BatchStatus::FAILED,  "Resume RETRY",                  BatchStatus::RUNNING},
});

/// Which steps, in which order; a plan's steps stand together.
#define REFRESHSIM_PLANS(X)                                       \
  X(reset,     "a row in ROLLING_UPDATE_RESET")                   \
  X(replace,   "a row in ROLLING_UPDATE_REPLACE: launch, boot and health_check are the new instance's") \
  X(surge_out, "a surge instance of the scale-out")               \
  X(surge_in,  "a surge instance that is terminated")
REFRESHSIM_ENUM(Plan, REFRESHSIM_PLANS)

#define REFRESHSIM_SKIPS(X)                                       \
  X(never,          "")                                           \
  X(in_standby,     "the instance is in STANDBY already")         \
  X(health_unchecked, "CheckInstanceTargetHealth is false, or the load balancer is not an application one")
REFRESHSIM_ENUM(Skip, REFRESHSIM_SKIPS)

struct PlannedStep {
  Plan plan;
  Step step;
  Skip skip;
};

inline constexpr std::array kPlannedSteps = std::to_array<PlannedStep>({
  {Plan::reset,     Step::drain,        Skip::in_standby},
  {Plan::reset,     Step::reinstall,    Skip::never},
  {Plan::reset,     Step::boot,         Skip::never},
  {Plan::reset,     Step::health_check, Skip::health_unchecked},
  {Plan::replace,   Step::launch,       Skip::never},
  {Plan::replace,   Step::boot,         Skip::never},
  {Plan::replace,   Step::health_check, Skip::health_unchecked},
  {Plan::replace,   Step::terminate,    Skip::never},
  {Plan::surge_out, Step::launch,       Skip::never},
  {Plan::surge_out, Step::boot,         Skip::never},
  {Plan::surge_out, Step::health_check, Skip::health_unchecked},
  {Plan::surge_in,  Step::terminate,    Skip::never},
});
// clang-format on

/// Where a plan's steps begin in kPlannedSteps.
constexpr std::size_t first_step(Plan plan) {
  for (std::size_t i = 0; i < kPlannedSteps.size(); ++i) {
    if (kPlannedSteps[i].plan == plan) return i;
  }
  return kPlannedSteps.size();
}

/// The place in kPlannedSteps after a step of a plan, by plan and step.
inline constexpr auto kPlaceAfter = [] {
  std::array<std::array<std::size_t, kCount<Step>>, kCount<Plan>> places{};
  for (std::size_t i = 0; i < kPlannedSteps.size(); ++i) {
    places[index(kPlannedSteps[i].plan)][index(kPlannedSteps[i].step)] = i + 1;
  }
  return places;
}();

constexpr std::size_t place_after(Plan plan, Step step) {
  return kPlaceAfter[index(plan)][index(step)];
}

}  // namespace refreshsim
