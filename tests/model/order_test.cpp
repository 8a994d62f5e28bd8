// Time and order (model.md, section 1).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

const std::string kTwoBatches = start("0s", "BatchNumber: 2");

TEST(Order, TieOrder_CallSeesWhatTheCloudDidAtTheSameInstant) {
  const Story run = run_text(fleet(2) + "calls:\n" + kTwoBatches + stop("13s"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ok"));
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 13s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 WAITING");
}

TEST(Order, TieOrder_CallComesBeforeWhatTheServiceDoesNext) {
  const Story late = run_text(fleet(2) + "calls:\n" + kTwoBatches + stop("13s1ms"));
  EXPECT_EQ(batches(late, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 13s-26s");
  EXPECT_EQ(history(late, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 13s1ms");
  const Story same = run_text(fleet(2) + "calls:\n" + kTwoBatches + stop("0s"));
  EXPECT_THAT(codes(same), ElementsAre("ok", kConflict)) << "it is INIT until the reaction at 0s";
}

TEST(Order, TieOrder_CompletionsComeBeforeFaults) {
  const std::string calls = "calls:\n" + start("0s", "BatchNumber: 1");
  const Story same = run_text(fleet(1) + "faults: [{at: 13s, remove: ins-00000001}]\n" + calls);
  EXPECT_EQ(rows(same, "refresh"), "1 SUCCESSFUL");
  const Story before =
      run_text(fleet(1) + "faults: [{at: 12s999ms, remove: ins-00000001}]\n" + calls);
  EXPECT_EQ(rows(before, "refresh"), "1 NOT_FOUND");
}

TEST(Order, TieOrder_FaultsComeBeforeCalls) {
  const std::string faults =
      "faults: [{at: 5s, group_status: {asg-1: LB_ABNORMAL}, for: 5s}]\ncalls:\n";
  const std::string abnormal = "ResourceUnavailable.AutoScalingGroupAbnormalStatus";
  const Story run = run_text(fleet(1) + faults + start("5s", "BatchNumber: 1") +
                             start_as("second", "9s999ms", "BatchNumber: 1") +
                             start_as("third", "10s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run), ElementsAre(abnormal, abnormal, "ok"));
}

TEST(Order, CallsRunInTheFilesOrder) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + modify("0s", "ImageId: img-2") +
               start("0s", "BatchNumber: 1") + start_as("second", "0s", "BatchNumber: 2"));
  EXPECT_THAT(codes(run),
              ElementsAre("ok", "ok", "ResourceUnavailable.AutoScalingGroupInRefreshActivity"));
}

TEST(Order, FaultsRunInTheFilesOrder) {
  const Story run = run_text(fleet(1) +
                             "faults:\n"
                             "  - {at: 5s, group_status: {asg-1: LB_ABNORMAL}, for: 5s}\n"
                             "  - {at: 5s, group_status: {asg-1: VPC_ABNORMAL}, for: 5s}\n");
  std::vector<std::uint32_t> order;
  for (const Record& each : records_of(run, RecordKind::fault_began)) order.push_back(each.subject);
  EXPECT_THAT(order, ElementsAre(0U, 1U));
}

TEST(Order, CompletionsRunInTheGroupsOrder) {
  const Story run = run_text(fleet(3) + "calls:\n" + start("0s", "BatchNumber: 1"));
  std::vector<std::uint32_t> order;
  for (const Record& each : records_of(run, RecordKind::step_ended)) {
    if (each.time_ms == 13'000) order.push_back(each.subject);
  }
  EXPECT_THAT(order, ElementsAre(0U, 1U, 2U));
}

TEST(Order, InActivityWindowsBeginAndEndBeforeFaults) {
  const Story run =
      run_text(fleet(1, "in_activity: [{from: 5s, to: 10s}]") +
               "faults: [{at: 5s, unhealthy: ins-00000001}, {at: 10s, remove: ins-00000001}]\n");
  const auto windows = records_of(run, RecordKind::in_activity_status);
  const auto faults = records_of(run, RecordKind::fault_began);
  ASSERT_EQ(windows.size(), 2U);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 5s, NOT_IN_ACTIVITY 10s");
  EXPECT_LT(windows[0].sequence, faults[0].sequence);
  EXPECT_LT(windows[1].sequence, faults[1].sequence);
}

TEST(Order, WhatFollowsTheEndOfABatchIsAReactionAtTheSameTime) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") + describe_all("13s"));
  const Value* answer = run.result.calls.back().response.find("Response");
  ASSERT_NE(answer, nullptr);
  const Value& described = (*answer->find("RefreshActivitySet")->list())[0];
  EXPECT_EQ(*described.find("Status")->text(), "RUNNING");
  EXPECT_EQ(*(*described.find("RefreshBatchSet")->list())[0].find("RefreshBatchStatus")->text(),
            "SUCCESSFUL");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, AUTO_PAUSE 13s");
}

TEST(Order, LastSuccessHappensInTheEventThatEndsTheLastBatch) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") + stop("13s") +
                             start_as("second", "13s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run), ElementsAre("ok", kConflict, "ok"));
}

TEST(Order, LastSuccessHappensInTheEventThatEndsTheScaleIn) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1") +
                             start_as("second", "38s999ms", "BatchNumber: 1") +
                             start_as("third", "39s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run),
              ElementsAre("ok", "ResourceUnavailable.AutoScalingGroupInRefreshActivity", "ok"));
}

TEST(Order, ChangeOfStatusWithdrawsThePendingReaction) {
  const Story run = run_text(fleet(2) + "calls:\n" + kTwoBatches + stop("13s") + resume("13s"));
  EXPECT_EQ(history(run, "refresh"),
            "INIT 0s, RUNNING 0s, MANUAL_PAUSE 13s, RUNNING 13s, SUCCESSFUL 26s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-13s, SUCCESSFUL 13s-26s");
  EXPECT_EQ(steps(run, 2), "drain 13s-14s, reinstall 14s-24s, boot 24s-26s");
}

TEST(Order, TurningRunningAndStartingBatchOneAreTwoReactions) {
  const Story run = run_text(
      fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
      "  - {when: {activity: refresh, status: RUNNING}, action: StopInstanceRefresh, request: "
      "{AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, MANUAL_PAUSE 0s");
  EXPECT_EQ(rows(run, "refresh"), "1 WAITING");
  EXPECT_EQ(activity(run, "refresh").current_batch, 0U);
}

TEST(Order, WhenSeesAStateThatIsLeftInTheSameEvent) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             "  - {when: {activity: refresh, batch: 1, status: INIT}, after: 1s, "
                             "action: DescribeRefreshActivities}\n");
  EXPECT_THAT(call_times(run), ElementsAre("0s", "1s"));
}

TEST(Order, WhenIsLookedAtInTheFilesOrder) {
  const Story run = run_text(fleet(2) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             "  - {when: {activity: refresh, status: RUNNING}, action: "
                             "EnterStandby, request: {AutoScalingGroupId: asg-1, InstanceIds: "
                             "[ins-00000001]}}\n"
                             "  - {when: {activity: refresh, status: RUNNING}, action: "
                             "DescribeRefreshActivities}\n");
  ASSERT_EQ(run.result.calls.size(), 3U);
  EXPECT_EQ(run.result.calls[1].call.value, 1U);
  EXPECT_EQ(run.result.calls[2].call.value, 2U);
}

TEST(Order, SmallestPendingIsNextEvenIfItsPhaseHasPassed) {
  const std::string zero =
      "timing: {drain: 0s, reinstall: 0s, boot: 0s}\n"
      "refreshsim: 1\n"
      "launch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 2}}\ncalls:\n";
  const Story run = run_text(zero + start("5s", "BatchNumber: 2"));
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 5s-5s, SUCCESSFUL 5s-5s");
  EXPECT_EQ(history(run, "refresh"), "INIT 5s, RUNNING 5s, SUCCESSFUL 5s");
}

}  // namespace
}  // namespace refreshsim::model_test
