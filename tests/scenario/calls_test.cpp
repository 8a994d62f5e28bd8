// Calls: times and triggers, names of activities, ids, requests.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

/// A group g, a call named refresh, and more calls from line 6 on.
std::string with_call(const std::string& calls) {
  return versioned(R"(launch_configurations: {a: {}}
scaling_groups: {g: {launch_configuration: a, instances: 2}}
calls:
  - {at: 0s, as: refresh, action: StartInstanceRefresh}
)") + calls;
}

Call second(const std::string& call) { return load(with_call("  - " + call + "\n")).calls[1]; }

/// The first message, its place before it.
std::string told_call(const std::string& calls) {
  const LoadResult result = parse_scenario(with_call(calls + "\n"));
  if (result.ok()) return "fine";
  const Diagnostic& first = result.diagnostics[0];
  return std::to_string(first.place.line) + ":" + std::to_string(first.place.column) + " " +
         first.message;
}

TEST(Calls, WithoutARequestSendAnEmptyOne) {
  EXPECT_EQ(second("{at: 1m, action: StopInstanceRefresh}").request, Value(Value::Map{}));
}

TEST(Calls, AreNotJudgedWhenRead) {
  EXPECT_EQ(told_call("  - {at: 1m, action: StopInstanceRefresh, request: {What: [7]}}"), "fine");
}

TEST(Calls, TriggerOnAStatusOfAnActivity) {
  const Call call = second("{when: {activity: refresh, status: AUTO_PAUSE}, action: EnterStandby}");
  ASSERT_TRUE(call.when);
  EXPECT_EQ(call.when->kind, Trigger::Kind::activity_status);
  EXPECT_EQ(call.when->status, ActivityStatus::AUTO_PAUSE);
  EXPECT_FALSE(call.at);
  EXPECT_EQ(call.times, 1U);
}

TEST(Calls, TriggerOnAStatusOfABatch) {
  const Call call =
      second("{when: {activity: refresh, batch: 2, status: FAILED}, action: EnterStandby}");
  EXPECT_EQ(call.when->kind, Trigger::Kind::batch_status);
  EXPECT_EQ(call.when->batch, 2U);
  EXPECT_EQ(call.when->batch_status, BatchStatus::FAILED);
  EXPECT_EQ(
      told_call(
          "  - {when: {activity: refresh, batch: 2, status: AUTO_PAUSE}, action: EnterStandby}"),
      "6:50 `status` must be a batch's status, not `AUTO_PAUSE`; it is WAITING, INIT, RUNNING, "
      "FAILED, PARTIALLY_SUCCESSFUL, CANCELLED or SUCCESSFUL");
}

TEST(Calls, TriggerOnThresholds) {
  const Call below = second("{when: {group: g, serving_below: 70%}, action: EnterStandby}");
  EXPECT_EQ(below.when->kind, Trigger::Kind::serving_below);
  EXPECT_TRUE(below.when->threshold.percent);
  const Call badly = second("{when: {group: g, serving_badly_above: 0}, action: EnterStandby}");
  EXPECT_EQ(badly.when->kind, Trigger::Kind::serving_badly_above);
  EXPECT_EQ(badly.when->group, GroupId{0U});
}

TEST(Calls, FollowTheirTriggerAfterAWhile) {
  const Call call = second(
      "{when: {group: g, serving_below: 1}, after: {uniform: {min: 1s, max: 2s}}, times: always, "
      "action: EnterStandby}");
  EXPECT_EQ(call.after.kind, DistributionKind::uniform);
  EXPECT_FALSE(call.times);
}

TEST(Calls, FireAWholeNumberOfTimesOrAlways) {
  const std::string head = "  - {when: {group: g, serving_below: 1}, action: EnterStandby, times: ";
  EXPECT_EQ(told_call(head + "0}"), "6:71 `times` must be from 1 to 1000000, not `0`");
  EXPECT_EQ(told_call(head + "1000000000}"),
            "6:71 `times` must be from 1 to 1000000, not `1000000000`");
  EXPECT_EQ(
      told_call(head + "alway}"),
      "6:71 `times` must be a whole number from 1 to 1000000, or always, not `alway`; did you "
      "mean `always`?");
}

TEST(Calls, GiveTheirActivityAName) {
  EXPECT_EQ(second("{at: 1m, as: back, action: RollbackInstanceRefresh}").name, NameId{2U});
  EXPECT_FALSE(second("{at: 1m, as: stop, action: StopInstanceRefresh}").name.some());
  EXPECT_EQ(
      told_call("  - {at: 1m, as: a.b, action: StartInstanceRefresh}"),
      "6:18 `as` must be a name of letters, digits, _ and -, which begins with a letter or _, "
      "not `a.b`");
}

TEST(Calls, MayNotShareAName) {
  EXPECT_EQ(errors(with_call("  - {at: 1m, as: refresh, action: StartInstanceRefresh}\n")),
            "f.yaml:6:18: error: the name `refresh` is given twice\n"
            "  - {at: 1m, as: refresh, action: StartInstanceRefresh}\n"
            "                 ^\n"
            "f.yaml:5:18: note: first here\n"
            "  - {at: 0s, as: refresh, action: StartInstanceRefresh}\n"
            "                 ^\n");
}

