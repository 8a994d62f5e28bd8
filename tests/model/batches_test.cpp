// An activity and its batches (model.md, section 4).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

/// The sizes of the batches of N rows in B batches.
std::vector<std::size_t> sizes(int instances, int batch_number) {
  const Story run = run_text(fleet(instances) + "calls:\n" +
                             start("0s", "BatchNumber: " + std::to_string(batch_number)));
  std::vector<std::size_t> all;
  for (const BatchView& each : activity(run, "refresh").batches) all.push_back(each.rows.size());
  return all;
}

TEST(Batches, EvenBatches_LargerOnesFirst) {
  EXPECT_THAT(sizes(9, 3), ElementsAre(3U, 3U, 3U));
  EXPECT_THAT(sizes(8, 3), ElementsAre(3U, 3U, 2U));
  EXPECT_THAT(sizes(7, 3), ElementsAre(3U, 2U, 2U));
  EXPECT_THAT(sizes(5, 5), ElementsAre(1U, 1U, 1U, 1U, 1U));
  EXPECT_THAT(sizes(5, 1), ElementsAre(5U));
}

TEST(Batches, EvenBatches_RowsInTheGroupsOrder) {
  const Story run = run_text(fleet(5) + "calls:\n" + start("0s", "BatchNumber: 2"));
  EXPECT_EQ(rows(run, "refresh"),
            "1 SUCCESSFUL, 2 SUCCESSFUL, 3 SUCCESSFUL | 4 SUCCESSFUL, 5 SUCCESSFUL");
}

TEST(Batches, RowsOfABatchRunInParallelAndBatchesOneAfterTheOther) {
  const Story run = run_text(fleet(4) + "calls:\n" + start("0s", "BatchNumber: 2"));
  EXPECT_EQ(steps(run, 2), "drain 0s-1s, reinstall 1s-11s, boot 11s-13s");
  EXPECT_EQ(steps(run, 3), "drain 13s-14s, reinstall 14s-24s, boot 24s-26s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 13s-26s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 26s");
}

TEST(Batches, RowsAndBatchesAreWaitingWhenAccepted) {
  const Story run = run_text(fleet(2) + "horizon: 1s\ncalls:\n" + start("0s", "BatchNumber: 2"));
  EXPECT_EQ(batches(run, "refresh"), "RUNNING 0s-, WAITING");
  EXPECT_EQ(rows(run, "refresh"), "1 RUNNING | 2 WAITING");
}

TEST(Batches, GroupIsDisabledWhileAnActivityHasNotEndedPausesIncluded) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               start("5s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") + resume("1h"));
  EXPECT_EQ(enabled(run), "DISABLED 5s, ENABLED 1h13s");
}

TEST(Batches, EndsSuccessfulIfNoRowFailed) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000001}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 NOT_FOUND, 2 SUCCESSFUL");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s");
}

TEST(Batches, EndsFailedIfARowFailedAndNoneIsSuccessful) {
  const Story run =
      run_text(fleet(2) +
               "faults: [{match: {step: boot, instance: ins-00000001}, outcome: fail}, {at: 5s, "
               "remove: ins-00000002}]\ncalls:\n" +
               start("0s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED, 2 NOT_FOUND");
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-13s");
}

TEST(Batches, EndsPartiallySuccessfulIfRowsFailedAndRowsAreSuccessful) {
  const Story run = run_text(fleet(2) + fault("step: drain, instance: ins-00000001", "fail") +
                             "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(batches(run, "refresh"), "PARTIALLY_SUCCESSFUL 0s-13s")
      << "it ends when no row is in flight";
}

TEST(Batches, StartTimeIsWhenItTurnedRunningAndEndTimeWhenItEnded) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("5s", "BatchNumber: 1"));
  EXPECT_EQ(activity(run, "refresh").created_ms, 5'000);
  EXPECT_EQ(activity(run, "refresh").start_ms, 5'000);
  EXPECT_EQ(activity(run, "refresh").end_ms, 18'000);
}

TEST(Batches, OneCancelledBeforeItStartedHasOnlyAnEndTime) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") + cancel("20s"));
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, CANCELLED -20s");
}

TEST(Batches, CurrentBatchNumberIsThatOfTheLastOneStarted) {
  const std::string text =
      "calls:\n" + start("0s", "BatchNumber: 3, BatchPause: BATCH_INTERVAL_PAUSE") + resume("20s");
  EXPECT_EQ(activity(run_text(fleet(3) + "horizon: 13s\n" + text), "refresh").current_batch, 1U);
  EXPECT_EQ(activity(run_text(fleet(3) + text), "refresh").current_batch, 2U);
}

TEST(Batches, BatchNumberMayNotExceedTheInstances) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 3") +
                             start_as("second", "1s", "BatchNumber: 2"));
  EXPECT_THAT(codes(run), ElementsAre("InvalidParameterValue.BatchNumberTooLarge", "ok"));
}

TEST(Batches, EachStartOfARowIsAScalingActivityOfItsOwn) {
  const Story run = run_text(fleet(3) + fault("step: boot, instance: ins-00000001", "fail") +
                             "calls:\n" + start("0s", "BatchNumber: 2") + resume("20s"));
  EXPECT_EQ(row(run, "refresh", 2).last_activity, 2U);
  EXPECT_EQ(row(run, "refresh", 1).last_activity, 3U) << "the retry's";
  EXPECT_EQ(row(run, "refresh", 3).last_activity, 0U) << "never started";
}

}  // namespace
}  // namespace refreshsim::model_test
