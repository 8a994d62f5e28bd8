// What `explore --graph` answers, checked on a scope that is small enough to know the answers by
// hand, and against plain searches on the shipped ones.
#include "sim/explore/questions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "refreshsim/load.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kVanishings = 1;

/// One instance, one batch, and an operator who may stop, resume and cancel once.
constexpr const char* kSmall = R"(
refreshsim: 1
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 1, load_balancer: none}}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {at: 0s, action: StopInstanceRefresh,
     request: {AutoScalingGroupId: asg, RefreshActivityId: $refresh}}
  - {at: 0s, action: ResumeInstanceRefresh,
     request: {AutoScalingGroupId: asg, RefreshActivityId: $refresh}}
  - {at: 0s, action: CancelInstanceRefresh,
     request: {AutoScalingGroupId: asg, RefreshActivityId: $refresh}}
)";

Exploration explored(const Scenario& scenario, std::uint32_t vanishings = kVanishings) {
  ExploreOptions how;
  how.can_end = false;
  how.vanishings = vanishings;
  how.keep_graph = true;
  return explore(scenario, how);
}

const StatusAnswer* about(const ActivityAnswer& answer, ActivityStatus status) {
  for (const StatusAnswer& each : answer.statuses) {
    if (each.status == status) return &each;
  }
  return nullptr;
}

std::vector<std::vector<std::uint32_t>> numbers(const StatusAnswer& answer) {
  std::vector<std::vector<std::uint32_t>> all;
  for (const std::vector<CallId>& each : answer.calls) {
    std::vector<std::uint32_t>& calls = all.emplace_back();
    for (const CallId call : each) calls.push_back(call.value);
  }
  return all;
}

std::vector<std::string> always(const StatusAnswer& answer) {
  std::vector<std::string> rows;
  for (const NamedRow& each : answer.always) rows.push_back(transition_text(each.row));
  return rows;
}

using Calls = std::vector<std::vector<std::uint32_t>>;
using Rows = std::vector<std::string>;

TEST(Questions, ShortestCallsToEachStatusAreThoseOfAnOperator) {
  const LoadResult loaded = parse_scenario(kSmall);
  ASSERT_TRUE(loaded.ok());
  const std::vector<ActivityAnswer> answers = ask(loaded.scenario, explored(loaded.scenario));
  ASSERT_EQ(answers.size(), 1u);
  const ActivityAnswer& refresh = answers.front();
  EXPECT_EQ(numbers(*about(refresh, ActivityStatus::SUCCESSFUL)), (Calls{{0}}));
  EXPECT_EQ(numbers(*about(refresh, ActivityStatus::FAILED_PAUSE)), (Calls{{0}}));
  EXPECT_EQ(numbers(*about(refresh, ActivityStatus::MANUAL_PAUSE)), (Calls{{0, 1}}));
  EXPECT_EQ(numbers(*about(refresh, ActivityStatus::CANCELLED)), (Calls{{0, 3}}));
  EXPECT_EQ(about(refresh, ActivityStatus::AUTO_PAUSE), nullptr);
  EXPECT_EQ(about(refresh, ActivityStatus::FAILED), nullptr);
}

TEST(Questions, RowsThatEveryWayTakesAreTheDominatingOnes) {
  const LoadResult loaded = parse_scenario(kSmall);
  ASSERT_TRUE(loaded.ok());
  const std::vector<ActivityAnswer> answers = ask(loaded.scenario, explored(loaded.scenario));
  ASSERT_EQ(answers.size(), 1u);
  const Rows begun{"accepted --reacts--> turned_running"};
  // Success may come by way of a pause, a pause before the batch or in it.
  EXPECT_EQ(always(*about(answers[0], ActivityStatus::SUCCESSFUL)), begun);
  EXPECT_EQ(always(*about(answers[0], ActivityStatus::MANUAL_PAUSE)), begun);
  EXPECT_EQ(always(*about(answers[0], ActivityStatus::FAILED_PAUSE)),
            (Rows{begun[0], "rolling --batch_ends--> rolling",
                  "rolling --reacts [batch_failed_pauses]--> failed_pause"}));
  EXPECT_EQ(always(*about(answers[0], ActivityStatus::INIT)), Rows{});
}

TEST(Questions, WhatCanStillSucceedIsCountedOnce) {
  const LoadResult loaded = parse_scenario(kSmall);
  ASSERT_TRUE(loaded.ok());
  const Exploration found = explored(loaded.scenario);
  const ActivityAnswer answer = ask(loaded.scenario, found).at(0);
  std::size_t states = 0;
  for (const StatusAnswer& each : answer.statuses) states += each.states;
  EXPECT_EQ(answer.states, states);
  EXPECT_EQ(answer.states + answer.not_yet, found.states.size());
  std::size_t can_not = 0;
  for (const std::size_t each : answer.can_not) can_not += each;
  EXPECT_EQ(answer.can_succeed + can_not, answer.states);
  // Nothing leads on from CANCELLED.
  EXPECT_EQ(answer.can_not[static_cast<std::size_t>(ActivityStatus::CANCELLED)],
            about(answer, ActivityStatus::CANCELLED)->states);
  EXPECT_EQ(answer.can_not[static_cast<std::size_t>(ActivityStatus::SUCCESSFUL)], 0u);
}

/// The plainest way to know what can succeed: ask the successors until nothing changes.
TEST(Questions, AgreeWithAPlainSearch) {
  const LoadResult loaded = load_scenario(std::string(REFRESHSIM_SOURCE_DIR) +
                                          "/scenarios/explore/automatic-rollback.yaml");
  ASSERT_TRUE(loaded.ok());
  const Exploration found = explored(loaded.scenario);
  for (const ActivityAnswer& answer : ask(loaded.scenario, found)) {
    std::vector<bool> can(found.states.size());
    for (std::uint32_t i = 0; i < can.size(); ++i) {
      can[i] =
          found.status(i, answer.name) == static_cast<std::uint8_t>(ActivityStatus::SUCCESSFUL) + 1;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (const ExploredEdge& each : found.edges) {
        if (can[each.from] || !can[each.to]) continue;
        can[each.from] = changed = true;
      }
    }
    const auto all = static_cast<std::size_t>(std::count(can.begin(), can.end(), true));
    EXPECT_EQ(answer.can_succeed + answer.not_yet_can_succeed, all);
  }
}

TEST(Questions, WaysCanBeWalked) {
  const LoadResult loaded = load_scenario(std::string(REFRESHSIM_SOURCE_DIR) +
                                          "/scenarios/explore/rollback-cancels.yaml");
  ASSERT_TRUE(loaded.ok());
  const Exploration found = explored(loaded.scenario);
  for (const ActivityAnswer& answer : ask(loaded.scenario, found)) {
    for (const StatusAnswer& each : answer.statuses) {
      const auto choices = choices_along(loaded.scenario, kVanishings, found, each.way);
      ASSERT_TRUE(choices);
      SmallWorld world(loaded.scenario, kVanishings);
      for (const Choice& choice : *choices) world.apply(choice);
      EXPECT_EQ(world.service().activity(world.service().latest(answer.name)).status(),
                each.status);
      const auto calls = static_cast<std::size_t>(
          std::count_if(choices->begin(), choices->end(),
                        [](const Choice& choice) { return choice.kind == ChoiceKind::call; }));
      ASSERT_FALSE(each.calls.empty());
      for (const std::vector<CallId>& sequence : each.calls) EXPECT_EQ(sequence.size(), calls);
    }
  }
}

}  // namespace
}  // namespace refreshsim
