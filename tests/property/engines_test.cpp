// Both engines give the same: the loop, in which every step waits in the queue, and the computed
// path (sim/fleet/courses.h), for each reason that a step leaves it or never enters.
#include <gtest/gtest.h>

#include <cstring>

#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

struct Told {
  std::vector<Record> records;
  std::string shown;
  RunResult result;
};

Told told(const Scenario& scenario, Engine engine, std::uint32_t replica) {
  Recorder recorder;
  RunOptions options;
  options.replica = replica;
  options.engine = engine;
  options.sinks = {&recorder};
  RunResult result = Simulation(scenario).run(options);
  std::string shown_result = shown(result, scenario);
  return {std::move(recorder.records), std::move(shown_result), std::move(result)};
}

bool same_bytes(const std::vector<Record>& left, const std::vector<Record>& right) {
  return left.size() == right.size() &&
         std::memcmp(left.data(), right.data(), left.size() * sizeof(Record)) == 0;
}

/// Every record with its cause, the result, the fingerprints on the way.
bool engines_agree(const Scenario& scenario, std::uint32_t replica) {
  const Told computed = told(scenario, Engine::automatic, replica);
  const Told looped = told(scenario, Engine::loop, replica);
  return same_bytes(computed.records, looped.records) && computed.shown == looped.shown &&
         computed.result.checkpoints == looped.result.checkpoints &&
         computed.result.events == looped.result.events;
}

TEST(Engines, GiveTheSameOfEveryStory) {
  ASSERT_TRUE(holds("engines", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    for (std::uint32_t replica = 0; replica < 3; ++replica) {
      RC_ASSERT(engines_agree(scenario, replica));
    }
  }));
}

TEST(Engines, GiveTheSameNumbersOfEveryStory) {
  ASSERT_TRUE(holds("engines' numbers", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    RunOptions options;
    options.fingerprint = false;
    const RunResult computed = Simulation(scenario).measure(options);
    options.engine = Engine::loop;
    RunResult looped = Simulation(scenario).measure(options);
    RC_ASSERT(looped.records == computed.records && looped.events == computed.events);
    looped.groups = computed.groups;
    RC_ASSERT(shown(looped, scenario) == shown(computed, scenario));
  }));
}

/// A refresh of 40 instances in two batches, with health checks, from 0 s; `more` comes after it.
Scenario refresh_with(const std::string& more, const std::string& calls = "") {
  return scenario_of(
      "refreshsim: 1\n"
      "launch_configurations: {asc-1: {ImageId: img-1}}\n"
      "images: {img-gone: {exists: false}}\n"
      "scaling_groups:\n"
      "  asg-1: {launch_configuration: asc-1, instances: 40, zones: [zone-1, zone-2]}\n"
      "timing:\n"
      "  drain: {uniform: {min: 0s, max: 9s}}\n"
      "  reinstall: {lognormal: {median: 60s, p95: 150s}}\n"
      "  boot: {empirical: [0s, 10s, 20s]}\n"
      "  launch: {uniform: {min: 5s, max: 90s}}\n"
      "calls:\n"
      "  - at: 0s\n"
      "    as: refresh\n"
      "    action: StartInstanceRefresh\n"
      "    request:\n"
      "      AutoScalingGroupId: asg-1\n"
      "      RefreshSettings:\n"
      "        CheckInstanceTargetHealth: true\n"
      "        CheckInstanceTargetHealthTimeout: 60\n"
      "        RollingUpdateSettings: {BatchNumber: 2, MaxSurge: 3, FailProcess: AUTO_ROLLBACK}\n" +
      calls + more);
}

TEST(Engines, AgreeWhereNothingDisturbsARow) {
  for (std::uint32_t replica = 0; replica < 20; ++replica) {
    EXPECT_TRUE(engines_agree(refresh_with(""), replica)) << replica;
  }
}

TEST(Engines, AgreeWhereTheEndOfOneGroupsBatchStopsAnother) {
  for (std::uint32_t replica = 0; replica < 20; ++replica) {
    EXPECT_TRUE(engines_agree(one_group_stops_the_other(false), replica)) << replica;
    EXPECT_TRUE(engines_agree(one_group_stops_the_other(true), replica)) << replica;
  }
}

