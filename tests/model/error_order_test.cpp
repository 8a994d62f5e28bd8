// Which of several errors answers (model.md, section 5, `error-order`). Each test makes two of them
// hold at once.
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::Each;
using testing::ElementsAre;

const std::string kUnavailable = "ResourceUnavailable.";

std::string last_code(const std::string& yaml) {
  const std::vector<std::string> all = codes(run_text(yaml));
  return all.empty() ? "" : all.back();
}

std::string starts(const std::string& request) {
  return "calls:\n" + call("0s", "StartInstanceRefresh", request);
}

TEST(ErrorOrder, RateIsMoreThanTwentyOfOneActionWithinAWholeSecond) {
  std::string calls = "calls:\n";
  for (int i = 0; i < 20; ++i) calls += describe_all("1s");
  const std::string limit = "RequestLimitExceeded";
  const Story within = run_text(fleet(1) + calls + describe_all("1s999ms"));
  EXPECT_EQ(codes(within).back(), limit);
  std::vector<std::string> first = codes(within);
  first.pop_back();
  EXPECT_THAT(first, Each("ok"));
  EXPECT_EQ(last_code(fleet(1) + calls + describe_all("2s")), "ok");
  EXPECT_EQ(last_code(fleet(1) + calls + describe_all("999ms")), "ok");
  EXPECT_EQ(last_code(fleet(1) + calls + standby("1s", 1)), "ok") << "each action by itself";
}

TEST(ErrorOrder, RateComesBeforeTheShapeAndCountsRefusedCalls) {
  std::string calls = "calls:\n";
  for (int i = 0; i < 21; ++i) calls += call("0s", "StopInstanceRefresh", "");
  const std::vector<std::string> answers = codes(run_text(fleet(1) + calls));
  ASSERT_EQ(answers.size(), 21U);
  EXPECT_EQ(answers[19], "MissingParameter");
  EXPECT_EQ(answers[20], "RequestLimitExceeded");
}

TEST(ErrorOrder, ShapeOrder_MissingThenUnknownThenTypeThenValue) {
  const std::string group = "AutoScalingGroupId: asg-1, RefreshSettings: ";
  EXPECT_EQ(
      last_code(fleet(1) + starts(group + "{RollingUpdateSettings: {BatchPause: 5, Odd: 1}}")),
      "MissingParameter");
  EXPECT_EQ(
      last_code(fleet(1) + starts(group + "{RollingUpdateSettings: {BatchNumber: x, Odd: 1}}")),
      "UnknownParameter");
  EXPECT_EQ(last_code(fleet(1) + starts("RefreshMode: ODD, " + group +
                                        "{RollingUpdateSettings: {BatchNumber: x}}")),
            "InvalidParameter");
  EXPECT_EQ(last_code(fleet(1) + starts("RefreshMode: ODD, " + group +
                                        "{RollingUpdateSettings: {BatchNumber: 1}}")),
            "InvalidParameterValue");
}

TEST(ErrorOrder, ShapeOrder_OverTheWholeRequestAndNotBelowAWrongType) {
  EXPECT_EQ(last_code(fleet(1) + starts("AutoScalingGroupId: 5, RefreshSettings: "
                                        "{RollingUpdateSettings: {}}")),
            "MissingParameter")
      << "a deep one that is missing comes before a shallow one of the wrong type";
  EXPECT_EQ(last_code(fleet(1) + starts("AutoScalingGroupId: asg-1, RefreshSettings: 5")),
            "InvalidParameter")
      << "nothing is missing below a value of the wrong type";
}

TEST(ErrorOrder, NullCountsAsMissing) {
  EXPECT_EQ(last_code(fleet(1) + starts("AutoScalingGroupId: null, RefreshSettings: "
                                        "{RollingUpdateSettings: {BatchNumber: 1}}")),
            "MissingParameter");
  EXPECT_EQ(last_code(fleet(1) + starts("AutoScalingGroupId: asg-1, RefreshMode: null, "
                                        "RefreshSettings: {RollingUpdateSettings: {BatchNumber: "
                                        "1, MaxSurge: null}}")),
            "ok");
}

