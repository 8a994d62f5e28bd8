// Surge instances, the cases that the project settles itself (sim/ASSUMPTIONS.md) and those of
// section 8.
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

std::string on_running(const std::string& action) {
  return "  - {when: {activity: refresh, status: RUNNING}, action: " + action +
         ", request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n";
}

TEST(SurgeCases, ResumeStartsTheScaleOutIfItHasNotBegun) {
  const Story run =
      run_text(fleet(1) + surge_of_one() + on_running("StopInstanceRefresh") + resume("10s"));
  EXPECT_EQ(steps(run, 2), "launch 10s-30s, boot 30s-32s, terminate 45s-49s");
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 0s, RUNNING 10s, SUCCESSFUL 49s");
}

TEST(SurgeCases, ResumeWhileAScalingIsInFlightStartsNothingMore) {
  const Story run = run_text(fleet(1) + surge_of_one() + stop("5s") + resume("6s"));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, terminate 35s-39s");
  EXPECT_EQ(run.result.instances.size(), 2U);
}

TEST(SurgeCases, FailedScaleOutUnderAManualPauseIsRepeatedByResume) {
  const Story run = run_text(fleet(1) + fault("step: launch, attempt: 1") + surge_of_one() +
                             stop("5s") + resume("30s", "CONTINUE"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, RUNNING 30s, SUCCESSFUL 1m9s");
  EXPECT_EQ(steps(run, 3), "launch#2 30s-50s, boot#2 50s-52s, terminate 1m5s-1m9s");
}

TEST(SurgeCases, AttemptsCountForEachPlace) {
  const Story run =
      run_text(fleet(2) +
               "faults: [{match: {step: launch, attempt: 2}, outcome: fail}, {match: "
               "{step: launch, instance: ins-00000003}, outcome: fail}]\ncalls:\n" +
               start("0s", "BatchNumber: 1, MaxSurge: 2") + resume("30s") + resume("60s"));
  EXPECT_EQ(steps(run, 4), "launch 0s-20s, boot 20s-22s, terminate 1m35s-1m39s");
  EXPECT_EQ(steps(run, 5), "launch#2 30s-50s failed");
  EXPECT_EQ(steps(run, 6), "launch#3 1m-1m20s, boot#3 1m20s-1m22s, terminate 1m35s-1m39s");
}

TEST(SurgeCases, StepsAreInNoBatch) {
  const Story run = run_text(fleet(1) + fault("batch: 1, step: launch") + surge_of_one());
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
  for (const Record& each : records_of(run, RecordKind::step_started)) {
    if (each.subject == 1) {
      EXPECT_EQ(each.b, 0U);
    }
  }
}

TEST(SurgeCases, SurgeMatch_ByItsOwnIdAndActivityButNeverByBatch) {
  const auto first_step = [](const std::string& match) {
    return steps(run_text(fleet(1) + fault("step: launch, " + match) + surge_of_one()), 2);
  };
  const std::string failed = "launch 0s-20s failed";
  const std::string passed = "launch 0s-20s, boot 20s-22s, terminate 35s-39s";
  EXPECT_EQ(first_step("instance: ins-00000002"), failed);
  EXPECT_EQ(first_step("instance: ins-00000001"), passed);
  EXPECT_EQ(first_step("activity: refresh"), failed);
  EXPECT_EQ(first_step("surge: true"), failed);
  EXPECT_EQ(first_step("surge: false"), passed);
  EXPECT_EQ(first_step("batch: 1"), passed);
}

TEST(SurgeCases, SurgeGoneIsNoFailure_AndResumeDoesNotReplaceIt) {
  const Story run =
      run_text(fleet(1) + "faults: [{at: 5s, remove: ins-00000002}]\n" + surge_of_one());
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 5s-18s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 18s");
  EXPECT_EQ(run.result.instances.size(), 2U);
}

TEST(SurgeCases, SurgeGoneIsNoFailure_DetachedByACallIsDone) {
  const Story run = run_text(fleet(1) + surge_of_one() + detach("25s", 2));
  EXPECT_EQ(codes(run)[1], "ok");
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, gone 25s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 35s");
  EXPECT_EQ(desired(run), "1 0s") << "no surge instance lowers DesiredCapacity";
}

TEST(SurgeCases, SurgeEndsAtOnce_InServiceAndStandbyOnesAreTerminated) {
  const Story run = run_text(
      fleet(2) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 2, FailProcess: AUTO_CANCEL") +
      standby("25s", 3) + "faults: [{match: {step: boot, surge: false}, outcome: fail}]\n");
  EXPECT_EQ(life(run, 3), "CREATING 0s, IN_SERVICE 22s, STANDBY 25s, TERMINATING 35s, gone 39s");
  EXPECT_EQ(life(run, 4), "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, gone 39s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 35s");
}

TEST(SurgeCases, SurgeEndsAtOnce_TerminationFailedOnesAreLeft) {
  const Story run = run_text(fleet(1) + fault("step: terminate, attempt: 1") + "calls:\n" +
                             start("0s", "BatchNumber: 1, MaxSurge: 1, FailProcess: AUTO_CANCEL"));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, terminate 35s-39s failed");
  EXPECT_EQ(in_activity(run), "");
}

TEST(SurgeCases, ScaleInGoesOn_EvenIfWhatFailedHasLeftMeanwhile) {
  const Story run = run_text(fleet(1) +
                             "faults: [{match: {step: terminate}, outcome: fail}, {match: {step: "
                             "boot, instance: ins-00000001}, outcome: fail}]\n" +
                             surge_of_one() + resume("40s", "CONTINUE") + detach("50s", 2) +
                             resume("60s", "RETRY"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok", "ok"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 35s, RUNNING 40s, FAILED_PAUSE 44s, RUNNING 1m, "
            "SUCCESSFUL 1m");
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED") << "not retried after the scale-in has begun";
}

TEST(SurgeCases, ReadAtLaunch_SurgeInstancesTakeTheConfigurationAsTheirLaunchStarts) {
  const Story run = run_text(fleet(1) + surge_of_one() + modify("1s", "ImageId: img-2"));
  EXPECT_EQ(images(run, 2), "none 0s, img-1 20s");
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 33s");
}

TEST(SurgeCases, CostIsFromTheStartOfTheLaunchUntilItIsGone) {
  const Story run =
      run_text(fleet(2) + "horizon: 2m\ncalls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 2"));
  EXPECT_EQ(statistic(run, "surge_cost_ms"), 2 * 39'000);
}

TEST(SurgeCases, SurgeGoneIsNoFailure_AlsoWhileItIsTerminated) {
  const Story run =
      run_text(fleet(1) + "faults: [{at: 37s, remove: ins-00000002}]\n" + surge_of_one());
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, terminate 35s-37s stopped");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 37s");
}

TEST(SurgeCases, SurgeGoneIsNoFailure_NorIsItsCreationThen) {
  const Story run =
      run_text(fleet(1) + "faults: [{at: 5s, remove: ins-00000002}]\n" + surge_of_one());
  EXPECT_EQ(life(run, 2), "CREATING 0s, gone 5s");
  EXPECT_EQ(steps(run, 2), "launch 0s-5s stopped");
}

}  // namespace
}  // namespace refreshsim::model_test
