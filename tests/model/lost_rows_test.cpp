// Instances that leave while a refresh is under way (model.md, section 3).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

TEST(LostRows, DestroyedWhileWaitingIsNotFoundAndDoesNotBlock) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000002}]\ncalls:\n" +
                             start("0s", "BatchNumber: 2"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 NOT_FOUND");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 13s");
}

TEST(LostRows, DestroyedInFlightIsNotFoundAtOnce) {
  const Story run =
      run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000002}]\nhorizon: 6s\ncalls:\n" +
               start("0s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 RUNNING, 2 NOT_FOUND");
  EXPECT_EQ(steps(run, 2), "drain 0s-1s, reinstall 1s-5s stopped");
  EXPECT_EQ(life(run, 2), "IN_SERVICE 0s, STANDBY 0s, gone 5s");
}

TEST(LostRows, DetachedOrRemovedWhileWaitingIsNotFound) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 3") +
                             detach("5s", 2) + remove("6s", 3));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok", "ok"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 NOT_FOUND | 3 NOT_FOUND");
}

TEST(LostRows, BatchOfRowsThatAreAllNotFoundIsSuccessfulAtOnceWhenItStarts) {
  const Story run = run_text(fleet(3) + "faults: [{at: 5s, remove: ins-00000002}]\ncalls:\n" +
                             start("0s", "BatchNumber: 3"));
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 13s-13s, SUCCESSFUL 13s-26s");
}

TEST(LostRows, BatchEndsWhenItsLastRowInFlightIsLost) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000001}]\ncalls:\n" +
                             start("0s", "BatchNumber: 2"));
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-5s, SUCCESSFUL 5s-18s");
}

TEST(LostRows, EndedRowsStay) {
  const Story run =
      run_text(fleet(2) +
               "faults: [{match: {step: boot, instance: ins-00000002}, outcome: fail}, "
               "{at: 20s, remove: ins-00000001}, {at: 20s, remove: ins-00000002}]\n"
               "calls:\n" +
               start("0s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 FAILED");
}

TEST(LostRows, FailedRowWhoseInstanceIsGoneBecomesNotFoundWhenRetried) {
  const Story run =
      run_text(fleet(2) +
               "faults: [{match: {step: boot, instance: ins-00000002}, outcome: fail}]\ncalls:\n" +
               start("0s", "BatchNumber: 1") + detach("20s", 2) + resume("30s", "RETRY"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 NOT_FOUND");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-30s");
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, FAILED_PAUSE 13s, RUNNING 30s, SUCCESSFUL 30s");
}

TEST(LostRows, CancelledRowOfAnInstanceThatGoesStaysCancelled) {
  const Story run =
      run_text(fleet(2) + "faults: [{at: 20s, remove: ins-00000002}]\ncalls:\n" +
               start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") + cancel("15s"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 CANCELLED");
}

TEST(LostRows, InstanceOfNobodyCanBeDestroyed) {
  const Story run = run_text(fleet(2) +
                             "faults: [{at: 5s, remove: ins-00000002}, {at: 6s, remove: "
                             "ins-00000002}]\n");
  EXPECT_EQ(life(run, 2), "IN_SERVICE 0s, gone 5s");
  const auto faults = records_of(run, RecordKind::fault_began);
  ASSERT_EQ(faults.size(), 2U) << "recorded even if it changes nothing";
  EXPECT_EQ(faults[1].to, 0U);
}

TEST(LostRows, MessageSaysThatTheInstanceIsGone) {
  const Story run = run_text(fleet(1) + "faults: [{at: 5s, remove: ins-00000001}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1"));
  EXPECT_THAT(row(run, "refresh", 1).message, testing::HasSubstr("gone"));
}

}  // namespace
}  // namespace refreshsim::model_test