TEST(ErrorOrder, BatchNumberIsAnIntegerFromOneAndMaxSurgeFromZero) {
  const auto answer = [](const std::string& rolling) {
    return last_code(fleet(2) + "calls:\n" + start("0s", rolling));
  };
  EXPECT_EQ(answer("BatchNumber: 0"), "InvalidParameterValue");
  EXPECT_EQ(answer("BatchNumber: -1"), "InvalidParameterValue");
  EXPECT_EQ(answer("BatchNumber: 1.5"), "InvalidParameter");
  EXPECT_EQ(answer("BatchNumber: '1'"), "InvalidParameter");
  EXPECT_EQ(answer("BatchNumber: 1, MaxSurge: -1"), "InvalidParameterValue");
  EXPECT_EQ(answer("BatchNumber: 1, MaxSurge: 0"), "ok");
  EXPECT_EQ(answer("BatchPause: AUTOMATIC"), "MissingParameter");
  EXPECT_EQ(answer("BatchNumber: 1, BatchPause: SOMETIMES"), "InvalidParameterValue");
  EXPECT_EQ(answer("BatchNumber: 1, FailProcess: PRAY"), "InvalidParameterValue");
}

TEST(ErrorOrder, DefaultsAreThoseOfTheService) {
  const Story run = run_text(fleet(1) + starts("AutoScalingGroupId: asg-1, RefreshSettings: "
                                               "{RollingUpdateSettings: {BatchNumber: 1}}"));
  ASSERT_EQ(run.result.activities.size(), 1U);
  const ActivityView& made = run.result.activities[0];
  EXPECT_EQ(made.mode, RefreshMode::ROLLING_UPDATE_RESET);
  EXPECT_EQ(made.batch_pause, BatchPause::AUTOMATIC);
  EXPECT_EQ(made.fail_process, FailProcess::AUTO_PAUSE);
  EXPECT_EQ(made.max_surge, 0U);
  EXPECT_FALSE(made.check_health);
  EXPECT_EQ(made.check_health_timeout_s, 1800U);
}

TEST(ErrorOrder, ValueComesBeforeUnsupportedAndThatBeforeTheRole) {
  const auto answer = [](const std::string& rolling) {
    return last_code("authorized: false\n" + fleet(1) + "calls:\n" +
                     call("0s", "RollbackInstanceRefresh",
                          "AutoScalingGroupId: asg-1, OriginRefreshActivityId: x, "
                          "RefreshSettings: {RollingUpdateSettings: {" +
                              rolling + "}}"));
  };
  EXPECT_EQ(answer("BatchNumber: 0, MaxSurge: 1"), "InvalidParameterValue");
  EXPECT_EQ(answer("BatchNumber: 1, MaxSurge: 1"), "UnsupportedOperation");
  EXPECT_EQ(answer("BatchNumber: 1"), "UnauthorizedOperation.AutoScalingRoleUnauthorized");
}

TEST(ErrorOrder, RoleIsForTheFiveThatChangeARefreshAndComesBeforeTheGroup) {
  const std::string head = "authorized: false\n" + fleet(1) + "calls:\n";
  const std::string role = "UnauthorizedOperation.AutoScalingRoleUnauthorized";
  for (const std::string action :
       {"StopInstanceRefresh", "ResumeInstanceRefresh", "CancelInstanceRefresh"}) {
    EXPECT_EQ(last_code(head + call("0s", action, "AutoScalingGroupId: x, RefreshActivityId: y")),
              role);
  }
  EXPECT_EQ(last_code(head + call("0s", "StartInstanceRefresh",
                                  "AutoScalingGroupId: x, RefreshSettings: "
                                  "{RollingUpdateSettings: {BatchNumber: 1}}")),
            role);
  EXPECT_EQ(last_code(head + call("0s", "RollbackInstanceRefresh",
                                  "AutoScalingGroupId: x, OriginRefreshActivityId: y, "
                                  "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}")),
            role);
  EXPECT_EQ(last_code(head + standby("0s", 1)), "ok");
  EXPECT_EQ(last_code(head + describe_all("0s")), "ok");
}

