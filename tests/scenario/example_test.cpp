// The first example of interface.md, section 1.
#include <gmock/gmock.h>

#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;

constexpr std::string_view kExample =
    R"(refreshsim: 1                          # format version, required
name: rollback-after-failed-canary     # default: the file's name
description: The first batch of img-v2 fails its health check; the operator rolls back.
seed: 7                                # default 1; --seed wins
start: 2025-10-30T21:00:00Z            # dates the output; default 2025-01-01T00:00:00Z
horizon: 6h                            # default: until nothing is left to happen

launch_configurations:
  asc-web: {ImageId: img-v1, UserData: v1}
images:                                # only those with something to say; any other image exists and fits
  img-gone: {exists: false}            # exists | conflicts
scaling_groups:
  asg-9dn1a5y6:
    launch_configuration: asc-web
    instances: 9                       # a count (ids ins-00000001 …), or a list of {id, zone, ImageId, LifeCycleState}
    desired: 9                         # default: the number of instances; min 0, max 2 × desired
    zones: [ap-guangzhou-3, ap-guangzhou-4]   # instances go round-robin; default: those of listed instances as they first appear, else zone-1
    load_balancer: application         # none | classic | application (default)
    status: NORMAL                     # AutoScalingGroupStatus
    in_activity: [{from: 0s, to: 5m}]  # other scaling activities are under way then
authorized: true                       # false: the CAM role is missing

timing:                                # how long a step takes; defaults: drain 10s, reinstall 3m, boot 30s, health_check 10s, launch 1m, terminate 20s
  drain: 15s
  reinstall: {lognormal: {median: 4m, p95: 9m}, max: 30m}
  boot: {uniform: {min: 20s, max: 40s}}
  health_check: 15s                    # until the instance is seen healthy
  launch: {exponential: {mean: 90s}, min: 30s}
  terminate: {empirical: [10s, 12s, 12s, 40s]}
step_timeout: {reinstall: 30m}         # a step that takes longer fails; default none; not for health_check, which has its own
slo: {serving_at_least: [90%, 6]}      # thresholds whose breach time is reported

faults:
  - {match: {step: reinstall, image: img-v2, instance: ins-00000003, attempt: 1}, outcome: fail, message: image checksum mismatch}
  - {match: {image: img-v2}, probability: 0.3, outcome: unhealthy}           # never healthy once installed
  - {match: {image: img-v2}, probability: 0.1, outcome: {unhealthy_after: 12m}}   # a latent defect, counted from its entry into service
  - {match: {step: boot, zone: ap-guangzhou-4, batch: 2}, outcome: {delay: 10m}}
  - {match: {step: launch, surge: true}, outcome: hang}
  - {at: 10m, remove: ins-00000005}                      # destroyed by its owner
  - {at: 15m, outage: {zone: ap-guangzhou-3, for: 20m}}  # not serving; steps there stand still and go on afterwards
  - {at: 20m, unhealthy: ins-00000007, for: 5m}
  - {at: 30m, group_status: {asg-9dn1a5y6: LB_ABNORMAL}, for: 10m}

calls:
  - {at: 0s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: asc-web, ImageId: img-v2}}
  - at: 1m
    as: refresh                        # the name by which the rest of the file knows the activity
    id: asr-i8u7tytd                   # optional: the id it is to have; default asr-00000001, …
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-9dn1a5y6
      RefreshMode: ROLLING_UPDATE_RESET
      RefreshSettings:
        CheckInstanceTargetHealth: true
        CheckInstanceTargetHealthTimeout: 300
        RollingUpdateSettings: {BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE, FailProcess: AUTO_PAUSE}
  - when: {activity: refresh, status: FAILED_PAUSE}      # also: batch + status, or {group, serving_below: 70%}, {group, serving_badly_above: 0}
    after: 2m                          # the operator's reaction time: a duration or a distribution; default 0s
    times: 1                           # how often the trigger may fire; default 1; `always`
    as: rollback
    action: RollbackInstanceRefresh
    request:
      AutoScalingGroupId: asg-9dn1a5y6
      OriginRefreshActivityId: $refresh
      RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}
    expect: ok                         # or an error code; a call that answers otherwise is a failed expectation

expect:
  - {activity: refresh, Status: CANCELLED}
  - {activity: rollback, Status: SUCCESSFUL, before: 60m}
  - {activity: refresh, batch: 1, RefreshBatchStatus: PARTIALLY_SUCCESSFUL}
  - {activity: refresh, instance: ins-00000001, InstanceStatus: SUCCESSFUL}
  - {instance: ins-00000003, LifeCycleState: IN_SERVICE, ImageId: img-v1, healthy: true}
  - {group: asg-9dn1a5y6, statistic: availability, at_least: 0.7}
  - {group: asg-9dn1a5y6, always: serving, at_least: 6}
)";

