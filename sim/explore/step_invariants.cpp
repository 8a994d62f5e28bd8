#include "sim/explore/step_invariants.h"

#include <array>

namespace refreshsim {
namespace {

using Broken = std::optional<std::string>;
using Objection = std::optional<std::string_view>;
using SurgeIs = SurgePlace::State;

/// The first objection of check(before, after) among the rows, batches or places of an activity.
template <class Each, class Check>
Broken each(std::span<const Each> had, std::span<const Each> has, const Activity& activity,
            std::string_view what, Check check) {
  for (std::size_t i = 0; i < had.size(); ++i) {
    if (const Objection objection = check(had[i], has[i])) {
      return activity.id + ": " + std::string(what) + " " + std::to_string(i + 1) + " " +
             std::string(*objection);
    }
  }
  return std::nullopt;
}

bool resumed(const Activity& before) {
  return before.state == ActivityState::resumed || before.state == ActivityState::scale_in_resumed;
}

/// Somebody has asked with Resume RETRY, and the reaction to it is what has just run.
bool retry_asked(const Activity& before) {
  return before.state == ActivityState::resumed && before.resume_mode == ResumeMode::RETRY;
}

Objection row_retried(const Row& had, const Row& has, bool asked) {
  if (had.status == RowStatus::FAILED && has.status != RowStatus::FAILED && !asked) {
    return "was FAILED and is not any more, and nobody asked for a retry";
  }
  const bool first = had.status == RowStatus::WAITING && has.attempt == 1;
  const bool again = had.status == RowStatus::FAILED && has.attempt == had.attempt + 1;
  if (has.attempt != had.attempt && !first && !again) return "counts an attempt that nobody began";
  return std::nullopt;
}

Objection surge_retried(const SurgePlace& had, const SurgePlace& has, bool asked) {
  const bool launch_due =
      had.state == SurgeIs::unborn || (had.state == SurgeIs::launch_failed && asked);
  if (has.launches != had.launches && !launch_due) {
    return "was launched again, and nobody asked for it";
  }
  const bool end_due =
      had.state == SurgeIs::up || (had.state == SurgeIs::termination_failed && asked);
  if (has.terminations != had.terminations && !end_due) {
    return "was terminated again, and nobody asked for it";
  }
  return std::nullopt;
}

Broken nothing_is_retried_unasked(const ServiceState& before, const SmallWorld& after) {
  for (std::uint32_t i = 0; i < before.activities_.size(); ++i) {
    const Activity& had = before.activities_[i];
    const std::span<const Row> rows{before.rows_.data() + had.first_row, had.rows};
    const auto row = [&](const Row& a, const Row& b) {
      return row_retried(a, b, retry_asked(had));
    };
    if (Broken broken = each(rows, after.service().rows(ActivityId{i}), had, "row", row)) {
      return broken;
    }
    const auto places = after.service().surge(ActivityId{i});
    const std::span<const SurgePlace> surge{before.surge_.data() + had.first_surge, places.size()};
    const auto place = [&](const SurgePlace& a, const SurgePlace& b) {
      return surge_retried(a, b, resumed(had));
    };
    if (Broken broken = each(surge, places, had, "surge place", place)) return broken;
  }
  return std::nullopt;
}

bool final(RowStatus status) {
  return status == RowStatus::SUCCESSFUL || status == RowStatus::CANCELLED ||
         status == RowStatus::NOT_FOUND;
}

bool final(BatchStatus status) {
  return status == BatchStatus::SUCCESSFUL || status == BatchStatus::CANCELLED;
}

/// Rows, batches and activities whose status is one that nothing leads on from.
Broken what_has_ended_stays(const ServiceState& before, const SmallWorld& after) {
  const auto changed = [](const auto& had, const auto& has) -> Objection {
    if (final(had.status) && has.status != had.status)
      return "had ended, and has another status now";
    return std::nullopt;
  };
  for (std::uint32_t i = 0; i < before.activities_.size(); ++i) {
    const Activity& had = before.activities_[i];
    if (had.ended() && after.service().activity(ActivityId{i}).state != had.state) {
      return had.id + " had ended, and has another status now";
    }
    const std::span<const Row> rows{before.rows_.data() + had.first_row, had.rows};
    if (Broken broken = each(rows, after.service().rows(ActivityId{i}), had, "row", changed)) {
      return broken;
    }
    const auto batches = after.service().batches(ActivityId{i});
    const std::span<const Batch> begun{before.batches_.data() + had.first_batch, batches.size()};
    if (Broken broken = each(begun, batches, had, "batch", changed)) return broken;
  }
  return std::nullopt;
}

constexpr std::array kStepInvariants = std::to_array<StepInvariant>({
    {"nothing-is-retried-unasked",
     "what failed is done again only in the reaction to a ResumeInstanceRefresh",
     nothing_is_retried_unasked},
    {"what-has-ended-stays", "a row, batch or activity that has ended keeps its status",
     what_has_ended_stays},
});

}  // namespace

std::span<const StepInvariant> step_invariants() { return kStepInvariants; }

std::optional<Violation> first_violation(const ServiceState& before, const SmallWorld& after) {
  for (const StepInvariant& invariant : kStepInvariants) {
    if (auto what = invariant.broken(before, after)) return Violation{invariant.name, *what};
  }
  return std::nullopt;
}

}  // namespace refreshsim