TEST(ErrorOrder, OriginComesBeforeTheGroupsStatus) {
  EXPECT_EQ(
      last_code(fleet(1) + "faults: [{at: 1s, group_status: {asg-1: LB_ABNORMAL}}]\ncalls:\n" +
                call("2s", "RollbackInstanceRefresh",
                     "AutoScalingGroupId: asg-1, OriginRefreshActivityId: asr-9, "
                     "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}")),
      "ResourceNotFound.RefreshActivityNotFound");
}

TEST(ErrorOrder, GroupComesBeforeTheActivity) {
  const auto answer = [](const std::string& action, const std::string& group) {
    const bool rolls_back = action == "RollbackInstanceRefresh";
    return last_code(fleet(1) + "calls:\n" +
                     call("0s", action,
                          "AutoScalingGroupId: " + group + ", " + (rolls_back ? "Origin" : "") +
                              "RefreshActivityId: y" +
                              (rolls_back ? ", RefreshSettings: {RollingUpdateSettings: "
                                            "{BatchNumber: 1}}"
                                          : "")));
  };
  for (const std::string action : {"StopInstanceRefresh", "ResumeInstanceRefresh",
                                   "CancelInstanceRefresh", "RollbackInstanceRefresh"}) {
    EXPECT_EQ(answer(action, "x"), "ResourceNotFound.AutoScalingGroupIdNotFound") << action;
    EXPECT_EQ(answer(action, "asg-1"), "ResourceNotFound.RefreshActivityNotFound") << action;
  }
  EXPECT_EQ(last_code(fleet(1) + starts("AutoScalingGroupId: x, RefreshSettings: "
                                        "{RollingUpdateSettings: {BatchNumber: 1}}")),
            "ResourceNotFound.AutoScalingGroupIdNotFound");
}

TEST(ErrorOrder, OfStartInstanceRefresh) {
  const std::string window = "in_activity: [{from: 0s, to: 1m}]";
  const std::string gone = "images: {img-1: {exists: false}}\ncalls:\n";
  EXPECT_EQ(
      last_code(fleet(1) + "faults: [{at: 1s, group_status: {asg-1: LB_ABNORMAL}}]\ncalls:\n" +
                start("0s", "BatchNumber: 1") + start_as("second", "1s", "BatchNumber: 1")),
      kUnavailable + "AutoScalingGroupAbnormalStatus");
  EXPECT_EQ(last_code(fleet(1, "in_activity: [{from: 1s, to: 1m}]") + "calls:\n" +
                      start("0s", "BatchNumber: 1") + start_as("second", "1s", "BatchNumber: 1")),
            kUnavailable + "AutoScalingGroupInRefreshActivity");
  EXPECT_EQ(
      last_code(fleet(1, window) + "calls:\n" + standby("0s", 1) + start("0s", "BatchNumber: 1")),
      kUnavailable + "AutoScalingGroupInActivity");
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + standby("0s", 1) + start("0s", "BatchNumber: 2")),
            kUnavailable + "NoInstanceCanRefresh");
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 2, MaxSurge: 2")),
            "InvalidParameterValue.BatchNumberTooLarge");
  EXPECT_EQ(last_code(fleet(1) + gone + start("0s", "BatchNumber: 1, MaxSurge: 2")),
            "InvalidParameterValue.MaxSurgeTooLarge");
  EXPECT_EQ(last_code(fleet(1) + gone + start("0s", "BatchNumber: 1, MaxSurge: 1")),
            kUnavailable + "InquiryPriceResetInstanceFailed");
}

TEST(ErrorOrder, ConfigurationsImageMustExistAndFit) {
  for (const std::string trouble : {"{exists: false}", "{conflicts: true}"}) {
    EXPECT_EQ(last_code(fleet(1) + "images: {img-1: " + trouble + "}\ncalls:\n" +
                        start("0s", "BatchNumber: 1")),
              kUnavailable + "InquiryPriceResetInstanceFailed");
  }
}

