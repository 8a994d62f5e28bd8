// What made a rollout so long: the critical path, each row's slack, what a minute less would gain.
#include "sim/incident/rollout.h"

#include <gmock/gmock.h>

#include <tuple>

#include "refreshsim/load.h"

namespace refreshsim {
namespace {

using testing::ElementsAre;

TEST(CriticalPath, IsTheLongestWay) {
  const std::vector<Wait> waits{{0, 1, 5}, {0, 2, 3}, {1, 3, 1}, {2, 3, 10}, {3, 4, 2}};
  const CriticalPath path = critical_path(5, waits, 4);
  EXPECT_EQ(path.length_ms, 15);
  EXPECT_THAT(path.waits, ElementsAre(1, 3, 4));
  EXPECT_THAT(path.slack_ms, ElementsAre(0, 7, 0, 0, 0));
  EXPECT_THAT(path.in_every_way, ElementsAre(true, false, false, true, true));
}

TEST(CriticalPath, ShorteningAWaitGainsOnlyWhatNothingElseTakes) {
  const std::vector<Wait> waits{{0, 1, 5}, {0, 2, 3}, {1, 3, 1}, {2, 3, 10}, {3, 4, 2}};
  const auto shorter = [&](std::vector<std::uint32_t> which, std::int64_t by) {
    return length_if_shorter(5, waits, 4, which, by);
  };
  EXPECT_EQ(shorter({}, 1), 15);
  EXPECT_EQ(shorter({3}, 4), 11);
  EXPECT_EQ(shorter({3}, 100), 8);
  EXPECT_EQ(shorter({0}, 5), 15);
  EXPECT_EQ(shorter({0, 3}, 100), 5);
}

TEST(CriticalPath, OfWhatTheEndDoesNotRestOnThereIsNoSlack) {
  const std::vector<Wait> waits{{0, 1, 5}, {0, 2, 3}};
  EXPECT_THAT(critical_path(3, waits, 1).slack_ms, ElementsAre(0, 0, -1));
}

// Batch 1: drain 10s, reinstall 3m, boot 30s for all; the second instance's boot takes 2m longer.
constexpr std::string_view kRollout = R"(refreshsim: 1
launch_configurations: {asc-1: {ImageId: img-v1}}
scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 4}}
faults:
  - {match: {step: boot, instance: ins-00000002}, outcome: {delay: 2m}}
calls:
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE}}}
  - when: {activity: refresh, status: AUTO_PAUSE}
    after: 5m
    action: ResumeInstanceRefresh
    request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}
)";

class Rollouts : public testing::Test {
 protected:
  Rollouts()
      : loaded_(parse_scenario(kRollout, "s.yaml")),
        story_(loaded_.scenario, {}, 0),
        rollout_(rollout_of(story_, 0)) {}
  LoadResult loaded_;
  Story story_;
  Rollout rollout_;
};

TEST_F(Rollouts, TheWaitsOfThePathAddUpToTheLength) {
  std::int64_t sum = 0;
  for (const RolloutWait& each : rollout_.waits) sum += each.ms;
  EXPECT_EQ(sum, rollout_.end_ms - rollout_.begin_ms);
  EXPECT_EQ(sum, story_.result().activities[0].statistics.duration_ms);
  EXPECT_TRUE(rollout_.ended);
}

TEST_F(Rollouts, ThePathNamesTheSlowInstanceAndTheOperator) {
  std::string all;
  for (const RolloutWait& each : rollout_.waits) all += each.text + "\n";
  EXPECT_THAT(all, testing::HasSubstr("boot of ins-00000002 (attempt 1, batch 1)"));
  EXPECT_THAT(all, testing::HasSubstr("until call 2, ResumeInstanceRefresh (s.yaml:11), by its "
                                      "reaction time"));
}

TEST_F(Rollouts, RowsBesideTheSlowOneHaveItsDelayAsSlack) {
  ASSERT_EQ(rollout_.rows.size(), 4U);
  EXPECT_EQ(rollout_.rows[0].slack_ms, 120'000);
  EXPECT_EQ(rollout_.rows[1].slack_ms, 0);
  EXPECT_EQ(rollout_.rows[2].slack_ms, 0);
}

TEST_F(Rollouts, AMinuteLessGainsAMinuteWhereNothingElseIsAsSlow) {
  for (const RolloutWait& each : rollout_.waits) {
    const bool slow = each.text.find("boot of ins-00000002") != std::string::npos;
    const bool operators = each.text.find("reaction time") != std::string::npos;
    const bool twin = each.text.find("batch 2") != std::string::npos;
    if (slow || operators) {
      EXPECT_EQ(each.gain_ms, 60'000) << each.text;
    }
    if (twin) {
      EXPECT_EQ(each.gain_ms, 0) << each.text;
    }
  }
}

TEST_F(Rollouts, AllOfAKindAMinuteShorterGainInEveryBatch) {
  std::vector<std::pair<std::string, std::int64_t>> gains;
  for (const KindGain& each : rollout_.kinds) gains.emplace_back(each.what, each.gain_ms);
  // Two batches; the boots take 2m30s and 30s, the drains 10s.
  EXPECT_THAT(
      gains,
      ElementsAre(std::pair("every reinstall", 120'000), std::pair("every boot", 90'000),
                  std::pair("every reaction time", 60'000), std::pair("every drain", 20'000)));
}

TEST_F(Rollouts, WhatAllOfAKindWouldGainIsWhatARunGains) {
  for (const auto& [step, shorter, gain] :
       {std::tuple("reinstall", "2m", 120'000), std::tuple("drain", "0s", 20'000)}) {
    const std::string timing = "timing: {" + std::string(step) + ": " + shorter + "}\n";
    const LoadResult loaded = parse_scenario(std::string(kRollout) + timing, "s.yaml");
    ASSERT_TRUE(loaded.ok());
    const Story story(loaded.scenario, {}, 0);
    EXPECT_EQ(rollout_.end_ms - *story.result().activities[0].end_ms, gain) << step;
  }
}

// 90s of the reinstall come after the outage: a minute less of it gains a minute, whatever the
// outage did meanwhile.
TEST(Rollout, AStepThatAnOutageHeldUpIsOneWait) {
  const LoadResult loaded = parse_scenario(R"(refreshsim: 1
launch_configurations: {asc-1: {ImageId: img-v1}}
scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 1, zones: [zone-1]}}
faults:
  - {at: 100s, outage: {zone: zone-1, for: 5m}}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)",
                                           "s.yaml");
  const Story story(loaded.scenario, {}, 0);
  const Rollout rollout = rollout_of(story, 0);
  ASSERT_EQ(rollout.waits.size(), 3U);
  EXPECT_EQ(rollout.waits[1].text,
            "reinstall of ins-00000001 (attempt 1, batch 1), held up by an outage");
  EXPECT_EQ(rollout.waits[1].ms, 480'000);
  EXPECT_EQ(rollout.waits[1].gain_ms, 60'000);
}

TEST_F(Rollouts, AreToldInThreeForms) {
  const std::string text = rollout_text(story_, {rollout_}, Look{});
  EXPECT_THAT(text, testing::HasSubstr("refresh took "));
  EXPECT_THAT(text, testing::HasSubstr("ins-00000001 (batch 1): 2m\n"));
  EXPECT_THAT(rollout_json(story_, {rollout_}), testing::HasSubstr("\"slack_ms\":120000"));
  EXPECT_THAT(rollout_dot(story_, {rollout_}), testing::HasSubstr("refresh begins"));
}

}  // namespace
}  // namespace refreshsim
