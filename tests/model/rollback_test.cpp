// RollbackInstanceRefresh: what a rollback is made of, and how it runs (model.md, section 6).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// img-2 is rolled out in batches of one; the first batch is done at 13s, and a pause.
std::string paused(int instances) {
  return "calls:\n" + modify("0s", "ImageId: img-2") +
         start("0s",
               "BatchNumber: " + std::to_string(instances) + ", BatchPause: FIRST_BATCH_PAUSE");
}

TEST(Rollback, OriginsWaitingRowsAndBatchesBecomeCancelled) {
  const Story run = run_text(fleet(3) + paused(3) + rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 CANCELLED | 3 CANCELLED");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, CANCELLED -20s, CANCELLED -20s");
  EXPECT_EQ(rows(run, "rollback"), "1 SUCCESSFUL");
}

TEST(Rollback, TakesSuccessfulAndFailedRowsInTheOriginsOrder) {
  const Story run =
      run_text(fleet(3) + fault("step: boot, instance: ins-00000002, activity: refresh") +
               "calls:\n" + start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 2"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED, 3 SUCCESSFUL");
  EXPECT_EQ(rows(run, "rollback"), "1 SUCCESSFUL, 2 SUCCESSFUL | 3 SUCCESSFUL");
}

TEST(Rollback, LeavesOutNotFoundRowsAndRowsWhoseInstanceIsGone) {
  const Story run = run_text(fleet(3) +
                             "faults: [{at: 5s, remove: ins-00000001}, {at: 15s, remove: "
                             "ins-00000002}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 NOT_FOUND, 2 SUCCESSFUL, 3 SUCCESSFUL");
  EXPECT_EQ(rows(run, "rollback"), "3 SUCCESSFUL");
}

TEST(Rollback, OriginEnds_PausedOneBecomesCancelledAtThatMoment) {
  const Story run = run_text(fleet(2) + paused(2) + rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s, CANCELLED 20s");
  EXPECT_EQ(activity(run, "refresh").end_ms, 20'000);
}

TEST(Rollback, OriginEnds_ItsSurgeInstancesAreTerminated) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               start("0s", "BatchNumber: 2, MaxSurge: 1, BatchPause: FIRST_BATCH_PAUSE") +
               rollback("40s", "BatchNumber: 1"));
  EXPECT_EQ(life(run, 3), "CREATING 0s, IN_SERVICE 22s, TERMINATING 40s, gone 44s");
  EXPECT_EQ(rows(run, "rollback"), "1 SUCCESSFUL");
}

TEST(Rollback, OriginEnds_SuccessfulOneStaysSuccessful) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 13s");
  EXPECT_EQ(history(run, "rollback"), "INIT 20s, RUNNING 20s, SUCCESSFUL 33s");
}

TEST(Rollback, StaysInitUntilTheOriginsRowsInFlightHaveEnded) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 2") + stop("5s") +
                             rollback("6s", "BatchNumber: 1"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 5s, CANCELLED 6s");
  EXPECT_EQ(history(run, "rollback"), "INIT 6s, RUNNING 13s, SUCCESSFUL 26s");
  EXPECT_EQ(activity(run, "rollback").start_ms, 13'000);
  EXPECT_EQ(rows(run, "rollback"), "1 SUCCESSFUL, 2 SUCCESSFUL");
}

TEST(Rollback, OriginsRowsInFlightEndInTheOriginAsTheyWouldHave) {
  const Story run = run_text(
      fleet(3) + fault("step: boot, instance: ins-00000002, activity: refresh") + "calls:\n" +
      start("0s", "BatchNumber: 2") + stop("5s") + rollback("6s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED | 3 CANCELLED");
  EXPECT_EQ(batches(run, "refresh"), "PARTIALLY_SUCCESSFUL 0s-13s, CANCELLED -6s");
  EXPECT_EQ(steps(run, 1),
            "drain 0s-1s, reinstall 1s-11s, boot 11s-13s, drain 13s-14s, reinstall 14s-24s, boot "
            "24s-26s");
}

TEST(Rollback, GroupIsInActivityWhileRowsOfAnEndedOriginAreInFlight) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 2") + stop("5s") +
                             rollback("6s", "BatchNumber: 1") + cancel("7s", "rollback") +
                             start_as("second", "12s999ms", "BatchNumber: 1") +
                             start_as("third", "13s", "BatchNumber: 1"));
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 6s, NOT_IN_ACTIVITY 13s");
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok", "ok",
                                      "ResourceUnavailable.AutoScalingGroupInActivity", "ok"));
}

