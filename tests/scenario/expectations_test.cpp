// Expectations: what each form holds, and what it may name.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

/// A group g, thresholds, a call named refresh, and one expectation, on line 6.
std::string with_expectation(const std::string& expectation) {
  return versioned(R"(launch_configurations: {a: {}}
scaling_groups: {g: {launch_configuration: a, instances: 2}}
slo: {serving_at_least: [90%, 6]}
calls: [{at: 0s, as: refresh, action: StartInstanceRefresh}]
)") + "expect: [" +
         expectation + "]\n";
}

Expectation only_expectation(const std::string& expectation) {
  return load(with_expectation(expectation)).expectations[0];
}

std::string told_expectation(const std::string& expectation) {
  const LoadResult result = parse_scenario(with_expectation(expectation));
  if (result.ok()) return "fine";
  return std::to_string(result.diagnostics[0].place.column) + " " + result.diagnostics[0].message;
}

TEST(Expectations, OfAnInstanceHoldEverythingNamed) {
  const Expectation read = only_expectation(
      "{instance: ins-00000002, LifeCycleState: STANDBY, ImageId: x, healthy: false, gone: "
      "true, before: 5m}");
  EXPECT_EQ(read.kind, Expectation::Kind::instance);
  EXPECT_EQ(read.instance, InstanceName::number(2));
  EXPECT_EQ(read.life_cycle_state, LifeCycleState::STANDBY);
  EXPECT_TRUE(read.image.some());
  EXPECT_EQ(read.healthy, false);
  EXPECT_EQ(read.gone, true);
  EXPECT_EQ(read.before, Duration(5min));
}

TEST(Expectations, OfABatchAndARow) {
  EXPECT_EQ(only_expectation("{activity: refresh, batch: 3, RefreshBatchStatus: FAILED}").batch,
            3U);
  EXPECT_EQ(
      only_expectation("{activity: refresh, instance: ins-00000001, InstanceStatus: NOT_FOUND}")
          .row_status,
      RowStatus::NOT_FOUND);
}

TEST(Expectations, BoundsKeepTheirTextAndAllHold) {
  const Expectation read = only_expectation(
      "{group: g, statistic: serving.mean, at_least: 1.50, at_most: 2, above: -1, below: 9, "
      "equals: 3}");
  ASSERT_EQ(read.bounds.size(), 5U);
  EXPECT_EQ(read.bounds[0].value, 1.5);
  EXPECT_EQ(read.bounds[0].text, "1.50");
  EXPECT_EQ(read.bounds[2].kind, Bound::Kind::above);
  EXPECT_EQ(read.bounds[4].kind, Bound::Kind::equals);
}

TEST(Expectations, BoundsOfATimeMayBeDurations) {
  const Expectation read = only_expectation(
      "{activity: refresh, statistic: duration_ms, at_most: 1h30m, at_least: 250ms, above: 7}");
  ASSERT_EQ(read.bounds.size(), 3U);
  EXPECT_EQ(read.bounds[0].value, 250);
  EXPECT_EQ(read.bounds[1].value, 5'400'000);
  EXPECT_EQ(read.bounds[1].text, "1h30m");
  EXPECT_EQ(read.bounds[2].value, 7);
  for (const std::string name : {"below_ms.90%", "downtime_ms.p99", "surge_cost_ms"}) {
    EXPECT_EQ(told_expectation("{group: g, statistic: " + name + ", at_most: 5m}"), "fine");
  }
}

TEST(Expectations, BoundsOfWhatIsNoTimeAreNumbers) {
  EXPECT_EQ(told_expectation("{group: g, statistic: availability, at_least: 5m}"),
            "56 `availability` is no time: a number is needed");
  EXPECT_EQ(told_expectation("{activity: refresh, statistic: retries, equals: 5s}"),
            "58 `retries` is no time: a number is needed");
  EXPECT_EQ(told_expectation("{group: g, always: serving, at_least: 5m}"),
            "48 `at_least` must be a decimal number, not `5m`");
  EXPECT_EQ(told_expectation("{activity: refresh, statistic: duration_ms, at_most: soon}"),
            "63 `at_most` must be a number, or a duration for what is told in ms, not `soon`");
}

TEST(Expectations, NeedABound) {
  EXPECT_EQ(told_expectation("{group: g, statistic: availability}"),
            "10 an entry of `expect` needs at least one of `at_least`, `at_most`, `above`, `below` "
            "and `equals`");
}

TEST(Expectations, WatchLevelsAtEveryMoment) {
  EXPECT_EQ(only_expectation("{group: g, always: serving_badly, at_most: 0}").statistic,
            "serving_badly");
  EXPECT_EQ(
      told_expectation("{group: g, always: availability, at_least: 1}"),
      "29 `always` must be a number of instances that can be watched, not `availability`; it is "
      "serving, in_service, serving_badly or desired");
}

TEST(Expectations, NameStatisticsOfTheirSubject) {
  EXPECT_EQ(only_expectation("{activity: refresh, statistic: duration_ms, at_most: 1}").kind,
            Expectation::Kind::statistic);
  EXPECT_EQ(
      told_expectation("{activity: refresh, statistic: availability, at_most: 1}"),
      "41 `statistic` must be a statistic of an activity, not `availability`; it is duration_ms "
      "or retries");
  EXPECT_EQ(told_expectation("{group: g, statistic: availablity, at_most: 1}"),
            "32 `statistic` must be a statistic of a group, not `availablity`; did you mean "
            "`availability`?");
}

TEST(Expectations, NameThresholdsOfTheSloAsWritten) {
  EXPECT_EQ(told_expectation("{group: g, statistic: below_ms.90%, at_most: 1}"), "fine");
  EXPECT_EQ(told_expectation("{group: g, statistic: below_ms.90.0%, at_most: 1}"),
            "32 `slo: serving_at_least` has no threshold `90.0%`");
}

TEST(Expectations, NameOnlyWhatTheFileDefines) {
  EXPECT_EQ(told_expectation("{activity: rollback, Status: FAILED}").substr(0, 37),
            "21 no activity is called `rollback`; ");
  EXPECT_EQ(told_expectation("{group: gg, always: serving, at_least: 1}"),
            "18 no scaling group is called `gg`; there is only `g`");
  EXPECT_EQ(told_expectation("{instance: web, healthy: true}").substr(0, 30),
            "21 no instance is called `web`");
}

TEST(Expectations, KeysOfAnotherFormDoNotGoTogether) {
  EXPECT_EQ(told_expectation("{activity: refresh, Status: FAILED, at_least: 1}"),
            "46 `at_least` does not go with `activity`");
  EXPECT_EQ(
      told_expectation(
          "{activity: refresh, instance: ins-00000001, Status: FAILED, InstanceStatus: FAILED}"),
      "54 `Status` does not go with `activity` and `instance`");
}

TEST(Expectations, AreShownOnOneLine) {
  EXPECT_EQ(only_expectation("{activity: 'refresh', Status: \"FAILED\"}").text,
            "{activity: refresh, Status: FAILED}");
  EXPECT_EQ(only_expectation("{instance: ins-00000001, ImageId: 'a, b'}").text,
            "{instance: ins-00000001, ImageId: \"a, b\"}");
}

}  // namespace
}  // namespace refreshsim::test
