// Each invariant can fail: moments and steps that are made wrong on purpose, and a search that is
// told of one more invariant, which does not hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/explore/canonical.h"
#include "sim/explore/counterexample.h"
#include "sim/explore/ending.h"
#include "sim/explore/step_invariants.h"

namespace refreshsim {
namespace {

const std::string kScope =
    std::string(REFRESHSIM_SOURCE_DIR) + "/scenarios/explore/two-instances.yaml";

Scenario scope() {
  LoadResult loaded = load_scenario(kScope);
  EXPECT_TRUE(loaded.ok());
  return std::move(loaded.scenario);
}

bool holds(std::string_view name, const SmallWorld& world) {
  for (const Invariant& each : invariants()) {
    if (each.name == name) return !each.broken(world);
  }
  ADD_FAILURE() << "there is no invariant " << name;
  return false;
}

/// Two instances in two batches, the first of which is under way: call, two reactions.
class Invariants : public testing::Test {
 protected:
  Invariants() : scenario_(scope()), world_(scenario_, 0) {
    for (const Choice& each : {Choice{ChoiceKind::call, 0}, Choice{ChoiceKind::reacts, 0},
                               Choice{ChoiceKind::reacts, 0}}) {
      world_.apply(each);
    }
    world_.save(moment_);
  }

  /// Holds as things are, and not any more once `change` has been made.
  template <class Change>
  void expect_broken(std::string_view invariant, Change change) {
    EXPECT_TRUE(holds(invariant, world_));
    change(moment_.service, moment_.fleet);
    world_.restore(moment_);
    EXPECT_FALSE(holds(invariant, world_));
  }

  /// What the step from `before` to `after` breaks, as changes of the moment; empty if nothing.
  template <class Before, class After>
  std::string broken_by(Before before, After after) {
    SmallWorld::Moment had = moment_;
    before(had.service);
    SmallWorld::Moment has = had;
    after(has.service);
    world_.restore(has);
    const auto violation = first_violation(had.service, world_);
    return violation ? std::string(violation->invariant) : "";
  }

