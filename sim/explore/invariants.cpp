#include "sim/explore/invariants.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

using Broken = std::optional<std::string>;

template <class Check>
Broken each_activity(const SmallWorld& world, Check check) {
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    if (Broken broken = check(ActivityId{i}, world.service().activity(ActivityId{i}))) {
      return world.service().activity(ActivityId{i}).id + ": " + *broken;
    }
  }
  return std::nullopt;
}

std::uint32_t count(std::span<const Row> rows, const Batch& batch, std::uint32_t first_row,
                    bool (*is)(const Row&)) {
  const auto begin = rows.begin() + (batch.first_row - first_row);
  return static_cast<std::uint32_t>(std::count_if(begin, begin + batch.rows, is));
}

bool started(BatchStatus status) {
  return status != BatchStatus::WAITING && status != BatchStatus::CANCELLED;
}

/// The status that a batch's rows give it, once it has started and none is under way.
BatchStatus ended_as(std::uint32_t failed, std::uint32_t successful) {
  if (failed == 0) return BatchStatus::SUCCESSFUL;
  return successful == 0 ? BatchStatus::FAILED : BatchStatus::PARTIALLY_SUCCESSFUL;
}

Broken statuses_agree(const SmallWorld& world) {
  return each_activity(world, [&](ActivityId id, const Activity& activity) -> Broken {
    std::uint32_t number = 0;
    for (const Batch& batch : world.service().batches(id)) {
      ++number;
      const auto rows = world.service().rows(id);
      const auto of = [&](bool (*is)(const Row&)) {
        return count(rows, batch, activity.first_row, is);
      };
      const auto waiting = of([](const Row& row) { return row.status == RowStatus::WAITING; });
      const auto flying = of([](const Row& row) { return row.in_flight(); });
      const auto failed = of([](const Row& row) { return row.status == RowStatus::FAILED; });
      const auto done = of([](const Row& row) { return row.status == RowStatus::SUCCESSFUL; });
      const std::string which =
          "batch " + std::to_string(number) + " is " + std::string(name(batch.status));
      if (batch.status == BatchStatus::RUNNING && flying == 0) return which + " without a row";
      if (batch.status == BatchStatus::WAITING && flying + failed + done > 0) {
        return which + ", its rows have started";
      }
      if (started(batch.status) && waiting > 0) return which + ", a row still waits";
      const bool over = started(batch.status) && batch.status != BatchStatus::RUNNING;
      if (over && (flying > 0 || batch.status != ended_as(failed, done))) {
        return which + ", its rows say otherwise";
      }
      if (started(batch.status) != (number <= activity.current_batch)) {
        return which + ", CurrentRefreshBatchNum is " + std::to_string(activity.current_batch);
      }
    }
    return std::nullopt;
  });
}

Broken disabled_while_not_ended(const SmallWorld& world) {
  std::vector<std::uint32_t> open(world.scenario().groups.size(), 0);
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    const Activity& activity = world.service().activity(ActivityId{i});
    if (!activity.ended()) ++open[activity.group.value];
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const bool disabled = world.fleet().group(GroupId{i}).enabled == EnabledStatus::DISABLED;
    const std::string& id = world.scenario().groups[i].id;
    if (open[i] > 1) return id + " has two activities that have not ended";
    if (disabled != (open[i] == 1)) return id + (disabled ? " is DISABLED" : " is ENABLED");
  }
  return std::nullopt;
}

/// Only rows of an origin that was rolled back may still be in flight.
Broken ended_means_ended(const SmallWorld& world) {
  return each_activity(world, [&](ActivityId id, const Activity& activity) -> Broken {
    if (!activity.ended()) return std::nullopt;
    if (activity.pending != Activity::kNoReaction) return "has ended, a reaction is pending";
    bool flying = false;
    for (const Row& row : world.service().rows(id)) {
      if (row.status == RowStatus::WAITING) return "has ended, a row waits";
      flying = flying || row.in_flight();
    }
    bool rolled_back = false;
    for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
      rolled_back = rolled_back || world.service().activity(ActivityId{i}).origin == id;
    }
    if (flying && !rolled_back) return "has ended, a row is in flight";
    return std::nullopt;
  });
}

Broken counters_are_right(const SmallWorld& world) {
  return each_activity(world, [&](ActivityId id, const Activity& activity) -> Broken {
    std::uint32_t flying = 0;
    for (const Row& row : world.service().rows(id)) flying += row.in_flight() ? 1u : 0u;
    if (flying != activity.in_flight) return "counts other rows in flight than there are";
    std::uint32_t scaling = 0;
    for (const SurgePlace& place : world.service().surge(id)) {
      scaling += place.state == SurgePlace::State::launching ||
                         place.state == SurgePlace::State::terminating
                     ? 1u
                     : 0u;
    }
    if (!activity.ended() && scaling != activity.surge_in_flight) {
      return "counts other surge instances under way than there are";
    }
    return std::nullopt;
  });
}

