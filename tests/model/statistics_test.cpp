// The statistics of a group (model.md, section 7).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

const std::string kTwoBatches = "calls:\n" + start("0s", "BatchNumber: 2");

TEST(Statistics, LevelsAreExactOverTheWindow) {
  const Story run = run_text(fleet(2) + "horizon: 40s\n" + kTwoBatches);
  EXPECT_EQ(statistic(run, "serving.min"), 1);
  EXPECT_EQ(statistic(run, "serving.max"), 2);
  const Ratio& mean = run.result.groups[0].statistics.serving.mean;
  EXPECT_EQ(mean.numerator, 26'000 * 1 + 14'000 * 2);
  EXPECT_EQ(mean.denominator, 40'000);
  EXPECT_EQ(statistic(run, "in_service.min"), 1);
  EXPECT_EQ(statistic(run, "desired.mean"), 2);
}

TEST(Statistics, WindowEndsWithTheHorizonOrTheLastRecord) {
  EXPECT_EQ(run_text(fleet(2) + "horizon: 40s\n" + kTwoBatches).result.end_ms, 40'000);
  EXPECT_EQ(run_text(fleet(2) + kTwoBatches).result.end_ms, 26'000);
}

TEST(Statistics, EventsAtTheHorizonItselfStillHappen) {
  EXPECT_EQ(rows(run_text(fleet(1) + "horizon: 13s\ncalls:\n" + start("0s", "BatchNumber: 1")),
                 "refresh"),
            "1 SUCCESSFUL");
  EXPECT_EQ(rows(run_text(fleet(1) + "horizon: 12s999ms\ncalls:\n" + start("0s", "BatchNumber: 1")),
                 "refresh"),
            "1 RUNNING");
}

TEST(Statistics, WhatHoldsForNoTimeDoesNotCount) {
  const Story run = run_text(fleet(2) + kTwoBatches);
  EXPECT_EQ(statistic(run, "serving.min"), 1);
  EXPECT_EQ(statistic(run, "serving.max"), 1) << "two serve at 0s, at 13s and at 26s, for 0 ms";
}

TEST(Statistics, ByZone) {
  const Story run = run_text(fleet(2, "zones: [zone-a, zone-b]") + "horizon: 26s\n" +
                             "faults: [{at: 20s, unhealthy: ins-00000001}]\n" + kTwoBatches);
  const auto& zones = run.result.groups[0].statistics.zones;
  ASSERT_EQ(zones.size(), 2U);
  EXPECT_EQ(zones[0].zone, "zone-a");
  EXPECT_EQ(zones[0].serving.mean.numerator, 7'000);
  EXPECT_EQ(zones[0].serving_badly.mean.numerator, 6'000);
  EXPECT_EQ(zones[0].in_service.mean.numerator, 13'000);
  EXPECT_EQ(zones[1].serving.mean.numerator, 13'000);
}

TEST(Statistics, AvailabilityIsServingUpToDesiredOverDesired) {
  const Story run = run_text(fleet(2) + "horizon: 40s\n" + kTwoBatches);
  const Ratio& ratio = run.result.groups[0].statistics.availability;
  EXPECT_EQ(ratio.numerator, 54'000);
  EXPECT_EQ(ratio.denominator, 80'000);
}

TEST(Statistics, AvailabilityCountsNoSurplus) {
  // Of two desired, two serve until 35s (one out, one surge), three until 40s, then two.
  const Story run = run_text(
      fleet(2) + "horizon: 50s\ncalls:\n" +
      start("0s", "BatchNumber: 2, MaxSurge: 1, BatchPause: FIRST_BATCH_PAUSE") + cancel("40s"));
  EXPECT_EQ(statistic(run, "availability"), 1);
  EXPECT_EQ(statistic(run, "lost_capacity_ms"), 0);
  EXPECT_EQ(statistic(run, "serving.max"), 3);
}

TEST(Statistics, LostCapacityIsWhatWasMissing) {
  EXPECT_EQ(statistic(run_text(fleet(4) + kTwoBatches), "lost_capacity_ms"), 4 * 13'000);
}

TEST(Statistics, BadExposureIsServingBadlyOverTime) {
  const Story run = run_text(fleet(2) + "horizon: 20s\n" +
                             "faults: [{at: 5s, unhealthy: ins-00000001, for: 3s}, {at: 6s, "
                             "unhealthy: ins-00000002}]\n");
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 3'000 + 14'000);
  EXPECT_EQ(statistic(run, "serving_badly.max"), 2);
}

TEST(Statistics, MixedVersionIsTimeWithTwoOrMoreImagesInService) {
  const Story run = run_text(fleet(3) + "horizon: 100s\ncalls:\n" + modify("0s", "ImageId: img-2") +
                             start("0s", "BatchNumber: 3"));
  EXPECT_EQ(statistic(run, "mixed_version_ms"), 13'000)
      << "from 13s, the first back, to 26s, the last old one out";
}

TEST(Statistics, MixedVersionLooksAtTheImageAlone) {
  const Story run = run_text(fleet(3) + "horizon: 100s\ncalls:\n" + modify("0s", "UserData: u2") +
                             start("0s", "BatchNumber: 3"));
  EXPECT_EQ(statistic(run, "mixed_version_ms"), 0);
}

TEST(Statistics, BelowIsTheTimeBelowEachThreshold) {
  const Story run = run_text(
      fleet(4) + "horizon: 100s\nslo: {serving_at_least: [100%, 50%, 3, 1]}\n" + kTwoBatches);
  EXPECT_EQ(statistic(run, "below_ms.100%"), 26'000);
  EXPECT_EQ(statistic(run, "below_ms.50%"), 0);
  EXPECT_EQ(statistic(run, "below_ms.3"), 26'000);
  EXPECT_EQ(statistic(run, "below_ms.1"), 0);
}

TEST(Statistics, PercentagesAreOfDesired) {
  const Story run = run_text(
      fleet(2) + "horizon: 100s\nslo: {serving_at_least: [100%, 2]}\ncalls:\n" + standby("10s", 1));
  EXPECT_EQ(statistic(run, "below_ms.100%"), 0);
  EXPECT_EQ(statistic(run, "below_ms.2"), 90'000);
}

TEST(Statistics, BlastRadiusIsTheMostNotServingAtOnce) {
  EXPECT_EQ(statistic(run_text(fleet(5) + kTwoBatches), "blast_radius"), 3);
  const Story outage = run_text(fleet(2) + "faults: [{at: 5s, outage: {zone: zone-1, for: 1s}}]\n");
  EXPECT_EQ(statistic(outage, "blast_radius"), 2);
  const Story bad = run_text(fleet(2) + "faults: [{at: 5s, unhealthy: ins-00000002, for: 1s}]\n");
  EXPECT_EQ(statistic(bad, "blast_radius"), 1);
}

TEST(Statistics, BlastRadiusCountsNeitherSurgeNorWhatIsBeingTerminated) {
  const Story run = run_text(fleet(2) + "calls:\n" + start_replace("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(run, "blast_radius"), 0);
  const Story surge = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") +
                               standby("25s", 2));
  EXPECT_EQ(statistic(surge, "blast_radius"), 1);
}

TEST(Statistics, BlastRadiusFollowsHealthThatChangesInAnOutage) {
  const Story run = run_text(fleet(2, "zones: [zone-a, zone-b]") + "horizon: 1m\nfaults:\n" +
                             "  - {at: 5s, outage: {zone: zone-a, for: 10s}}\n"
                             "  - {at: 2s, unhealthy: ins-00000001, for: 6s}\n"
                             "  - {at: 20s, unhealthy: ins-00000001}\n"
                             "  - {at: 20s, unhealthy: ins-00000002}\n");
  EXPECT_EQ(statistic(run, "blast_radius"), 2);
}

TEST(Statistics, WhatIsGoneCountsNoMore) {
  const Story run = run_text(fleet(2) + "horizon: 20s\nfaults: [{at: 5s, remove: ins-00000001}]\n");
  EXPECT_EQ(run.result.groups[0].statistics.in_service.mean.numerator, 20'000 + 5'000);
  EXPECT_EQ(statistic(run, "lost_capacity_ms"), 15'000);
  EXPECT_EQ(instance(run, 1).downtime_ms, 0);
}

TEST(Statistics, DowntimeIsTimePastCreatingAndNotServing) {
  const Story run = run_text(fleet(2) +
                             "horizon: 100s\nfaults: [{at: 50s, unhealthy: "
                             "ins-00000001, for: 7s}, {at: 60s, outage: {zone: zone-1, "
                             "for: 2s}}]\n" +
                             kTwoBatches);
  EXPECT_EQ(instance(run, 1).downtime_ms, 13'000 + 7'000 + 2'000);
  EXPECT_EQ(instance(run, 2).downtime_ms, 13'000 + 2'000);
  const Story replaced =
      run_text(fleet(1) + "horizon: 100s\ncalls:\n" + start_replace("0s", "BatchNumber: 1"));
  EXPECT_EQ(instance(replaced, 1).downtime_ms, 4'000) << "TERMINATING, until it is gone";
  EXPECT_EQ(instance(replaced, 2).downtime_ms, 0) << "CREATING counts not";
}

TEST(Statistics, DowntimesAreByNearestRank) {
  const Story run = run_text(fleet(10) +
                             "horizon: 100s\nfaults: [{match: {instance: "
                             "ins-00000004, step: boot}, outcome: {delay: 7s}}]\n" +
                             "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(run, "downtime_ms.p50"), 13'000);
  EXPECT_EQ(statistic(run, "downtime_ms.p90"), 13'000);
  EXPECT_EQ(statistic(run, "downtime_ms.p99"), 20'000);
  EXPECT_EQ(statistic(run, "downtime_ms.max"), 20'000);
}

/// New instances come after the listed ones of all groups, whosever they are.
TEST(Statistics, DowntimesAreTheGroupsOwn) {
  const Story run = run_text(
      "refreshsim: 1\ntiming: {drain: 1s, reinstall: 1s, boot: 1s, launch: 1s, terminate: 50s}\n"
      "launch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 1}, asg-2: "
      "{launch_configuration: asc-1, instances: 1}}\ncalls:\n" +
      start("0s", "BatchNumber: 1, MaxSurge: 1"));
  EXPECT_EQ(run.result.groups[0].statistics.downtime_ms.max, 50'000);
  EXPECT_EQ(run.result.groups[1].statistics.downtime_ms.max, 0);
}

TEST(Statistics, DowntimeOfAll_SurgeAndFailedCreationsToo) {
  const Story surge = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1"));
  EXPECT_EQ(statistic(surge, "downtime_ms.p50"), 4'000);
  EXPECT_EQ(statistic(surge, "downtime_ms.max"), 13'000);
  const Story failed =
      run_text(fleet(1) +
               "horizon: 100s\nfaults: [{at: 30s, unhealthy: ins-00000001, for: 5s}, "
               "{match: {step: launch}, outcome: fail}]\ncalls:\n" +
               start_replace("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(failed, "downtime_ms.p50"), 0);
  EXPECT_EQ(statistic(failed, "downtime_ms.max"), 5'000);
}

TEST(Statistics, EmptyWindow_GivesNullsAndZeros) {
  const Story run = run_text(fleet(2) + "slo: {serving_at_least: [1]}\n");
  ASSERT_EQ(run.result.end_ms, 0);
  for (const char* path : {"availability", "serving.min", "serving.max", "serving.mean",
                           "desired.mean", "serving_badly.max", "in_service.min", "blast_radius"}) {
    EXPECT_EQ(statistic(run, path), std::nullopt) << path;
  }
  for (const char* path : {"lost_capacity_ms", "bad_exposure_ms", "surge_cost_ms",
                           "mixed_version_ms", "below_ms.1", "downtime_ms.max"}) {
    EXPECT_EQ(statistic(run, path), 0) << path;
  }
}

TEST(Statistics, DenominatorOfZeroGivesNull) {
  const Story run = run_text(fleet(1, "desired: 0") + "horizon: 10s\n");
  EXPECT_EQ(statistic(run, "availability"), std::nullopt);
  EXPECT_EQ(statistic(run, "serving.mean"), 1);
}

}  // namespace
}  // namespace refreshsim::model_test
