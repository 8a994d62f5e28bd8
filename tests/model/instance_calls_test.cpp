// The calls that concern instances and launch configurations (model.md, section 5).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

const std::string kInOperation = "ResourceUnavailable.InstanceInOperation";
const std::string kNothingToDo = "FailedOperation.NoActivityToGenerate";

std::string several(const std::string& at, const std::string& action, const std::string& ids) {
  return call(at, action, "AutoScalingGroupId: asg-1, InstanceIds: [" + ids + "]");
}

TEST(InstanceCalls, HappenAtOnce) {
  const Story run = run_text(fleet(3) + "calls:\n" + standby("5s", 1) + exit_standby("7s", 1) +
                             detach("8s", 2) + remove("9s", 3));
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 5s, IN_SERVICE 7s");
  EXPECT_EQ(life(run, 2), "IN_SERVICE 0s, gone 8s");
  EXPECT_EQ(life(run, 3), "IN_SERVICE 0s, gone 9s");
}

TEST(InstanceCalls, UnknownThingsAreNotFound) {
  const std::string odd = "AutoScalingGroupId: x, InstanceIds: [ins-00000001]";
  for (const std::string action :
       {"EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"}) {
    EXPECT_THAT(codes(run_text(fleet(1) + "calls:\n" + call("0s", action, odd))),
                ElementsAre("ResourceNotFound.AutoScalingGroupNotFound"));
    EXPECT_THAT(codes(run_text(fleet(1) + "calls:\n" + several("0s", action, "ins-00000002"))),
                ElementsAre("ResourceNotFound.InstancesNotFound"));
  }
  EXPECT_THAT(codes(run_text(fleet(1) + "calls:\n" +
                             call("0s", "ModifyLaunchConfigurationAttributes",
                                  "LaunchConfigurationId: x, ImageId: img-2"))),
              ElementsAre("ResourceNotFound.LaunchConfigurationIdNotFound"));
}

TEST(InstanceCalls, AnotherGroupsThingIsNotFound) {
  const std::string two =
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 1}, asg-2: "
      "{launch_configuration: asc-1, instances: 1}}\ncalls:\n";
  const Story run = run_text(
      two + detach("0s", 2) + start("1s", "BatchNumber: 1") +
      call("2s", "StopInstanceRefresh", "AutoScalingGroupId: asg-2, RefreshActivityId: $refresh"));
  EXPECT_THAT(codes(run), ElementsAre("ResourceNotFound.InstancesNotFound", "ok",
                                      "ResourceNotFound.RefreshActivityNotFound"));
}

TEST(InstanceCalls, GoneInstanceIsNotFound) {
  const Story run = run_text(fleet(1) + "calls:\n" + detach("0s", 1) + detach("1s", 1));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ResourceNotFound.InstancesNotFound"));
}

TEST(InstanceCalls, InOperationWhileTheRowIsInFlight) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + standby("5s", 1) +
               exit_standby("5s", 1) + detach("5s", 1) + remove("12s999ms", 1) + standby("13s", 1));
  EXPECT_THAT(codes(run),
              ElementsAre("ok", kInOperation, kInOperation, kInOperation, kInOperation, "ok"));
}

TEST(InstanceCalls, StandbyCallsAlsoWhileTheRowIsWaiting) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2") +
                             standby("5s", 2) + exit_standby("5s", 2) + detach("6s", 2));
  EXPECT_THAT(codes(run), ElementsAre("ok", kInOperation, kInOperation, "ok"));
}

TEST(InstanceCalls, NothingToDoIfNotInTheStateToLeave) {
  const Story run = run_text(fleet(1) + "calls:\n" + exit_standby("0s", 1) + standby("1s", 1) +
                             standby("2s", 1) + detach("3s", 1));
  EXPECT_THAT(codes(run), ElementsAre(kNothingToDo, "ok", kNothingToDo, "ok"));
}

TEST(InstanceCalls, DetachAndRemoveTakeAnyButCreatingAndTerminating) {
  const Story run =
      run_text(fleet(1) + "faults: [{match: {step: terminate}, outcome: fail}]\ncalls:\n" +
               start("0s", "BatchNumber: 1, MaxSurge: 1") + detach("5s", 2) + remove("36s", 2) +
               standby("37s", 2) + remove("40s", 2));
  EXPECT_THAT(codes(run), ElementsAre("ok", kNothingToDo, kNothingToDo, kNothingToDo, "ok"));
  EXPECT_EQ(life(run, 2),
            "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, TERMINATION_FAILED 39s, gone 40s");
}

TEST(InstanceCalls, CallWithSeveralIdsIsRefusedWhole) {
  const Story run = run_text(fleet(3) + "calls:\n" + standby("0s", 2) +
                             several("1s", "EnterStandby", "ins-00000001, ins-00000002") +
                             several("2s", "RemoveInstances", "ins-00000001, ins-00000009") +
                             several("3s", "DetachInstances", "ins-00000001, ins-00000003"));
  EXPECT_THAT(codes(run),
              ElementsAre("ok", kNothingToDo, "ResourceNotFound.InstancesNotFound", "ok"));
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, gone 3s");
}

