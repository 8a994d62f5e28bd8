// Triggers, matches and expectations as interface.md, section 1, promises them.
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

/// Whether an expectation holds.
bool holds(const std::string& yaml, const std::string& expectation) {
  const Story run = run_text(yaml + "expect: [{" + expectation + "}]\n");
  return run.result.expectations.size() == 1 && run.result.expectations[0].ok;
}

TEST(Expectations, BeforeAtAnyTime_EvenIfItChangedLater) {
  const std::string text = fleet(1) + refresh_at_once();
  EXPECT_TRUE(holds(text, "activity: refresh, Status: INIT, before: 1ms"));
  EXPECT_TRUE(holds(text, "activity: refresh, Status: RUNNING, before: 10s"));
  EXPECT_FALSE(holds(text, "activity: refresh, Status: RUNNING")) << "the end of the run counts";
  EXPECT_TRUE(holds(text, "activity: refresh, Status: SUCCESSFUL"));
  EXPECT_TRUE(holds(text, "instance: ins-00000001, LifeCycleState: STANDBY, before: 1s"));
  EXPECT_FALSE(holds(text, "instance: ins-00000001, LifeCycleState: STANDBY"));
}

TEST(Expectations, BeforeAtAnyTime_StrictlyBefore) {
  const std::string text = fleet(1) + refresh_at_once();
  EXPECT_FALSE(holds(text, "activity: refresh, Status: SUCCESSFUL, before: 13s"));
  EXPECT_TRUE(holds(text, "activity: refresh, Status: SUCCESSFUL, before: 13s1ms"));
  EXPECT_FALSE(
      holds(text, "activity: refresh, batch: 1, RefreshBatchStatus: SUCCESSFUL, before: 13s"));
  EXPECT_TRUE(holds(
      text,
      "activity: refresh, instance: ins-00000001, InstanceStatus: SUCCESSFUL, before: 13s1ms"));
}

TEST(Expectations, BeforeAtAnyTime_OfTheNamedBatchAndRowOnly) {
  const std::string text = fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2");
  EXPECT_FALSE(
      holds(text, "activity: refresh, batch: 2, RefreshBatchStatus: SUCCESSFUL, before: 20s"));
  EXPECT_FALSE(holds(text,
                     "activity: refresh, instance: ins-00000002, InstanceStatus: "
                     "SUCCESSFUL, before: 20s"));
  EXPECT_TRUE(holds(text,
                    "activity: refresh, instance: ins-00000001, InstanceStatus: "
                    "SUCCESSFUL, before: 20s"));
}

TEST(Expectations, NameMeansItsLatestActivity) {
  const std::string text =
      fleet(1) +
      "horizon: 50s\nfaults: [{at: 5s, unhealthy: ins-00000001}, {at: 30s, unhealthy: "
      "ins-00000001}]\ncalls:\n"
      "  - {when: {group: asg-1, serving_badly_above: 0}, times: 2, as: refresh, "
      "action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n";
  EXPECT_EQ(run_text(text).result.activities.size(), 2U);
  EXPECT_FALSE(holds(text, "activity: refresh, Status: SUCCESSFUL, before: 40s"));
  EXPECT_TRUE(holds(text, "activity: refresh, Status: SUCCESSFUL, before: 50s"));
}

TEST(Expectations, BeforeAtAnyTime_AllThatItNamesTogether) {
  const std::string text =
      fleet(1) + "faults: [{at: 12s, unhealthy: ins-00000001, for: 5s}]\n" + refresh_at_once();
  EXPECT_TRUE(
      holds(text, "instance: ins-00000001, LifeCycleState: STANDBY, healthy: false, before: 1m"));
  EXPECT_TRUE(holds(
      text, "instance: ins-00000001, LifeCycleState: IN_SERVICE, healthy: false, before: 1m"));
  const std::string never =
      fleet(1) + "faults: [{at: 5s, unhealthy: ins-00000001}]\n" + refresh_at_once();
  EXPECT_FALSE(holds(
      never, "instance: ins-00000001, LifeCycleState: IN_SERVICE, healthy: false, before: 1m"));
}

TEST(Expectations, CallThatIsNeverMadeFailsItsOwn) {
  const Story run = run_text(fleet(1) + refresh_at_once() +
                             "  - {when: {activity: refresh, status: FAILED_PAUSE}, action: "
                             "DescribeRefreshActivities, expect: ok}\n");
  EXPECT_FALSE(run.result.as_expected());
}