TEST(Example, HasItsHeadAndFleet) {
  const Scenario read = load(kExample);
  EXPECT_EQ(read.name, "rollback-after-failed-canary");
  EXPECT_EQ(read.seed, 7U);
  EXPECT_EQ(read.start_unix_ms, 1761858000000);
  EXPECT_EQ(read.horizon, Duration(6h));
  ASSERT_THAT(read.groups, SizeIs(1));
  const ScalingGroup& group = read.groups[0];
  EXPECT_EQ(group.count, 9U);
  EXPECT_EQ(group.first_number, 1U);
  EXPECT_THAT(group.listed, SizeIs(0));
  EXPECT_EQ(group.desired, 9U);
  EXPECT_EQ(group.max_size, 18U);
  EXPECT_THAT(read.zones, ElementsAre("ap-guangzhou-3", "ap-guangzhou-4"));
  EXPECT_THAT(group.zones, ElementsAre(ZoneId{0U}, ZoneId{1U}));
  ASSERT_THAT(group.in_activity, SizeIs(1));
  EXPECT_EQ(group.in_activity[0].to, kStart + 5min);
}

TEST(Example, HasItsTimesAndThresholds) {
  const Scenario read = load(kExample);
  const Distribution& reinstall = read.timing[index(Step::reinstall)];
  EXPECT_EQ(reinstall.kind, DistributionKind::lognormal);
  EXPECT_EQ(reinstall.a, Duration(4min));
  EXPECT_EQ(reinstall.b, Duration(9min));
  EXPECT_EQ(reinstall.at_most, Duration(30min));
  EXPECT_THAT(read.timing[index(Step::terminate)].observed, SizeIs(4));
  EXPECT_EQ(read.step_timeout[index(Step::reinstall)], Duration(30min));
  EXPECT_FALSE(read.step_timeout[index(Step::drain)]);
  ASSERT_THAT(read.serving_at_least, SizeIs(2));
  EXPECT_TRUE(read.serving_at_least[0].percent);
  EXPECT_EQ(read.serving_at_least[0].amount, 90000);
  EXPECT_EQ(read.serving_at_least[1].text, "6");
}

TEST(Example, HasItsFaults) {
  const Scenario read = load(kExample);
  std::vector<FaultKind> kinds;
  for (const Fault& each : read.faults) kinds.push_back(each.kind);
  EXPECT_THAT(kinds,
              ElementsAre(FaultKind::fail, FaultKind::unhealthy, FaultKind::unhealthy_after,
                          FaultKind::delay, FaultKind::hang, FaultKind::remove, FaultKind::outage,
                          FaultKind::unhealthy_for, FaultKind::group_status));
  EXPECT_EQ(read.faults[0].message, "image checksum mismatch");
  EXPECT_EQ(read.faults[0].match.attempt, 1U);
  EXPECT_EQ(read.faults[1].probability, 0.3);
  EXPECT_EQ(read.faults[2].length, Duration(12min));
  EXPECT_EQ(read.faults[3].match.zone, ZoneId{1U});
  EXPECT_EQ(read.faults[6].lasts, Duration(20min));
  EXPECT_EQ(read.faults[8].status, GroupStatus::LB_ABNORMAL);
  EXPECT_EQ(read.faults[5].text, "{at: 10m, remove: ins-00000005}");
  EXPECT_EQ(read.faults[5].place.line, 39);
  EXPECT_EQ(read.faults[5].place.column, 5);
}

TEST(Example, HasItsCalls) {
  const Scenario read = load(kExample);
  ASSERT_THAT(read.calls, SizeIs(3));
  EXPECT_THAT(read.activity_names,
              ElementsAre("refresh", "refresh.rollback", "rollback", "rollback.rollback"));
  EXPECT_EQ(read.calls[1].id, "asr-i8u7tytd");
  const Value* settings = read.calls[1].request.find("RefreshSettings");
  ASSERT_NE(settings, nullptr);
  EXPECT_EQ(*settings->find("CheckInstanceTargetHealth"), Value(true));
  EXPECT_EQ(*settings->find("CheckInstanceTargetHealthTimeout"), Value(300));
  const Call& rollback = read.calls[2];
  ASSERT_TRUE(rollback.when);
  EXPECT_EQ(rollback.when->status, ActivityStatus::FAILED_PAUSE);
  EXPECT_EQ(rollback.when->activity, NameId{0U});
  EXPECT_EQ(rollback.after.a, Duration(2min));
  EXPECT_EQ(rollback.times, 1U);
  EXPECT_EQ(rollback.expect, "ok");
  EXPECT_EQ(*rollback.request.find("OriginRefreshActivityId"), Value("$refresh"));
}

TEST(Example, HasItsExpectations) {
  using Kind = Expectation::Kind;
  const Scenario read = load(kExample);
  std::vector<Kind> kinds;
  for (const Expectation& each : read.expectations) kinds.push_back(each.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::activity, Kind::activity, Kind::batch, Kind::row,
                                 Kind::instance, Kind::statistic, Kind::always));
  EXPECT_EQ(read.expectations[1].before, Duration(60min));
  EXPECT_EQ(read.expectations[4].healthy, true);
  EXPECT_EQ(read.expectations[5].statistic, "availability");
  EXPECT_EQ(read.expectations[5].bounds[0].value, 0.7);
  EXPECT_EQ(read.expectations[6].text, "{group: asg-9dn1a5y6, always: serving, at_least: 6}");
}

// Whatever a run compares has a number before it begins.
TEST(Example, InternsWhatTheRunCompares) {
  const Scenario read = load(kExample);
  for (const char* text : {"img-v1", "v1", "img-v2", "img-gone", "asr-i8u7tytd"}) {
    EXPECT_TRUE(read.symbols.find(text).some()) << text;
  }
}

}  // namespace
}  // namespace refreshsim::test
