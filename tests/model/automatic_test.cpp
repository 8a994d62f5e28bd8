// FailProcess: what a failed batch leads to by itself (model.md, section 4).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

/// Instance 2 fails in the first of two batches of two.
std::string failing(const std::string& process, const std::string& more = "") {
  return fleet(4) +
         "faults: [{match: {step: boot, instance: ins-00000002, activity: refresh}, outcome: "
         "fail}" +
         more + "]\ncalls:\n" + modify("0s", "ImageId: img-2") +
         start("0s", "BatchNumber: 2, BatchPause: BATCH_INTERVAL_PAUSE, FailProcess: " + process,
               kChecked);
}

TEST(Automatic, AutoPauseIsTheDefault) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(activity(run, "refresh").fail_process, FailProcess::AUTO_PAUSE);
  EXPECT_EQ(history(run_text(failing("AUTO_PAUSE")), "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 16s");
}

TEST(Automatic, AutoCancelActsAsCancelInstanceRefresh) {
  const Story run = run_text(failing("AUTO_CANCEL"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 16s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED | 3 CANCELLED, 4 CANCELLED");
  EXPECT_EQ(batches(run, "refresh"), "PARTIALLY_SUCCESSFUL 0s-16s, CANCELLED -16s");
  EXPECT_EQ(enabled(run), "DISABLED 0s, ENABLED 16s");
}

TEST(Automatic, AutoCancelIsAReactionSoThatAStopComesFirst) {
  const Story run = run_text(failing("AUTO_CANCEL") + stop("16s"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 16s");
}

TEST(Automatic, AutoRollbackIsOneInstanceABatch) {
  const Story run = run_text(failing("AUTO_ROLLBACK"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 16s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED | 3 CANCELLED, 4 CANCELLED");
  EXPECT_EQ(rows(run, "refresh.rollback"), "1 SUCCESSFUL | 2 SUCCESSFUL");
  EXPECT_EQ(batches(run, "refresh.rollback"), "SUCCESSFUL 16s-32s, SUCCESSFUL 32s-47s")
      << "no drain for the instance in standby, no pause between the batches";
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s, img-1 27s");
}

TEST(Automatic, AutoRollbackTakesTheOriginsHealthCheckSettings) {
  const Story run = run_text(failing("AUTO_ROLLBACK"));
  const ActivityView& rolled = activity(run, "refresh.rollback");
  EXPECT_EQ(rolled.type, ActivityType::ROLLBACK);
  EXPECT_EQ(rolled.origin, activity(run, "refresh").id);
  EXPECT_TRUE(rolled.check_health);
  EXPECT_EQ(rolled.check_health_timeout_s, 60U);
}

TEST(Automatic, AutoRollbacksBatchPauseIsAutomaticAndItsFailProcessAutoPause) {
  const Story run = run_text(failing(
      "AUTO_ROLLBACK", ", {match: {step: boot, activity: refresh.rollback}, outcome: fail}"));
  const ActivityView& rolled = activity(run, "refresh.rollback");
  EXPECT_EQ(rolled.batch_pause, BatchPause::AUTOMATIC);
  EXPECT_EQ(rolled.fail_process, FailProcess::AUTO_PAUSE);
  EXPECT_EQ(history(run, "refresh.rollback"), "INIT 16s, RUNNING 16s, FAILED_PAUSE 29s");
}

TEST(Automatic, AutoRollbackCancelsWhereNothingCanBeRolledBack) {
  const Story run = run_text(fleet(2) +
                             "faults: [{match: {step: boot}, outcome: fail}, {at: 13s, remove: "
                             "ins-00000001}]\ncalls:\n" +
                             start("0s", "BatchNumber: 2, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED | 2 CANCELLED");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 13s");
  EXPECT_EQ(run.result.activities.size(), 1U);
}

TEST(Automatic, AutoRollbackCancelsAReplaceActivity) {
  const Story run = run_text(fleet(2) + "faults: [{match: {step: boot}, outcome: fail}]\ncalls:\n" +
                             start_replace("0s", "BatchNumber: 1, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 22s");
  EXPECT_EQ(run.result.activities.size(), 1U);
}

TEST(Automatic, RollbackFailed_EndsARollbackUnderTheAutomaticFailProcesses) {
  for (const std::string process : {"AUTO_CANCEL", "AUTO_ROLLBACK"}) {
    const Story run = run_text(
        fleet(2) + "faults: [{match: {step: boot, activity: rollback}, outcome: fail}]\ncalls:\n" +
        start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 2, FailProcess: " + process));
    EXPECT_EQ(history(run, "rollback"), "INIT 20s, RUNNING 20s, FAILED 33s");
    EXPECT_EQ(batches(run, "rollback"), "FAILED 20s-33s, CANCELLED -33s");
    EXPECT_EQ(run.result.activities.size(), 2U);
    EXPECT_EQ(enabled(run), "DISABLED 0s, ENABLED 13s, DISABLED 20s, ENABLED 33s");
  }
}

TEST(Automatic, RollbackFailed_ButCancelledByChoiceIsCancelled) {
  const Story run = run_text(
      fleet(2) + "faults: [{match: {step: boot, activity: rollback}, outcome: fail}]\ncalls:\n" +
      start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 2") +
      cancel("40s", "rollback"));
  EXPECT_EQ(history(run, "rollback"), "INIT 20s, RUNNING 20s, FAILED_PAUSE 33s, CANCELLED 40s");
}

TEST(Automatic, AutoRollbackIsMadeWithoutACallsChecks) {
  const std::string head =
      "refreshsim: 1\nimages: {img-1: {exists: false}}\n"
      "timing: {drain: 1s, reinstall: 10s, boot: 2s}\n"
      "launch_configurations: {asc-1: {ImageId: img-2}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: [{id: ins-00000001, "
      "ImageId: img-1}]}}\n"
      "faults: [{match: {step: boot, activity: refresh}, outcome: fail}, {at: 5s, group_status: "
      "{asg-1: LB_ABNORMAL}}]\ncalls:\n";
  const Story run = run_text(head + start("0s", "BatchNumber: 1, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(history(run, "refresh.rollback"), "INIT 13s, RUNNING 13s, FAILED_PAUSE 23s")
      << "an old image that is gone fails the step";
}

TEST(Automatic, AutoRollbackTerminatesTheSurgeInstances) {
  const Story run = run_text(
      fleet(1) +
      "faults: [{match: {step: boot, surge: false, activity: refresh}, outcome: fail}]\ncalls:\n" +
      start("0s", "BatchNumber: 1, MaxSurge: 1, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, gone 39s");
  EXPECT_EQ(history(run, "refresh.rollback"), "INIT 35s, RUNNING 35s, SUCCESSFUL 47s");
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 35s, NOT_IN_ACTIVITY 39s");
}

TEST(Automatic, AutoRollbackOfALaterBatchTakesTheEarlierOnesToo) {
  const Story run = run_text(fleet(3) +
                             "faults: [{match: {step: boot, batch: 2, activity: refresh}, outcome: "
                             "fail}]\ncalls:\n" +
                             start("0s", "BatchNumber: 3, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 FAILED | 3 CANCELLED");
  EXPECT_EQ(rows(run, "refresh.rollback"), "1 SUCCESSFUL | 2 SUCCESSFUL");
}

}  // namespace
}  // namespace refreshsim::model_test