TEST(Expectations, CallThatAnswersOtherwiseFailsItsOwn) {
  const auto stopped = [](const std::string& expected) {
    return run_text(fleet(1) + "calls:\n" +
                    call("0s", "StopInstanceRefresh", "", "expect: " + expected))
        .result.as_expected();
  };
  EXPECT_TRUE(stopped("MissingParameter"));
  EXPECT_FALSE(stopped("ok"));
}

TEST(Expectations, WhatNeverCameToBeAndWhatIsNullFulfilsNothing) {
  const std::string text = fleet(1) + "calls:\n" + start("0s", "BatchNumber: 5") + standby("1s", 1);
  EXPECT_FALSE(holds(text, "activity: refresh, Status: INIT"));
  EXPECT_FALSE(holds(text, "group: asg-1, statistic: time_to_detect_ms, at_most: 1000000"));
  EXPECT_FALSE(holds(text, "group: asg-1, statistic: time_to_detect_ms, at_most: 16m40s"));
}

TEST(Expectations, AlwaysIsTheLeastOrTheMostOfTheWindow) {
  const std::string text = fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2");
  EXPECT_TRUE(holds(text, "group: asg-1, always: serving, at_least: 1"));
  EXPECT_FALSE(holds(text, "group: asg-1, always: serving, at_least: 2"));
  EXPECT_TRUE(holds(text, "group: asg-1, always: serving, at_most: 1"));
}

TEST(Expectations, BoundsAreAtLeastAtMostAboveBelowAndEquals) {
  const auto two = [](const std::string& what, const std::string& bounds) {
    return holds(fleet(2) + "horizon: 1m\n", "group: asg-1, " + what + ", " + bounds);
  };
  for (const std::string what : {"always: serving", "statistic: serving.max"}) {
    EXPECT_TRUE(two(what, "at_least: 2")) << what;
    EXPECT_FALSE(two(what, "at_least: 3")) << what;
    EXPECT_TRUE(two(what, "at_most: 2")) << what;
    EXPECT_FALSE(two(what, "at_most: 1")) << what;
    EXPECT_TRUE(two(what, "above: 1")) << what;
    EXPECT_FALSE(two(what, "above: 2")) << what;
    EXPECT_TRUE(two(what, "below: 3")) << what;
    EXPECT_FALSE(two(what, "below: 2")) << what;
    EXPECT_TRUE(two(what, "equals: 2")) << what;
    EXPECT_FALSE(two(what, "equals: 1")) << what;
    EXPECT_FALSE(two(what, "at_least: 2, below: 2")) << what << ": all of them";
  }
}

TEST(Expectations, OfALevelALowerBoundLooksAtTheLeast) {
  const std::string text = fleet(2) + "horizon: 1m\ncalls:\n" + start("0s", "BatchNumber: 2");
  EXPECT_TRUE(holds(text, "group: asg-1, statistic: serving.max, equals: 2"));
  EXPECT_FALSE(holds(text, "group: asg-1, always: serving, above: 1"));
  EXPECT_TRUE(holds(text, "group: asg-1, always: serving, above: 0"));
}

TEST(Expectations, FailedOneSaysWhatWasThereAndSinceWhen) {
  const std::string text = fleet(2) + "calls:\n" + start("5s", "BatchNumber: 2");
  const auto got = [&text](const std::string& expectation) {
    const Story run = run_text(text + "expect: [{" + expectation + "}]\n");
    const ExpectationView& view = run.result.expectations.at(0);
    return view.ok ? "ok" : view.got + " = " + std::to_string(view.at_ms.value_or(-1));
  };
  EXPECT_EQ(got("group: asg-1, always: serving, at_least: 2"), "1 at 5s = 5000");
  EXPECT_EQ(got("group: asg-1, always: serving, equals: 2"), "1 at 5s = 5000");
  EXPECT_EQ(got("group: asg-1, always: serving, below: 2"), "2 at 0s = 0");
  EXPECT_EQ(got("group: asg-1, always: serving, below: 1"), "2 at 0s = 0");
  EXPECT_EQ(got("activity: refresh, batch: 3, RefreshBatchStatus: FAILED"),
            "it has 2 batches = -1");
  EXPECT_EQ(got("activity: refresh, Status: CANCELLED"), "SUCCESSFUL at 31s = 31000");
  EXPECT_EQ(got("activity: refresh, batch: 1, RefreshBatchStatus: FAILED"),
            "SUCCESSFUL at 18s = 18000");
  EXPECT_EQ(got("activity: refresh, instance: ins-00000001, InstanceStatus: FAILED"),
            "SUCCESSFUL at 18s = 18000");
  EXPECT_EQ(got("instance: ins-00000001, LifeCycleState: STANDBY"),
            "IN_SERVICE, img-1, healthy at 18s = 18000");
}

