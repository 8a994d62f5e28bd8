// StopInstanceRefresh, ResumeInstanceRefresh, CancelInstanceRefresh (model.md, section 5).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

TEST(Stop, OnlyWhileRunning) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + stop("1s") +
                             stop("2s") + resume("20s") + stop("21s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", kConflict, "ok", kConflict));
}

TEST(Stop, NotInTheScaleIn) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") +
                             stop("35s1ms") + stop("38s999ms"));
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict, kConflict));
  const Story before =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") + stop("35s"));
  EXPECT_THAT(codes(before), ElementsAre("ok", "ok")) << "the scale-in is a reaction";
}

TEST(Stop, InTheScaleOutWhatIsInFlightGoesOn) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") +
                             stop("5s") + resume("50s"));
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, TERMINATING 1m3s, gone 1m7s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 50s-1m3s");
}

TEST(Resume, OnlyInThePausedStatuses) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2") + resume("0s") +
                             resume("5s") + resume("30s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict, kConflict, kConflict));
}

TEST(Resume, RunningAtOnceAndWhatItStartsByAReaction) {
  const Story run = run_text(fleet(2) + "calls:\n" +
                             start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                             resume("20s") + stop("20s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s, RUNNING 20s, MANUAL_PAUSE 20s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 WAITING");
}

TEST(Resume, RetryRepeatsTheFailedRowsOfTheCurrentBatchOnly) {
  const Story run = run_text(fleet(4) + fault("step: boot, instance: ins-00000002, attempt: 1") +
                             "calls:\n" + start("0s", "BatchNumber: 2") + resume("20s", "RETRY"));
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-13s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-32s, SUCCESSFUL 32s-45s");
}

TEST(Resume, RetryWithoutFailedRowsIsTheNextBatch) {
  const Story run = run_text(fleet(2) + "calls:\n" +
                             start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                             resume("20s", "RETRY"));
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 20s-33s");
}

TEST(Resume, ContinueLeavesTheFailedRowsAndGoesOn) {
  const Story run = run_text(fleet(2) + fault("step: boot, batch: 1") + "calls:\n" +
                             start("0s", "BatchNumber: 2") + resume("20s", "CONTINUE"));
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED | 2 SUCCESSFUL");
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-13s, SUCCESSFUL 20s-33s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s");
  EXPECT_EQ(activity(run, "refresh").status, ActivityStatus::SUCCESSFUL);
}

TEST(Resume, ContinueAfterTheLastBatchLeadsToSuccess) {
  const Story run = run_text(fleet(1) + fault("step: boot") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s", "CONTINUE"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s, RUNNING 20s, SUCCESSFUL 20s");
}

TEST(Resume, RetryThatFailsAgainPausesAgain) {
  const Story run = run_text(fleet(1) + fault("step: boot") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s", "RETRY"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s, RUNNING 20s, FAILED_PAUSE 32s");
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-32s");
}

TEST(Resume, DefaultModeIsRetry) {
  const Story run = run_text(fleet(1) + fault("step: boot, attempt: 1") + "calls:\n" +
                             start("0s", "BatchNumber: 1") +
                             call("20s", "ResumeInstanceRefresh",
                                  "AutoScalingGroupId: asg-1, RefreshActivityId: $refresh"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
}

TEST(Cancel, OnlyWhenPausedAndNothingIsInFlight) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2") + cancel("0s") +
                             cancel("4s") + stop("5s") + cancel("12s999ms") + cancel("13s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict, kConflict, "ok", kConflict, "ok"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, CANCELLED 13s");
}

TEST(Cancel, WaitingRowsAndBatchesAreCancelledAndEndedOnesStay) {
  const Story run = run_text(fleet(4) + fault("step: boot, instance: ins-00000002") + "calls:\n" +
                             start("0s", "BatchNumber: 3") + cancel("20s"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED | 3 CANCELLED | 4 CANCELLED");
  EXPECT_EQ(batches(run, "refresh"), "PARTIALLY_SUCCESSFUL 0s-13s, CANCELLED -20s, CANCELLED -20s");
  EXPECT_EQ(life(run, 2), "IN_SERVICE 0s, STANDBY 0s") << "FAILED instances stay STANDBY";
  EXPECT_EQ(enabled(run), "DISABLED 0s, ENABLED 20s");
}

TEST(Cancel, SurgeInstancesAreTerminated) {
  const Story run = run_text(
      fleet(2) + "calls:\n" +
      start("0s", "BatchNumber: 2, MaxSurge: 1, BatchPause: FIRST_BATCH_PAUSE") + cancel("40s"));
  EXPECT_EQ(life(run, 3), "CREATING 0s, IN_SERVICE 22s, TERMINATING 40s, gone 44s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, AUTO_PAUSE 35s, CANCELLED 40s");
}

TEST(Cancel, NoResumeOrRollbackAfterwards) {
  const Story run = run_text(
      fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
      cancel("20s") + resume("21s") + rollback("22s", "BatchNumber: 1") + cancel("23s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", kConflict, kConflict, kConflict));
}

TEST(Cancel, NotWhenPausedByAFailedScaleIn) {
  const Story run =
      run_text(fleet(1) + fault("step: terminate, attempt: 1") + "calls:\n" +
               start("0s", "BatchNumber: 1, MaxSurge: 1") + cancel("50s") + resume("51s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict, "ok"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 39s, RUNNING 51s, SUCCESSFUL 55s");
}

TEST(Cancel, PausedByAFailedScaleInRollbackRemains) {
  const Story run =
      run_text(fleet(1) + fault("step: terminate, attempt: 1") + "calls:\n" +
               start("0s", "BatchNumber: 1, MaxSurge: 1") + rollback("50s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok"));
  EXPECT_EQ(activity(run, "rollback").status, ActivityStatus::SUCCESSFUL);
}

TEST(Cancel, WhenPausedByAFailedScaleOut) {
  const Story run = run_text(fleet(1) + fault("step: launch") + "calls:\n" +
                             start("0s", "BatchNumber: 1, MaxSurge: 1") + cancel("50s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 20s, CANCELLED 50s");
}

}  // namespace
}  // namespace refreshsim::model_test