TEST(InstanceCalls, IdsOnce_NamedTwiceInOneCallCountsOnce) {
  const Story run = run_text(fleet(3) + "calls:\n" +
                             several("1s", "RemoveInstances", "ins-00000001, ins-00000001"));
  EXPECT_THAT(codes(run), ElementsAre("ok"));
  EXPECT_EQ(desired(run), "3 0s, 2 1s");
}

TEST(InstanceCalls, EmptyLists_NoInstanceIdsChangeNothing) {
  std::string calls;
  for (const char* action : {"EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"}) {
    calls += several("1s", action, "");
  }
  const Story run = run_text(fleet(2) + "calls:\n" + calls);
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok", "ok"));
  EXPECT_EQ(desired(run), "2 0s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s");
}

TEST(InstanceCalls, ExitStandbyPutsItInServiceAsItIs) {
  const Story run = run_text(fleet(1) +
                             "horizon: 30s\nfaults: [{match: {step: boot}, outcome: "
                             "fail}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1") + exit_standby("20s", 1));
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 20s");
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 10'000) << "not healthy, it serves badly";
}

TEST(InstanceCalls, DesiredFollowsCalls_FallsByOneForEach) {
  const Story run =
      run_text(fleet(4) + "calls:\n" + standby("1s", 1) + detach("2s", 2) + remove("3s", 3));
  EXPECT_EQ(desired(run), "4 0s, 3 1s, 2 2s, 1 3s");
}

TEST(InstanceCalls, DesiredFollowsCalls_ExitStandbyGivesItBack) {
  const Story run = run_text(fleet(2) + "calls:\n" + standby("1s", 1) + exit_standby("2s", 1));
  EXPECT_EQ(desired(run), "2 0s, 1 1s, 2 2s");
}

TEST(InstanceCalls, DesiredFollowsCalls_AnInstanceLowersItAtMostOnce) {
  const Story run = run_text(fleet(3) + "calls:\n" + standby("1s", 1) + detach("2s", 1));
  EXPECT_EQ(desired(run), "3 0s, 2 1s");
}

TEST(InstanceCalls, DesiredFollowsCalls_OnlyOneInServiceOrStandbyLowersIt) {
  const Story run =
      run_text(fleet(1) + "faults: [{match: {step: terminate}, outcome: fail}]\ncalls:\n" +
               start_replace("0s", "BatchNumber: 1") + remove("30s", 1));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok"));
  EXPECT_EQ(desired(run), "1 0s") << "it was TERMINATION_FAILED";
  const Story failed =
      run_text(fleet(1) + "faults: [{match: {step: boot}, outcome: fail}]\ncalls:\n" +
               start("0s", "BatchNumber: 1") + remove("30s", 1));
  EXPECT_EQ(desired(failed), "1 0s, 0 30s") << "it was STANDBY, by the refresh";
}

TEST(InstanceCalls, DesiredFollowsCalls_NotBelowMinSize) {
  const Story run = run_text(fleet(3, "min: 2") + "calls:\n" + detach("1s", 1) + remove("2s", 2));
  EXPECT_EQ(desired(run), "3 0s, 2 1s");
}

TEST(InstanceCalls, StandbyDoesNotLowerDesiredCapacityBelowMinSize) {
  const Story run = run_text(fleet(2, "min: 2") + "calls:\n" + standby("1s", 1));
  EXPECT_EQ(desired(run), "2 0s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 1s");
}

TEST(InstanceCalls, DesiredFollowsCalls_NotARefreshsOwnStandbyNorAnOwnersLoss) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000002}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1"));
  EXPECT_EQ(desired(run), "2 0s");
}

TEST(InstanceCalls, DesiredFollowsCalls_NotARefreshThatPutsOneBackIntoService) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             standby("20s", 1) + rollback("30s", "BatchNumber: 1"));
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 13s, STANDBY 20s, IN_SERVICE 42s");
  EXPECT_EQ(desired(run), "1 0s, 0 20s");
}

TEST(InstanceCalls, StandbyMemory_LastsUntilAnExitStandby) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + standby("20s", 1) +
               rollback("30s", "BatchNumber: 1") + exit_standby("50s", 1) + standby("51s", 1) +
               exit_standby("52s", 1) + standby("53s", 1));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok", kNothingToDo, "ok", "ok", "ok"));
  EXPECT_EQ(desired(run), "1 0s, 0 20s, 1 52s, 0 53s");
}

TEST(InstanceCalls, StandbyMemory_NothingWhereMinSizeKeptItFromFalling) {
  const Story run = run_text(fleet(2, "min: 1") + "calls:\n" + standby("1s", 1) + standby("2s", 2) +
                             exit_standby("3s", 2) + exit_standby("4s", 1));
  EXPECT_EQ(desired(run), "2 0s, 1 1s, 2 4s");
}

TEST(InstanceCalls, FindInstancesOfAnyNumber) {
  const auto enters = [](const std::string& at, const std::string& instance) {
    return call(at, "EnterStandby", "AutoScalingGroupId: asg-1, InstanceIds: [" + instance + "]");
  };
  const Story run = run_text(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: [{id: ins-00000001}, {id: "
      "ins-99999999}]}}\ncalls:\n" +
      enters("0s", "ins-99999999") + enters("1s", "ins-88888888"));
  EXPECT_THAT(codes(run), testing::ElementsAre("ok", testing::HasSubstr("NotFound")));
}

}  // namespace
}  // namespace refreshsim::model_test