TEST(Rollback, CanBeCancelledInInit) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 1") + stop("5s") +
                             rollback("6s", "BatchNumber: 1") + stop("7s", "rollback") +
                             cancel("7s", "rollback"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok", kConflict, "ok"));
  EXPECT_EQ(history(run, "rollback"), "INIT 6s, CANCELLED 7s");
  EXPECT_EQ(rows(run, "rollback"), "1 CANCELLED, 2 CANCELLED");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 SUCCESSFUL");
}

TEST(Rollback, RowLostInTheOriginIsLostInTheRollbackToo) {
  const Story run =
      run_text(fleet(2) + "faults: [{at: 8s, remove: ins-00000001}]\ncalls:\n" +
               start("0s", "BatchNumber: 1") + stop("5s") + rollback("6s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 NOT_FOUND, 2 SUCCESSFUL");
  EXPECT_EQ(rows(run, "rollback"), "1 NOT_FOUND, 2 SUCCESSFUL");
}

TEST(Rollback, ImageIsThatOfWhenTheOriginalActivityWasAccepted) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             modify("500ms", "ImageId: img-2") + modify("30s", "ImageId: img-3") +
                             rollback("30s", "BatchNumber: 1"));
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s, img-1 41s");
}

TEST(Rollback, OtherFourFieldsAreReadFromTheConfiguration) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + modify("0s", "ImageId: img-2, UserData: u2, HostName: h2") +
               start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1") +
               modify("20s500ms", "UserData: u3"));
  EXPECT_EQ(field(run, 1, Field::ImageId), "img-1");
  EXPECT_EQ(field(run, 1, Field::UserData), "u3");
  EXPECT_EQ(field(run, 1, Field::HostName), "h2");
}

TEST(Rollback, OldImageIsEachInstancesOwn) {
  const std::string text = fleet(2) + "calls:\n" + modify("0s", "ImageId: img-2") +
                           start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                           cancel("20s") + modify("20s", "ImageId: img-3") +
                           start_as("second", "20s", "BatchNumber: 1") +
                           rollback("40s", "BatchNumber: 1", "second");
  const Story run = run_text(text);
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s, img-3 31s, img-2 51s");
  EXPECT_EQ(images(run, 2), "img-1 0s, img-3 31s, img-1 51s");
}

TEST(Rollback, RetryInARollbackInstallsTheOldImageToo) {
  const Story run =
      run_text(fleet(1) + fault("step: reinstall, activity: rollback, attempt: 1") + "calls:\n" +
               modify("0s", "ImageId: img-2") + start("0s", "BatchNumber: 1") +
               rollback("20s", "BatchNumber: 1") + resume("40s", "RETRY", "rollback"));
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s, img-1 50s");
}

TEST(Rollback, IsAnActivityLikeAnyOther) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             rollback("20s", "BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE") +
                             resume("40s", "RETRY", "rollback") + stop("45s", "rollback") +
                             cancel("60s", "rollback"));
  EXPECT_EQ(history(run, "rollback"),
            "INIT 20s, RUNNING 20s, AUTO_PAUSE 33s, RUNNING 40s, MANUAL_PAUSE 45s, CANCELLED 1m");
  EXPECT_EQ(rows(run, "rollback"), "1 SUCCESSFUL | 2 SUCCESSFUL | 3 CANCELLED");
}

TEST(Rollback, FailedInstanceInStandbyIsBackInServiceWhenItSucceeds) {
  const Story run = run_text(fleet(1) + fault("step: boot, activity: refresh") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(steps(run, 1),
            "drain 0s-1s, reinstall 1s-11s, boot 11s-13s failed, reinstall 20s-30s, boot 30s-32s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 32s");
}

TEST(Rollback, RollbackNeverBlinks_GroupStaysDisabledThroughout) {
  const Story run = run_text(fleet(2) + paused(2) + rollback("20s", "BatchNumber: 1"));
  EXPECT_EQ(enabled(run), "DISABLED 0s, ENABLED 33s");
}

TEST(Rollback, RollbackNeverBlinks_NorWhenItIsAutomatic) {
  const Story run = run_text(fleet(1) + fault("step: boot, activity: refresh") + "calls:\n" +
                             start("0s", "BatchNumber: 1, FailProcess: AUTO_ROLLBACK"));
  EXPECT_EQ(enabled(run), "DISABLED 0s, ENABLED 25s");
}

TEST(Rollback, RowsInFlightAndAWindowOfActivityAreCountedTogether) {
  const Story run =
      run_text(fleet(2, "in_activity: [{from: 5s, to: 30s}]") + "calls:\n" +
               start("0s", "BatchNumber: 1") + stop("1s") + rollback("2s", "BatchNumber: 1"));
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 2s, NOT_IN_ACTIVITY 30s");
}

}  // namespace
}  // namespace refreshsim::model_test
