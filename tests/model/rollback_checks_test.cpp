// What RollbackInstanceRefresh refuses (model.md, sections 5 and 6).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

const std::string kUnavailable = "ResourceUnavailable.";

std::string last_code(const std::string& yaml) { return codes(run_text(yaml)).back(); }

TEST(RollbackChecks, MaxSurgeGivenAndNotZeroIsUnsupported) {
  const std::string text = fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1");
  EXPECT_EQ(last_code(text + rollback("20s", "BatchNumber: 1, MaxSurge: 1")),
            "UnsupportedOperation");
  EXPECT_EQ(last_code(text + rollback("20s", "BatchNumber: 1, MaxSurge: 0")), "ok");
}

TEST(RollbackChecks, ReplaceModeIsOutOfItsSet) {
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      call("20s", "RollbackInstanceRefresh",
                           "AutoScalingGroupId: asg-1, OriginRefreshActivityId: $refresh, "
                           "RefreshMode: ROLLING_UPDATE_REPLACE, RefreshSettings: "
                           "{RollingUpdateSettings: {BatchNumber: 1}}")),
            "InvalidParameterValue");
}

TEST(RollbackChecks, OriginMustBePausedOrSuccessful) {
  const std::string conflict = kConflict;
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      rollback("5s", "BatchNumber: 1")),
            conflict);
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      rollback("0s", "BatchNumber: 1")),
            conflict);
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      rollback("13s", "BatchNumber: 1")),
            "ok");
}

TEST(RollbackChecks, EachPausedStatusWillDo) {
  const std::string failing =
      "faults: [{match: {step: boot, activity: refresh}, outcome: fail}]\ncalls:\n";
  EXPECT_EQ(last_code(fleet(1) + failing + start("0s", "BatchNumber: 1") +
                      rollback("20s", "BatchNumber: 1")),
            "ok");
  EXPECT_EQ(last_code(fleet(2) + "calls:\n" +
                      start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                      rollback("20s", "BatchNumber: 1")),
            "ok");
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + stop("5s") +
                      rollback("6s", "BatchNumber: 1")),
            "ok");
}

TEST(RollbackChecks, SuccessfulOriginMustBeTheGroupsLatestActivity) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
               start_as("second", "20s", "BatchNumber: 1") + rollback("40s", "BatchNumber: 1") +
               rollback("40s", "BatchNumber: 1", "second", "other"));
  EXPECT_THAT(codes(run),
              ElementsAre("ok", "ok", kUnavailable + "RefreshActivityCanNotRollback", "ok"));
}

TEST(RollbackChecks, AlsoNotTwice) {
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      rollback("20s", "BatchNumber: 1") +
                      rollback("40s", "BatchNumber: 1", "refresh", "again")),
            kUnavailable + "RefreshActivityCanNotRollback");
}

TEST(RollbackChecks, RollbackCanNotBeRolledBack) {
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                      rollback("20s", "BatchNumber: 1") +
                      rollback("40s", "BatchNumber: 1", "rollback", "again")),
            kUnavailable + "RollbackTypeActivityCanNotRollbackAgain");
}

TEST(RollbackChecks, AnotherActivityThatHasNotEndedHinders) {
  EXPECT_EQ(
      last_code(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                start_as("second", "20s", "BatchNumber: 1") + rollback("25s", "BatchNumber: 1")),
      kUnavailable + "AutoScalingGroupInRefreshActivity");
}

TEST(RollbackChecks, AbnormalGroupHinders) {
  EXPECT_EQ(last_code(fleet(1) +
                      "faults: [{at: 15s, group_status: {asg-1: LB_ABNORMAL}, for: 1m}]\ncalls:\n" +
                      start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1")),
            kUnavailable + "AutoScalingGroupAbnormalStatus");
}

TEST(RollbackChecks, GroupInActivityHinders) {
  EXPECT_EQ(last_code(fleet(1, "in_activity: [{from: 15s, to: 1m}]") + "calls:\n" +
                      start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1")),
            kUnavailable + "AutoScalingGroupInActivity");
}

TEST(RollbackChecks, SomethingMustBeLeftToRollBack) {
  EXPECT_EQ(last_code(fleet(1) + "faults: [{at: 15s, remove: ins-00000001}]\ncalls:\n" +
                      start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1")),
            kUnavailable + "NoInstanceCanRollback");
  EXPECT_EQ(
      last_code(fleet(1) + "faults: [{match: {step: launch}, outcome: fail}]\ncalls:\n" +
                start("0s", "BatchNumber: 1, MaxSurge: 1") + rollback("30s", "BatchNumber: 1")),
      kUnavailable + "NoInstanceCanRollback")
      << "all rows are WAITING";
}

TEST(RollbackChecks, BatchNumberMayNotExceedTheRows) {
  EXPECT_EQ(last_code(fleet(3) + "calls:\n" +
                      start("0s", "BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE") +
                      rollback("20s", "BatchNumber: 2")),
            "InvalidParameterValue.BatchNumberTooLarge");
}

TEST(RollbackChecks, OldImageMustExistAndFit) {
  for (const std::string trouble : {"{exists: false}", "{conflicts: true}"}) {
    const std::string text =
        "refreshsim: 1\nimages: {img-old: " + trouble +
        "}\nlaunch_configurations: {asc-1: {ImageId: img-2}}\n"
        "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: [{id: ins-00000001, "
        "ImageId: img-old}]}}\ncalls:\n";
    const Story run =
        run_text(text + start("0s", "BatchNumber: 1") + rollback("10m", "BatchNumber: 1"));
    EXPECT_THAT(codes(run), ElementsAre("ok", kUnavailable + "InquiryPriceResetInstanceFailed"));
  }
}

TEST(RollbackChecks, UnknownOriginIsNotFound) {
  EXPECT_EQ(last_code(fleet(1) + "calls:\n" +
                      call("0s", "RollbackInstanceRefresh",
                           "AutoScalingGroupId: asg-1, OriginRefreshActivityId: asr-99999999, "
                           "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}")),
            "ResourceNotFound.RefreshActivityNotFound");
}

TEST(RollbackChecks, RefusedOneChangesNothing) {
  const Story run = run_text(fleet(3) + "calls:\n" +
                             start("0s", "BatchNumber: 3, BatchPause: FIRST_BATCH_PAUSE") +
                             rollback("20s", "BatchNumber: 2"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 WAITING | 3 WAITING");
  EXPECT_EQ(run.records.back().kind, RecordKind::call_made);
}

}  // namespace
}  // namespace refreshsim::model_test