TEST(Expectations, BoundsOfATimeAreAlsoDurationsAndAnsweredByOne) {
  const std::string text = fleet(2) + "calls:\n" + start("5s", "BatchNumber: 2");
  const auto judged = [&text](const std::string& bound) {
    const Story run =
        run_text(text + "expect: [{activity: refresh, statistic: duration_ms, " + bound + "}]\n");
    const ExpectationView& view = run.result.expectations.at(0);
    return (view.ok ? "ok, " : "not, ") + view.got;
  };
  EXPECT_EQ(judged("equals: 26s"), "ok, 26s");
  EXPECT_EQ(judged("at_most: 25999ms"), "not, 26s");
  EXPECT_EQ(judged("at_most: 1m, above: 26000"), "not, 26s");
  EXPECT_EQ(judged("equals: 26000"), "ok, 26000");
}

TEST(Expectations, FailedOneOfAnInstanceThatIsGoneSaysWhenItWent) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000001}]\nhorizon: 10s\n" +
                             "expect: [{instance: ins-00000001, LifeCycleState: IN_SERVICE}]\n");
  EXPECT_EQ(run.result.expectations.at(0).got, "IN_SERVICE, img-1, healthy, gone at 5s");
}

TEST(Expectations, InstanceIsInNoStateBeforeItExists) {
  const std::string text = fleet(1) + "calls:\n" + start_replace("10s", "BatchNumber: 1");
  EXPECT_FALSE(holds(text, "instance: ins-00000002, LifeCycleState: CREATING, before: 10s"));
  EXPECT_TRUE(holds(text, "instance: ins-00000002, LifeCycleState: CREATING, before: 11s"));
}

TEST(Triggers, OfABatchIsNotFiredByWhatItsActivityDoes) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("5s", "BatchNumber: 1") +
                             "  - {when: {activity: refresh, batch: 1, status: WAITING}, times: "
                             "always, action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("5s", "5s"));
}

TEST(Triggers, ThresholdAfterEvent_ComparesBeforeAndAfterEachEvent) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("5s", "BatchNumber: 2") +
                             "  - {when: {group: asg-1, serving_below: 100%}, times: always, "
                             "action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("5s", "5s", "18s"))
      << "one is back at 18s, and the next leaves in a later event";
}

TEST(Triggers, ThresholdAfterEvent_NotWhatComesAndGoesWithinOne) {
  const Story run = run_text(fleet(1) + "calls:\n" + start_replace("0s", "BatchNumber: 1") +
                             "  - {when: {group: asg-1, serving_below: 2}, times: always, action: "
                             "DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("0s"))
      << "below at the start, and the new one's entry and the old one's leaving are one event";
}

TEST(Triggers, ServingBadlyAboveFiresAsItIsCrossed) {
  const Story run = run_text(fleet(2) +
                             "faults: [{at: 5s, unhealthy: ins-00000001}, {at: 6s, unhealthy: "
                             "ins-00000002, for: 1s}, {at: 8s, unhealthy: ins-00000002}]\ncalls:\n"
                             "  - {when: {group: asg-1, serving_badly_above: 1}, after: 1s, times: "
                             "2, action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("7s", "9s"));
}

TEST(Triggers, ServingBadlyAboveAPercentageIsOfDesiredCapacity) {
  const Story run = run_text(fleet(2) +
                             "faults: [{at: 5s, unhealthy: ins-00000001}, {at: 6s, unhealthy: "
                             "ins-00000002}]\ncalls:\n"
                             "  - {when: {group: asg-1, serving_badly_above: 50%}, times: always, "
                             "action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("6s")) << "half of them is not more than half";
}

TEST(Triggers, BatchStatusIsThatOfTheNamedBatch) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 3") +
                             "  - {when: {activity: refresh, batch: 2, status: SUCCESSFUL}, times: "
                             "always, action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("0s", "26s"));
}

TEST(Triggers, CallFollowsWhateverHasHappenedSince) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             "  - {when: {activity: refresh, status: RUNNING}, after: 13s, action: "
                             "StopInstanceRefresh, request: {AutoScalingGroupId: asg-1, "
                             "RefreshActivityId: $refresh}}\n");
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict));
}

TEST(Triggers, FireOnceUnlessTold) {
  const std::string text = fleet(1) + "faults: [{match: {step: boot}, outcome: fail}]\n" +
                           refresh_at_once() + resume("20s") + resume("40s");
  const auto fired = [&](const std::string& times) {
    return run_text(text + "  - {when: {activity: refresh, status: FAILED_PAUSE}" + times +
                    ", action: DescribeRefreshActivities}\n")
               .result.calls.size() -
           3;
  };
  EXPECT_EQ(fired(""), 1U);
  EXPECT_EQ(fired(", times: 2"), 2U);
  EXPECT_EQ(fired(", times: always"), 3U);
}

