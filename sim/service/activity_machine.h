// The life of a refresh activity as one table (model.md, sections 4 to 6). The machine runs it, the
// calls' refusals follow from it, `refreshsim graph` prints it.
#pragma once

#include <array>

#include "refreshsim/vocabulary.h"

namespace refreshsim {

// clang-format off
/// Finer than the service's Status: if one trigger means another action, it is another state.
#define REFRESHSIM_ACTIVITY_STATES(X)                                                     \
  X(accepted,         "INIT; a rollback waits for the origin's rows in flight")           \
  X(turned_running,   "RUNNING; nothing has begun")                                       \
  X(scaling_out,      "RUNNING; surge instances are being launched")                      \
  X(rolling,          "RUNNING; a batch is in flight or has just ended")                  \
  X(scaling_in,       "RUNNING; surge instances are being terminated")                    \
  X(resumed,          "RUNNING; about to go on")                                          \
  X(scale_in_resumed, "RUNNING; about to repeat the failed part of the scale-in")         \
  X(failed_pause,     "FAILED_PAUSE; after a batch or a scale-out")                       \
  X(scale_in_pause,   "FAILED_PAUSE; after a scale-in: Resume and Rollback remain")       \
  X(auto_pause,       "AUTO_PAUSE; as BatchPause asked")                                  \
  X(manual_pause,     "MANUAL_PAUSE; by StopInstanceRefresh, what is in flight goes on")  \
  X(successful,       "SUCCESSFUL")                                                       \
  X(cancelled,        "CANCELLED")                                                        \
  X(failed,           "FAILED; a rollback that could not be completed")
REFRESHSIM_ENUM(ActivityState, REFRESHSIM_ACTIVITY_STATES)

#define REFRESHSIM_ACTIVITY_TRIGGERS(X)                                                   \
  X(reacts,       "its pending reaction runs")                                            \
  X(batch_ends,   "no row of the current batch is waiting or in flight")                  \
  X(scaling_ends, "every surge instance has come up, gone or failed")                     \
  X(stop,         "StopInstanceRefresh")                                                  \
  X(resume,       "ResumeInstanceRefresh")                                                \
  X(cancel,       "CancelInstanceRefresh")                                                \
  X(roll_back,    "RollbackInstanceRefresh, as the origin")
REFRESHSIM_ENUM(ActivityTrigger, REFRESHSIM_ACTIVITY_TRIGGERS)

#define REFRESHSIM_ACTIVITY_GUARDS(X)                                                     \
  X(always,                  "")                                                          \
  X(is_rollback,             "it is a rollback")                                          \
  X(surge_wanted,            "MaxSurge > 0 and the scale-out has not begun")              \
  X(scaling_failed_pauses,   "a surge instance failed, FailProcess AUTO_PAUSE")           \
  X(scaling_failed,          "a surge instance failed")                                   \
  X(batch_failed_pauses,     "a row failed, FailProcess AUTO_PAUSE")                      \
  X(batch_failed_rolls_back, "a row failed, FailProcess AUTO_ROLLBACK, it can be rolled back") \
  X(batch_failed_in_rollback, "a row of a rollback failed")                               \
  X(batch_failed,            "a row failed")                                              \
  X(all_done,                "the last batch was SUCCESSFUL, and no surge to scale in")   \
  X(no_batch_left,           "that was the last batch, surge to scale in")                \
  X(no_batch_left_at_all,    "that was the last batch, no surge to scale in")             \
  X(pause_due,               "BatchPause asks for a pause here")                          \
  X(surge_in_flight,         "a surge scaling is in flight")                              \
  X(rows_in_flight,          "a batch is in flight")                                      \
  X(nothing_in_flight,       "nothing is in flight")                                      \
  X(scale_out_failed,        "a surge launch failed")                                     \
  X(retry_due,               "ResumeMode RETRY, the current batch has FAILED rows")
REFRESHSIM_ENUM(ActivityGuard, REFRESHSIM_ACTIVITY_GUARDS)

#define REFRESHSIM_ACTIVITY_ACTIONS(X)                                                    \
  X(nothing,         "")                                                                  \
  X(await_reaction,  "what follows is a reaction")                                        \
  X(start_scale_out, "launch the surge instances, or those that failed")                  \
  X(start_batch,     "start the next batch")                                              \
  X(retry_rows,      "start the batch's FAILED rows again")                               \
  X(start_scale_in,  "terminate the surge instances")                                     \
  X(finish,          "the group is enabled again")                                        \
  X(cancel,          "cancel what waits, terminate surge, enable the group")              \
  X(roll_back,       "cancel what waits, terminate surge, start an automatic rollback")   \
  X(give_way,        "cancel what waits, terminate surge, for the rollback that was asked for")
REFRESHSIM_ENUM(ActivityAction, REFRESHSIM_ACTIVITY_ACTIONS)
// clang-format on

struct ActivityTransition {
  ActivityState from;
  ActivityTrigger trigger;
  ActivityGuard guard;  ///< of the rows with one (from, trigger), the first whose guard holds
  ActivityState to;
  ActivityAction action;
};

namespace activity_machine {
using enum ActivityState;
using T = ActivityTrigger;
using G = ActivityGuard;
using A = ActivityAction;

// clang-format off
inline constexpr std::array kTransitions = std::to_array<ActivityTransition>({
  {accepted,         T::reacts,       G::always,                   turned_running,   A::await_reaction},
  {accepted,         T::cancel,       G::is_rollback,              cancelled,        A::cancel},

  {turned_running,   T::reacts,       G::surge_wanted,             scaling_out,      A::start_scale_out},
  {turned_running,   T::reacts,       G::always,                   rolling,          A::start_batch},
  {turned_running,   T::stop,         G::always,                   manual_pause,     A::nothing},

  {scaling_out,      T::scaling_ends, G::always,                   scaling_out,      A::await_reaction},
  {scaling_out,      T::reacts,       G::scaling_failed_pauses,    failed_pause,     A::nothing},
  {scaling_out,      T::reacts,       G::scaling_failed,           cancelled,        A::cancel},
  {scaling_out,      T::reacts,       G::always,                   rolling,          A::start_batch},
  {scaling_out,      T::stop,         G::always,                   manual_pause,     A::nothing},

  {rolling,          T::batch_ends,   G::all_done,                 successful,       A::finish},
  {rolling,          T::batch_ends,   G::always,                   rolling,          A::await_reaction},
  {rolling,          T::reacts,       G::batch_failed_pauses,      failed_pause,     A::nothing},
  {rolling,          T::reacts,       G::batch_failed_rolls_back,  cancelled,        A::roll_back},
  {rolling,          T::reacts,       G::batch_failed_in_rollback, failed,           A::cancel},
  {rolling,          T::reacts,       G::batch_failed,             cancelled,        A::cancel},
  {rolling,          T::reacts,       G::no_batch_left,            scaling_in,       A::start_scale_in},
  {rolling,          T::reacts,       G::pause_due,                auto_pause,       A::nothing},
  {rolling,          T::reacts,       G::always,                   rolling,          A::start_batch},
  {rolling,          T::stop,         G::always,                   manual_pause,     A::nothing},

  {scaling_in,       T::scaling_ends, G::scaling_failed,           scaling_in,       A::await_reaction},
  {scaling_in,       T::scaling_ends, G::always,                   successful,       A::finish},
  {scaling_in,       T::reacts,       G::scaling_failed_pauses,    scale_in_pause,   A::nothing},
  {scaling_in,       T::reacts,       G::always,                   cancelled,        A::cancel},

  {resumed,          T::reacts,       G::surge_wanted,             scaling_out,      A::start_scale_out},
  {resumed,          T::reacts,       G::scale_out_failed,         scaling_out,      A::start_scale_out},
  {resumed,          T::reacts,       G::retry_due,                rolling,          A::retry_rows},
  {resumed,          T::reacts,       G::no_batch_left,            scaling_in,       A::start_scale_in},
  {resumed,          T::reacts,       G::no_batch_left_at_all,     successful,       A::finish},
  {resumed,          T::reacts,       G::always,                   rolling,          A::start_batch},
  {resumed,          T::stop,         G::always,                   manual_pause,     A::nothing},

  {scale_in_resumed, T::reacts,       G::always,                   scaling_in,       A::start_scale_in},

  {failed_pause,     T::resume,       G::always,                   resumed,          A::await_reaction},
  {failed_pause,     T::cancel,       G::always,                   cancelled,        A::cancel},
  {failed_pause,     T::roll_back,    G::always,                   cancelled,        A::give_way},

  {scale_in_pause,   T::resume,       G::always,                   scale_in_resumed, A::await_reaction},
  {scale_in_pause,   T::roll_back,    G::always,                   cancelled,        A::give_way},

  {auto_pause,       T::resume,       G::always,                   resumed,          A::await_reaction},
  {auto_pause,       T::cancel,       G::always,                   cancelled,        A::cancel},
  {auto_pause,       T::roll_back,    G::always,                   cancelled,        A::give_way},

  {manual_pause,     T::batch_ends,   G::always,                   manual_pause,     A::nothing},
  {manual_pause,     T::scaling_ends, G::always,                   manual_pause,     A::nothing},
  {manual_pause,     T::resume,       G::surge_in_flight,          scaling_out,      A::nothing},
  {manual_pause,     T::resume,       G::rows_in_flight,           rolling,          A::nothing},
  {manual_pause,     T::resume,       G::always,                   resumed,          A::await_reaction},
  {manual_pause,     T::cancel,       G::nothing_in_flight,        cancelled,        A::cancel},
  {manual_pause,     T::roll_back,    G::always,                   cancelled,        A::give_way},

  {successful,       T::roll_back,    G::always,                   successful,       A::nothing},
});
// clang-format on

}  // namespace activity_machine

/// The service's Status of each state.
constexpr ActivityStatus status_of(ActivityState state) {
  switch (state) {
    case ActivityState::accepted:
      return ActivityStatus::INIT;
    case ActivityState::turned_running:
    case ActivityState::scaling_out:
    case ActivityState::rolling:
    case ActivityState::scaling_in:
    case ActivityState::resumed:
    case ActivityState::scale_in_resumed:
      return ActivityStatus::RUNNING;
    case ActivityState::failed_pause:
    case ActivityState::scale_in_pause:
      return ActivityStatus::FAILED_PAUSE;
    case ActivityState::auto_pause:
      return ActivityStatus::AUTO_PAUSE;
    case ActivityState::manual_pause:
      return ActivityStatus::MANUAL_PAUSE;
    case ActivityState::successful:
      return ActivityStatus::SUCCESSFUL;
    case ActivityState::cancelled:
      return ActivityStatus::CANCELLED;
    case ActivityState::failed:
      return ActivityStatus::FAILED;
  }
  return ActivityStatus::INIT;
}

constexpr bool has_ended(ActivityState state) {
  return state == ActivityState::successful || state == ActivityState::cancelled ||
         state == ActivityState::failed;
}

namespace activity_machine {

/// A guarded row after an unguarded one of the same (from, trigger) could never run.
constexpr bool every_row_can_run() {
  for (std::size_t i = 0; i < kTransitions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool same = kTransitions[i].from == kTransitions[j].from &&
                        kTransitions[i].trigger == kTransitions[j].trigger;
      if (same && kTransitions[j].guard == G::always) return false;
    }
  }
  return true;
}
static_assert(every_row_can_run());

constexpr bool only_success_leaves_an_end() {
  for (const ActivityTransition& row : kTransitions) {
    if (has_ended(row.from) && row.to != row.from) return false;
  }
  return true;
}
static_assert(only_success_leaves_an_end());

}  // namespace activity_machine
}  // namespace refreshsim