TEST(ErrorOrder, OfRollbackInstanceRefreshAndTheGroup) {
  const std::string two = "calls:\n" + start("0s", "BatchNumber: 1") +
                          start_as("second", "20s", "BatchNumber: 1") +
                          rollback("25s", "BatchNumber: 1");
  EXPECT_EQ(last_code(fleet(1) + "faults: [{at: 25s, group_status: {asg-1: LB_ABNORMAL}}]\n" + two),
            kUnavailable + "AutoScalingGroupAbnormalStatus");
  EXPECT_EQ(last_code(fleet(1, "in_activity: [{from: 24s, to: 1m}]") + two),
            kUnavailable + "AutoScalingGroupInRefreshActivity");
  const std::string old =
      "refreshsim: 1\nimages: {img-old: {exists: false}}\n"
      "launch_configurations: {asc-1: {ImageId: img-2}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: [{id: ins-00000001, "
      "ImageId: img-old}]}}\ncalls:\n";
  EXPECT_EQ(last_code(old + start("0s", "BatchNumber: 1") + rollback("10m", "BatchNumber: 2")),
            "InvalidParameterValue.BatchNumberTooLarge");
}

TEST(ErrorOrder, OfRollbackInstanceRefresh) {
  const std::string refreshed = "calls:\n" + start("0s", "BatchNumber: 1");
  EXPECT_EQ(last_code(fleet(1, "in_activity: [{from: 35s, to: 1m}]") + refreshed +
                      rollback("20s", "BatchNumber: 1") +
                      rollback("40s", "BatchNumber: 1", "rollback", "again")),
            kUnavailable + "AutoScalingGroupInActivity");
  EXPECT_EQ(last_code(fleet(1) + refreshed + rollback("20s", "BatchNumber: 1") +
                      rollback("21s", "BatchNumber: 1", "rollback", "again")),
            kUnavailable + "RollbackTypeActivityCanNotRollbackAgain")
      << "before the conflict: it is running";
  EXPECT_EQ(last_code(fleet(2) + "calls:\n" +
                      start_replace("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                      cancel("30s") + rollback("31s", "BatchNumber: 1")),
            kConflict);
  EXPECT_EQ(last_code(fleet(1) + "faults: [{at: 5s, remove: ins-00000001}]\ncalls:\n" +
                      start_replace("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1")),
            kUnavailable + "RefreshActivityCanNotRollback");
  EXPECT_EQ(last_code(fleet(1) + "faults: [{at: 5s, remove: ins-00000001}]\n" + refreshed +
                      rollback("20s", "BatchNumber: 9")),
            kUnavailable + "NoInstanceCanRollback");
}

TEST(ErrorOrder, OfTheCallsThatConcernInstances) {
  const auto answer = [](const std::string& action, const std::string& ids) {
    return last_code(fleet(2) + "calls:\n" +
                     start("0s", "BatchNumber: 2, MaxSurge: 1, BatchPause: FIRST_BATCH_PAUSE") +
                     rollback("40s", "BatchNumber: 1") +
                     call("41s", action, "AutoScalingGroupId: asg-1, InstanceIds: [" + ids + "]"));
  };
  for (const std::string action :
       {"EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"}) {
    EXPECT_EQ(answer(action, "ins-00000001, ins-00000009"), "ResourceNotFound.InstancesNotFound")
        << "1 is in flight";
    EXPECT_EQ(answer(action, "ins-00000003, ins-00000001"), kUnavailable + "InstanceInOperation")
        << "3 is TERMINATING";
  }
}

TEST(ErrorOrder, RequestIsJudgedWhenItIsMade) {
  const Story run = run_text(fleet(1) + starts("Nonsense: [1, 2]"));
  EXPECT_THAT(codes(run), ElementsAre("MissingParameter"));
}

}  // namespace
}  // namespace refreshsim::model_test