  Scenario scenario_;
  SmallWorld world_;
  SmallWorld::Moment moment_;
};

TEST_F(Invariants, SeeABatchThatIsOverBeforeItsRows) {
  expect_broken("statuses-agree", [](ServiceState& service, FleetState&) {
    service.batches_[0].status = BatchStatus::SUCCESSFUL;
  });
}

TEST_F(Invariants, SeeARowThatStartsBeforeItsBatch) {
  expect_broken("statuses-agree", [](ServiceState& service, FleetState&) {
    service.rows_[1].status = RowStatus::RUNNING;
  });
}

TEST_F(Invariants, SeeAWrongCurrentBatch) {
  expect_broken("statuses-agree", [](ServiceState& service, FleetState&) {
    service.activities_[0].current_batch = 2;
  });
}

TEST_F(Invariants, SeeAGroupEnabledDuringARefresh) {
  expect_broken("disabled-while-not-ended", [](ServiceState&, FleetState& fleet) {
    fleet.groups_[0].enabled = EnabledStatus::ENABLED;
  });
}

TEST_F(Invariants, SeeAGroupDisabledForNothing) {
  expect_broken("disabled-while-not-ended", [](ServiceState& service, FleetState&) {
    service.activities_[0].state = ActivityState::cancelled;
  });
}

TEST_F(Invariants, SeeAnActivityThatEndedWithRowsInFlight) {
  expect_broken("ended-means-ended", [](ServiceState& service, FleetState&) {
    service.activities_[0].state = ActivityState::cancelled;
    service.rows_[1].status = RowStatus::CANCELLED;
  });
}

TEST_F(Invariants, SeeAnActivityThatEndedWithAReactionPending) {
  expect_broken("ended-means-ended", [](ServiceState& service, FleetState&) {
    service.activities_[0].state = ActivityState::successful;
    service.activities_[0].pending = 1;
    for (Row& each : service.rows_) each.status = RowStatus::SUCCESSFUL;
  });
}

TEST_F(Invariants, SeeAMiscountOfRows) {
  expect_broken("counters-are-right",
                [](ServiceState& service, FleetState&) { ++service.activities_[0].in_flight; });
}

TEST_F(Invariants, SeeAMiscountOfSurge) {
  expect_broken("counters-are-right", [](ServiceState& service, FleetState&) {
    ++service.activities_[0].surge_in_flight;
  });
}

TEST_F(Invariants, SeeAGroupInActivityForNothing) {
  expect_broken("in-activity-is-right",
                [](ServiceState&, FleetState& fleet) { ++fleet.groups_[0].in_activity; });
}

TEST_F(Invariants, SeeAnActivityThatWaitsForNothing) {
  expect_broken("nothing-is-stuck",
                [](ServiceState& service, FleetState&) { service.activities_[0].in_flight = 0; });
}

TEST_F(Invariants, SeeAnInstanceOutOfServiceForNoReason) {
  for (const LifeCycleState state : {LifeCycleState::STANDBY, LifeCycleState::TERMINATING}) {
    expect_broken("capacity-is-explained",
                  [state](ServiceState&, FleetState& fleet) { fleet.instances_[1].state = state; });
    moment_.fleet.instances_[1].state = LifeCycleState::IN_SERVICE;
    world_.restore(moment_);
  }
}

TEST_F(Invariants, SeeASecondBatchInFlight) {
  expect_broken("one-batch-at-a-time", [](ServiceState& service, FleetState&) {
    service.rows_[1].status = RowStatus::INIT;
  });
}

TEST_F(Invariants, SeeAnActivityThatCannotEndAnyMore) {
  EXPECT_TRUE(can_end(world_));
  ServiceState& service = moment_.service;
  for (Row& each : service.rows_) each.status = RowStatus::SUCCESSFUL;
  for (Batch& each : service.batches_) each.status = BatchStatus::SUCCESSFUL;
  service.activities_[0].in_flight = 0;  // and nothing is left that would tell it so
  for (Instance& each : moment_.fleet.instances_) {
    each.state = LifeCycleState::IN_SERVICE;
    each.job = Instance::kNone;
  }
  world_.restore(moment_);
  EXPECT_FALSE(can_end(world_));
}

/// A refused call is noticed by what it would have changed: whatever that is, the form shows it.
TEST_F(Invariants, SeeWhateverARefusedCallChanges) {
  Canonical canonical(scenario_);
  const std::string before = canonical.form_without_calls(world_);
  const auto changed = [&](auto change) {
    SmallWorld::Moment other = moment_;
    change(other.service, other.fleet);
    world_.restore(other);
    return canonical.form_without_calls(world_) != before;
  };
  EXPECT_FALSE(changed([](ServiceState&, FleetState&) {}));
  EXPECT_TRUE(changed([](ServiceState& service, FleetState&) {
    service.activities_[0].state = ActivityState::auto_pause;
  }));
  EXPECT_TRUE(changed([](ServiceState& service, FleetState&) {
    service.activities_[0].resume_mode = ResumeMode::CONTINUE;
  }));
  EXPECT_TRUE(changed(
      [](ServiceState& service, FleetState&) { service.rows_[1].status = RowStatus::CANCELLED; }));
  EXPECT_TRUE(changed([](ServiceState& service, FleetState&) {
    service.batches_[1].status = BatchStatus::CANCELLED;
  }));
  EXPECT_TRUE(changed([](ServiceState&, FleetState& fleet) {
    fleet.instances_[1].state = LifeCycleState::STANDBY;
  }));
  EXPECT_TRUE(changed(
      [](ServiceState&, FleetState& fleet) { fleet.groups_[0].enabled = EnabledStatus::ENABLED; }));
}

constexpr auto kNothing = [](ServiceState&) {};

TEST_F(Invariants, OfStepsSeeARetryThatNobodyAskedFor) {
  const auto failed = [](ServiceState& service) { service.rows_[0].status = RowStatus::FAILED; };
  const auto again = [](ServiceState& service) { service.rows_[0].status = RowStatus::RUNNING; };
  EXPECT_EQ(broken_by(failed, kNothing), "");
  EXPECT_EQ(broken_by(failed, again), "nothing-is-retried-unasked");
  const auto asked = [&](ServiceState& service) {
    failed(service);
    service.activities_[0].state = ActivityState::resumed;
  };
  EXPECT_EQ(broken_by(asked, again), "");
  const auto asked_otherwise = [&](ServiceState& service) {
    asked(service);
    service.activities_[0].resume_mode = ResumeMode::CONTINUE;
  };
  EXPECT_EQ(broken_by(asked_otherwise, again), "nothing-is-retried-unasked");
}

TEST_F(Invariants, OfStepsSeeARetryBehindThatOfARowInFlight) {
  EXPECT_EQ(broken_by(kNothing, [](ServiceState& service) { ++service.rows_[0].attempt; }),
            "nothing-is-retried-unasked");
}

TEST_F(Invariants, OfStepsSeeWhatHasEndedChange) {
  const auto ended = [](ServiceState& service) {
    service.rows_[0].status = RowStatus::NOT_FOUND;
    service.batches_[0].status = BatchStatus::SUCCESSFUL;
    service.activities_[0].state = ActivityState::successful;
  };
  EXPECT_EQ(broken_by(ended, kNothing), "");
  EXPECT_EQ(broken_by(ended, [](ServiceState& state) { state.rows_[0].status = RowStatus::INIT; }),
            "what-has-ended-stays");
  EXPECT_EQ(broken_by(ended,
                      [](ServiceState& state) { state.batches_[0].status = BatchStatus::RUNNING; }),
            "what-has-ended-stays");
  EXPECT_EQ(
      broken_by(ended,
                [](ServiceState& state) { state.activities_[0].state = ActivityState::rolling; }),
      "what-has-ended-stays");
}

TEST(SurgeInvariants, OfStepsSeeALaunchOrATerminationThatNobodyAskedFor) {
  const LoadResult loaded =
      load_scenario(std::string(REFRESHSIM_SOURCE_DIR) + "/scenarios/explore/surge.yaml");
  ASSERT_TRUE(loaded.ok());
  SmallWorld world(loaded.scenario, 0);
  world.apply({ChoiceKind::call, 0});
  SmallWorld::Moment moment;
  world.save(moment);
  ASSERT_FALSE(moment.service.surge_.empty());
  const auto broken = [&](SurgePlace::State was, std::uint32_t SurgePlace::*count) {
    moment.service.surge_[0].state = was;
    SmallWorld::Moment after = moment;
    ++(after.service.surge_[0].*count);
    world.restore(after);
    return first_violation(moment.service, world).has_value();
  };
  using State = SurgePlace::State;
  EXPECT_FALSE(broken(State::unborn, &SurgePlace::launches));
  EXPECT_TRUE(broken(State::launch_failed, &SurgePlace::launches));
  EXPECT_TRUE(broken(State::launching, &SurgePlace::launches));
  EXPECT_FALSE(broken(State::up, &SurgePlace::terminations));
  EXPECT_TRUE(broken(State::termination_failed, &SurgePlace::terminations));
  moment.service.activities_[0].state = ActivityState::resumed;
  EXPECT_FALSE(broken(State::launch_failed, &SurgePlace::launches));
  moment.service.activities_[0].state = ActivityState::scale_in_resumed;
  EXPECT_FALSE(broken(State::termination_failed, &SurgePlace::terminations));
}

/// "No rollback is ever completed": wrong, after a dozen choices.
constexpr Invariant kNoRollbackSucceeds{
    "no-rollback-succeeds", "", [](const SmallWorld& world) -> std::optional<std::string> {
      for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
        const Activity& activity = world.service().activity(ActivityId{i});
        if (activity.type != ActivityType::ROLLBACK) continue;
        if (activity.status() == ActivityStatus::SUCCESSFUL) return activity.id + " did";
      }
      return std::nullopt;
    }};

Exploration broken_search(const Scenario& scenario) {
  ExploreOptions how;
  how.vanishings = 0;
  how.can_end = false;
  how.also = {&kNoRollbackSucceeds, 1};
  return explore(scenario, how);
}

/// Whether any way of so many choices breaks it: every one is tried, none is known again.
bool breaks_within(SmallWorld& world, int choices) {
  if (kNoRollbackSucceeds.broken(world)) return true;
  if (choices == 0) return false;
  SmallWorld::Moment moment;
  world.save(moment);
  for (const Choice& each : world.choices()) {
    world.apply(each);
    if (breaks_within(world, choices - 1)) return true;
    world.restore(moment);
  }
  return false;
}

TEST(Counterexample, IsOneOfTheShortest) {
  const LoadResult loaded = parse_scenario(R"(
refreshsim: 1
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 1, load_balancer: none}}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {at: 0s, action: RollbackInstanceRefresh, request: {AutoScalingGroupId: asg,
     OriginRefreshActivityId: $refresh, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)");
  ASSERT_TRUE(loaded.ok());
  const Exploration found = broken_search(loaded.scenario);
  ASSERT_TRUE(found.violation);
  const auto length = static_cast<int>(violating_path(found).size());
  SmallWorld world(loaded.scenario, 0);
  EXPECT_TRUE(breaks_within(world, length));
  world.reset();
  EXPECT_FALSE(breaks_within(world, length - 1));
}

TEST(Counterexample, IsAScenarioThatARunReplaysToTheViolation) {
  const Scenario scenario = scope();
  const Exploration found = broken_search(scenario);
  ASSERT_TRUE(found.violation);
  EXPECT_EQ(found.violation->invariant, kNoRollbackSucceeds.name);
  EXPECT_FALSE(found.complete);
  const auto text = violating_scenario(scenario, 0, found, "two-instances.yaml");
  ASSERT_TRUE(text);
  const LoadResult loaded = parse_scenario(
      *text, std::filesystem::path(kScope).replace_filename("counterexample.yaml").string());
  ASSERT_TRUE(loaded.ok()) << *text;
  Simulation simulation(loaded.scenario);
  const RunResult run = simulation.run();
  EXPECT_TRUE(std::any_of(run.activities.begin(), run.activities.end(), [](const auto& each) {
    return each.type == ActivityType::ROLLBACK && each.status == ActivityStatus::SUCCESSFUL;
  })) << *text;
}

TEST(Counterexample, IsToldInWordsAndAsAScenario) {
  const Scenario scenario = scope();
  const Exploration found = broken_search(scenario);
  const std::string text = violation_text(scenario, 0, found, kScope);
  EXPECT_EQ(text.find("  VIOLATED no-rollback-succeeds: asr-00000002 did\n  after\n    1  call 1 "
                      "StartInstanceRefresh as refresh\n"),
            0u)
      << text;
  EXPECT_NE(text.find("\n  As a scenario:\n\nrefreshsim: 1\nextends: " + kScope + "\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace refreshsim