/// IN_ACTIVITY exactly while surge of an ended activity terminates or rows of one are in flight.
Broken in_activity_is_right(const SmallWorld& world) {
  std::vector<std::uint32_t> reasons(world.scenario().groups.size(), 0);
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    const Activity& activity = world.service().activity(ActivityId{i});
    if (!activity.ended()) continue;
    reasons[activity.group.value] += activity.in_flight;
    for (const SurgePlace& place : world.service().surge(ActivityId{i})) {
      if (place.state == SurgePlace::State::terminating) ++reasons[activity.group.value];
    }
  }
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (world.fleet().group(GroupId{i}).in_activity != reasons[i]) {
      return world.scenario().groups[i].id + " is IN_ACTIVITY for other reasons than there are";
    }
  }
  return std::nullopt;
}

/// A pause that nobody could leave would be a trap.
Broken pauses_can_be_left(const SmallWorld& world) {
  return each_activity(world, [&](ActivityId id, const Activity& activity) -> Broken {
    if (!is_paused(activity.status())) return std::nullopt;
    if (!world.service().allows(id, ActivityTrigger::resume)) return "is paused for ever";
    return std::nullopt;
  });
}

/// Something is under way, or about to be, unless a call is waited for.
Broken nothing_is_stuck(const SmallWorld& world) {
  return each_activity(world, [&](ActivityId, const Activity& activity) -> Broken {
    if (activity.ended() || is_paused(activity.status())) return std::nullopt;
    const bool moves = activity.pending != Activity::kNoReaction || activity.in_flight > 0 ||
                       activity.surge_in_flight > 0;
    const bool waits =
        activity.origin.some() && world.service().activity(activity.origin).in_flight > 0;
    if (!moves && !waits) return "is " + std::string(name(activity.status())) + " and stuck";
    return std::nullopt;
  });
}

bool failed_in_a_row(const SmallWorld& world, InstanceId id) {
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    std::uint32_t number = world.service().activity(ActivityId{i}).first_row;
    for (const Row& row : world.service().rows(ActivityId{i})) {
      const bool mine = world.service().replacement(number++).instance == id || row.instance == id;
      if (mine && row.status == RowStatus::FAILED) return true;
    }
  }
  return false;
}

/// Of what a group lacks: in flight, failed, taken out by a call, or listed so.
bool explained(const SmallWorld& world, InstanceId id) {
  const Involvement involved = world.service().involvement_of(id);
  return involved.in_flight != Record::kNone || involved.making != Record::kNone ||
         failed_in_a_row(world, id) || world.taken_out(id);
}

/// Nothing more is out of service than what is in flight, failed, and what calls took out; as only
/// one batch is in flight (below), a refresh takes no more than a batch at a time.
Broken capacity_is_explained(const SmallWorld& world) {
  for (std::size_t g = 0; g < world.scenario().groups.size(); ++g) {
    const Group& group = world.fleet().group(GroupId{g});
    for (std::uint32_t place = 0; place < group.members(); ++place) {
      const InstanceId id = group.member(place);
      const Instance& instance = world.fleet()[id];
      if (instance.gone || instance.surge || instance.state == LifeCycleState::IN_SERVICE) continue;
      if (explained(world, id)) continue;
      return instance_text(world.scenario().symbols, world.fleet().name_of(id)) + " is " +
             std::string(name(instance.state)) + ", and nothing explains it";
    }
  }
  return std::nullopt;
}

/// In a group only one batch has rows in flight, whichever activity it belongs to.
Broken one_batch_at_a_time(const SmallWorld& world) {
  std::vector<std::uint32_t> batches(world.scenario().groups.size(), 0);
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    const Activity& activity = world.service().activity(ActivityId{i});
    const auto flying = [](const Row& row) { return row.in_flight(); };
    for (const Batch& batch : world.service().batches(ActivityId{i})) {
      const auto rows = world.service().rows(ActivityId{i});
      if (count(rows, batch, activity.first_row, flying) == 0) continue;
      if (++batches[activity.group.value] > 1) return activity.id + ": a second batch is in flight";
    }
  }
  return std::nullopt;
}

constexpr std::array kInvariants = std::to_array<Invariant>({
    {"statuses-agree", "a batch's status is what its rows say, and an activity's current batch",
     statuses_agree},
    {"disabled-while-not-ended", "a group is DISABLED exactly while an activity has not ended",
     disabled_while_not_ended},
    {"ended-means-ended", "an ended activity has nothing in flight but what a rollback waits for",
     ended_means_ended},
    {"counters-are-right", "what the service counts is what there is", counters_are_right},
    {"in-activity-is-right", "a group is IN_ACTIVITY exactly for the reasons that the model names",
     in_activity_is_right},
    {"pauses-can-be-left", "every pause can be left by ResumeInstanceRefresh", pauses_can_be_left},
    {"nothing-is-stuck", "an activity that is not paused has something under way or pending",
     nothing_is_stuck},
    {"capacity-is-explained",
     "an instance is out of service only if refreshed, failed or taken out", capacity_is_explained},
    {"one-batch-at-a-time", "in a group only one batch has rows in flight", one_batch_at_a_time},
});

}  // namespace

std::span<const Invariant> invariants() { return kInvariants; }

std::optional<Violation> first_violation(const SmallWorld& world, std::span<const Invariant> of) {
  for (const Invariant& invariant : of) {
    if (auto what = invariant.broken(world)) return Violation{invariant.name, *what};
  }
  return std::nullopt;
}

}  // namespace refreshsim