TEST(Matches, FirstInTheFileThatMatchesAndFiresDecides) {
  const auto boot = [](const std::string& entries) {
    return steps(run_text(fleet(1) + "faults: [" + entries + "]\n" + refresh_at_once()), 1);
  };
  const std::string before = "drain 0s-1s, reinstall 1s-11s, boot 11s-";
  const std::string delay = "{match: {step: boot}, outcome: {delay: 5s}}";
  const std::string fail = "{match: {step: boot}, outcome: fail}";
  EXPECT_EQ(boot(delay + ", " + fail), before + "18s");
  EXPECT_EQ(boot(fail + ", " + delay), before + "13s failed");
  EXPECT_EQ(boot("{match: {step: boot}, probability: 0, outcome: fail}, " + delay), before + "18s");
}

TEST(Matches, ImageIsTheOneBeingInstalledAndInDrainAndTerminateTheOneItRuns) {
  const auto delayed = [](const std::string& step, const std::string& image) {
    const Story run = run_text(fleet(1) + "faults: [{match: {step: " + step + ", image: " + image +
                               "}, outcome: {delay: 1m}}]\ncalls:\n" +
                               modify("0s", "ImageId: img-2") + start("0s", "BatchNumber: 1"));
    return run.result.end_ms == 73'000;
  };
  EXPECT_TRUE(delayed("drain", "img-1"));
  EXPECT_FALSE(delayed("drain", "img-2"));
  for (const std::string step : {"reinstall", "boot"}) {
    EXPECT_TRUE(delayed(step, "img-2"));
    EXPECT_FALSE(delayed(step, "img-1"));
  }
}

TEST(Matches, EverythingGivenMustHold) {
  const auto delayed = [](const std::string& match) {
    const Story run =
        run_text(fleet(2, "zones: [zone-a, zone-b]") + "faults: [{match: {step: boot, " + match +
                 "}, outcome: {delay: 1m}}]\n" + "calls:\n" + start("0s", "BatchNumber: 2"));
    return run.result.end_ms == 86'000;
  };
  EXPECT_TRUE(delayed("instance: ins-00000002, zone: zone-b, batch: 2, attempt: 1, surge: false"));
  EXPECT_TRUE(delayed("group: asg-1, activity: refresh, instance: [ins-00000009, ins-00000002]"));
  EXPECT_FALSE(delayed("instance: ins-00000002, zone: zone-a"));
  EXPECT_FALSE(delayed("instance: ins-00000002, batch: 1"));
  EXPECT_FALSE(delayed("attempt: 2"));
  EXPECT_FALSE(delayed("surge: true"));
}

/// The result of a run that need not list instances and rows.
RunResult unlisted(const std::string& yaml) {
  const LoadResult loaded = parse_scenario(yaml);
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  RunOptions options;
  options.lists = false;
  return Simulation(loaded.scenario).run(options);
}

TEST(Expectations, AboutOneInstanceHoldAlsoWhereNoneIsListed) {
  const std::string text = fleet(1) + refresh_at_once();
  for (const std::string about : {"instance: ins-00000001, LifeCycleState: IN_SERVICE",
                                  "activity: refresh, instance: ins-00000001, InstanceStatus: "
                                  "SUCCESSFUL"}) {
    const RunResult result = unlisted(text + "expect: [{" + about + "}]\n");
    EXPECT_TRUE(result.expectations.front().ok) << about;
  }
}

TEST(Expectations, CallsAreAnsweredWithRowsAlsoWhereNoneIsListed) {
  const std::string text =
      fleet(1) + refresh_at_once() +
      call("1m", "DescribeRefreshActivities", "RefreshActivityIds: [$refresh]");
  const Story run = run_text(text);
  const RunResult result = unlisted(text);
  EXPECT_TRUE(result.calls.back().response == run.result.calls.back().response);
}

TEST(Expectations, AboutNoInstanceNeedNoLists) {
  const std::string text = fleet(1) + refresh_at_once();
  const RunResult result =
      unlisted(text +
               "expect: [{activity: refresh, Status: SUCCESSFUL}, {activity: refresh, batch: "
               "1, RefreshBatchStatus: SUCCESSFUL}]\n");
  EXPECT_TRUE(result.instances.empty());
  EXPECT_TRUE(result.activities.front().batches.front().rows.empty());
  EXPECT_TRUE(result.as_expected());
}

}  // namespace
}  // namespace refreshsim::model_test
