// Pauses after batches, and what goes on under a pause (model.md, section 4).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

TEST(Pauses, BatchIntervalPausesAfterEveryBatchButTheLast) {
  const Story run = run_text(fleet(3) + "calls:\n" +
                             start("0s", "BatchNumber: 3, BatchPause: BATCH_INTERVAL_PAUSE") +
                             resume("20s") + resume("40s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s, RUNNING 20s, AUTO_PAUSE 33s, RUNNING 40s, "
            "SUCCESSFUL 53s");
}

TEST(Pauses, FirstBatchPausesAfterTheFirstOnly) {
  const Story run =
      run_text(fleet(3) + "calls:\n" +
               start("0s", "BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE") + resume("20s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s, RUNNING 20s, SUCCESSFUL 46s");
}

TEST(Pauses, NoFinalPause) {
  for (const std::string pause : {"FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE"}) {
    const Story run =
        run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 1, BatchPause: " + pause));
    EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 13s");
  }
}

TEST(Pauses, NoFinalPause_NorBeforeTheScaleIn) {
  const Story run =
      run_text(fleet(1) + "calls:\n" +
               start("0s", "BatchNumber: 1, MaxSurge: 1, BatchPause: BATCH_INTERVAL_PAUSE"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 39s");
}

TEST(Pauses, NoneAfterABatchThatResumeContinueLeftBehind) {
  const Story run = run_text(fleet(3) + fault("step: boot, batch: 1") + "calls:\n" +
                             start("0s", "BatchNumber: 3, BatchPause: BATCH_INTERVAL_PAUSE") +
                             resume("20s", "CONTINUE"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s, RUNNING 20s, AUTO_PAUSE 33s");
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED | 2 SUCCESSFUL | 3 WAITING");
}

TEST(Pauses, AfterARetriedBatchThatEndedSuccessfulThePauseIsDue) {
  const Story run = run_text(fleet(2) + fault("step: boot, attempt: 1") + "calls:\n" +
                             start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                             resume("20s", "RETRY"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s, RUNNING 20s, AUTO_PAUSE 32s");
}

TEST(Pauses, FailedBatchPausesByDefault) {
  const Story run = run_text(fleet(4) + fault("step: boot, instance: ins-00000001") + "calls:\n" +
                             start("0s", "BatchNumber: 2"));
  EXPECT_EQ(batches(run, "refresh"), "PARTIALLY_SUCCESSFUL 0s-13s, WAITING");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s");
}

TEST(Pauses, FailedLastBatchPausesToo) {
  const Story run =
      run_text(fleet(1) + fault("step: boot") + "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s");
}

TEST(Pauses, StopPausesAtOnceAndWhatIsInFlightGoesOn) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2") + stop("5s"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, WAITING");
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-13s");
  EXPECT_EQ(enabled(run), "DISABLED 0s");
}

TEST(Pauses, PausedStays_FailProcessDoesNotApplyUnderAManualPause) {
  for (const std::string process : {"AUTO_PAUSE", "AUTO_CANCEL", "AUTO_ROLLBACK"}) {
    const Story run = run_text(fleet(2) + fault("step: boot") + "calls:\n" +
                               start("0s", "BatchNumber: 2, FailProcess: " + process) + stop("5s"));
    EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s");
    EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-13s, WAITING");
    EXPECT_EQ(run.result.activities.size(), 1U);
  }
}

TEST(Pauses, PausedStays_BatchPauseDoesNotApplyUnderAManualPause) {
  const Story run = run_text(fleet(3) + "calls:\n" +
                             start("0s", "BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE") +
                             stop("5s") + resume("20s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, RUNNING 20s, SUCCESSFUL 46s");
}

TEST(Pauses, PausedStays_ResumeLeadsToSuccessWhereTheLastBatchHasEnded) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + stop("5s") + resume("20s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, RUNNING 20s, SUCCESSFUL 20s");
}

TEST(Pauses, PausedStays_ResumeLeadsToTheScaleInWhereTheLastBatchHasEnded) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") +
                             stop("30s") + resume("50s"));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, terminate 50s-54s");
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 30s, RUNNING 50s, SUCCESSFUL 54s");
}

TEST(Pauses, ResumeUnderWayLeavesTheBatchAlone) {
  const Story run =
      run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 2") + stop("5s") + resume("6s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, RUNNING 6s, SUCCESSFUL 26s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 13s-26s");
}

TEST(Pauses, FailProcessAppliesAgainToABatchResumedInFlight) {
  const Story run =
      run_text(fleet(2) + fault("step: boot") + "calls:\n" +
               start("0s", "BatchNumber: 2, FailProcess: AUTO_CANCEL") + stop("5s") + resume("6s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, RUNNING 6s, CANCELLED 13s");
}

}  // namespace
}  // namespace refreshsim::model_test