/// Retried rows of a REPLACE activity: some launch, some only terminate, in several lanes; some of
/// these instances go while a step is under way, old ones and new ones.
TEST(Engines, AgreeWhereInstancesInSeveralLanesGo) {
  const std::string text =
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 12, zones: [z-1, z-2]}}\n"
      "timing: {launch: 60s, boot: 10s, terminate: 30s}\n"
      "faults:\n"
      "  - {match: {step: launch, attempt: 1, instance: [ins-00000001, ins-00000003, ins-00000005, "
      "ins-00000007]}, outcome: fail}\n"
      "  - {match: {step: terminate, attempt: 1}, outcome: fail}\n"
      "  - {at: 120s, remove: ins-00000004}\n"
      "  - {at: 125s, remove: ins-00000026}\n"
      "  - {at: 130s, remove: ins-00000007}\n"
      "  - {at: 131s, outage: {zone: z-2, for: 20s}}\n"
      "calls:\n"
      "  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, "
      "RefreshMode: ROLLING_UPDATE_REPLACE, RefreshSettings: {RollingUpdateSettings: {BatchNumber: "
      "1}}}}\n"
      "  - {when: {activity: refresh, status: FAILED_PAUSE}, after: 10s, action: "
      "ResumeInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n";
  EXPECT_TRUE(engines_agree(scenario_of(text), 0));
}

struct Reason {
  const char* name;
  const char* more;
  const char* calls = "";
};

class Leaving : public testing::TestWithParam<Reason> {};

TEST_P(Leaving, TheComputedPathGivesTheSame) {
  for (std::uint32_t replica = 0; replica < 20; ++replica) {
    const Scenario scenario = refresh_with(GetParam().more, GetParam().calls);
    EXPECT_TRUE(engines_agree(scenario, replica)) << replica;
  }
}

constexpr Reason kReasons[]{
    {"AFaultDecides", "faults: [{match: {step: boot}, probability: 0.3, outcome: fail}]\n"},
    {"AStepHangs", "faults: [{match: {step: reinstall}, probability: 0.1, outcome: hang}]\n"},
    {"AStepIsDelayed", "faults: [{match: {step: boot}, probability: 0.3, outcome: {delay: 9s}}]\n"},
    {"AnInstallationIsBad",
     "faults: [{match: {image: img-1}, probability: 0.2, outcome: unhealthy}]\n"},
    {"ALatentDefect",
     "faults: [{match: {image: img-1}, probability: 0.5, outcome: {unhealthy_after: 20s}}]\n"},
    {"AStepTimesOut", "step_timeout: {reinstall: 70s, boot: 10s}\n"},
    {"TheHorizon", "horizon: 100s\n"},
    {"AnOutage",
     "faults:\n"
     "  - {at: 30s, outage: {zone: zone-1, for: 50s}}\n"
     "  - {at: 70s, outage: {zone: zone-1, for: 30s}}\n"
     "  - {at: 0s, outage: {zone: zone-2, for: 20s}}\n"},
    {"TimedUnhealthiness",
     "faults:\n"
     "  - {at: 80s, unhealthy: ins-00000003, for: 60s}\n"
     "  - {at: 90s, unhealthy: ins-00000005}\n"
     "  - {at: 5s, unhealthy: ins-00000007, for: 400s}\n"},
    {"AnInstanceIsDestroyed",
     "faults:\n"
     "  - {at: 50s, remove: ins-00000003}\n"
     "  - {at: 60s, remove: ins-00000030}\n"
     "  - {at: 60s, remove: ins-00000041}\n"},
    {"TheConfigurationIsModified", "",
     "  - at: 20s\n"
     "    action: ModifyLaunchConfigurationAttributes\n"
     "    request: {LaunchConfigurationId: asc-1, ImageId: img-gone, UserData: v2}\n"
     "  - at: 70s\n"
     "    action: ModifyLaunchConfigurationAttributes\n"
     "    request: {LaunchConfigurationId: asc-1, ImageId: img-3}\n"},
    {"ATriggerListens", "",
     "  - when: {group: asg-1, serving_below: 60%}\n"
     "    after: 1s\n"
     "    times: 3\n"
     "    action: StopInstanceRefresh\n"
     "    request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}\n"
     "  - when: {activity: refresh, status: MANUAL_PAUSE}\n"
     "    after: {uniform: {min: 0s, max: 60s}}\n"
     "    times: always\n"
     "    action: ResumeInstanceRefresh\n"
     "    request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}\n"},
    {"ARollbackWhileRowsAreInFlight", "",
     "  - at: 120s\n"
     "    action: StopInstanceRefresh\n"
     "    request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}\n"
     "  - at: 125s\n"
     "    action: RollbackInstanceRefresh\n"
     "    request:\n"
     "      AutoScalingGroupId: asg-1\n"
     "      OriginRefreshActivityId: $refresh\n"
     "      RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}\n"},
};
INSTANTIATE_TEST_SUITE_P(Engines, Leaving, testing::ValuesIn(kReasons),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace refreshsim::property::random_story