TEST(Calls, NameActivitiesThatAreMadeLaterInTheFile) {
  EXPECT_EQ(told_call("  - {when: {activity: later, status: RUNNING}, action: EnterStandby}\n"
                      "  - {at: 9m, as: later, action: StartInstanceRefresh}"),
            "fine");
}

TEST(Calls, NameAutomaticRollbacks) {
  EXPECT_EQ(load(with_call("  - {when: {activity: refresh.rollback, status: RUNNING}, action: "
                           "EnterStandby}\n"))
                .calls[1]
                .when->activity,
            Scenario::rollback_of(NameId{0U}));
}

TEST(Calls, NameOnlyActivities) {
  EXPECT_EQ(told_call("  - {when: {activity: refrsh, status: RUNNING}, action: EnterStandby}"),
            "6:23 no activity is called `refrsh`; did you mean `refresh`?");
  EXPECT_EQ(
      errors(with_call("  - {at: 1m, as: stop, action: StopInstanceRefresh}\n"
                       "  - {when: {activity: stop, status: RUNNING}, action: EnterStandby}\n")),
      "f.yaml:7:23: error: the call `stop` makes no activity; StartInstanceRefresh and "
      "RollbackInstanceRefresh do\n"
      "  - {when: {activity: stop, status: RUNNING}, action: EnterStandby}\n"
      "                      ^\n"
      "f.yaml:6:18: note: it is named here\n"
      "  - {at: 1m, as: stop, action: StopInstanceRefresh}\n"
      "                 ^\n");
}

TEST(Requests, ReferToDefinedActivitiesWhereAnIdStands) {
  const auto request = [](const std::string& text) {
    return told_call("  - {at: 1m, action: DescribeRefreshActivities, request: {" + text + "}}");
  };
  EXPECT_EQ(request("RefreshActivityId: $refresh"), "fine");
  EXPECT_EQ(request("RefreshActivityId: $refresh.rollback"), "fine");
  EXPECT_EQ(request("RefreshActivityId: asr-unknown"), "fine");
  const std::string wrong = " no activity is called `rfresh`; did you mean `refresh`?";
  EXPECT_EQ(request("RefreshActivityId: $rfresh"), "6:78" + wrong);
  EXPECT_EQ(request("OriginRefreshActivityId: $rfresh"), "6:84" + wrong);
  EXPECT_EQ(request("RefreshActivityIds: [asr-1, $rfresh]"), "6:87" + wrong);
  EXPECT_EQ(request("Filters: [{Name: refresh-activity-id, Values: [$rfresh]}]"), "6:106" + wrong);
}

TEST(Requests, KeepADollarWhereNoIdStands) {
  EXPECT_EQ(
      told_call(
          "  - {at: 1m, action: DescribeRefreshActivities, request: {Other: $rfresh, Filters: "
          "[{Name: refresh-activity-type, Values: [$rfresh]}]}}"),
      "fine");
}

TEST(Requests, OfModifyGiveTheirFieldsNumbers) {
  const Scenario read = load(with_call(
      "  - {at: 1m, action: ModifyLaunchConfigurationAttributes, request: {ImageId: img-v2, "
      "EnhancedService: {b: 1, a: 2}, HostName: ~}}\n"));
  EXPECT_TRUE(read.symbols.find("img-v2").some());
  EXPECT_TRUE(read.symbols.find(R"({"a":2,"b":1})").some());
  EXPECT_FALSE(read.symbols.find("null").some());
}

TEST(ActivityIds, MayNotBeGivenTwice) {
  EXPECT_EQ(told_call("  - {at: 1m, id: asr-1, action: StartInstanceRefresh}\n"
                      "  - {at: 2m, id: asr-1, action: StartInstanceRefresh}"),
            "7:18 the id `asr-1` is given twice");
}

TEST(ActivityIds, AreForCallsThatMakeActivities) {
  EXPECT_EQ(told_call("  - {at: 1m, id: asr-1, action: StopInstanceRefresh}"),
            "6:18 `StopInstanceRefresh` makes no activity that could have an id");
}

TEST(Answers, AreExpectedByFullCodes) {
  EXPECT_EQ(second("{at: 1m, action: EnterStandby, expect: RequestLimitExceeded}").expect,
            "RequestLimitExceeded");
  EXPECT_EQ(told_call("  - {at: 1m, action: EnterStandby, expect: NoInstanceCanRollback}"),
            "6:44 `expect` must be ok, or an error code of the service in full, not "
            "`NoInstanceCanRollback`; did you mean `ResourceUnavailable.NoInstanceCanRollback`?");
}

TEST(Actions, ThatAreUnknownComeWithTheNearestAndCauseNoSecondError) {
  EXPECT_EQ(errors(with_call("  - {at: 1m, as: x, action: StartInstancesRefresh}\n"
                             "  - {when: {activity: x, status: RUNNING}, action: EnterStandby}\n")),
            "f.yaml:6:29: error: `action` must be an action of the service, not "
            "`StartInstancesRefresh`; did you mean `StartInstanceRefresh`?\n"
            "  - {at: 1m, as: x, action: StartInstancesRefresh}\n"
            "                            ^\n");
}

}  // namespace
}  // namespace refreshsim::test
