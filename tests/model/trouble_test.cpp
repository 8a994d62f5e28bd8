// Trouble and activities in numbers: time to detect, time to recover, durations (model.md, sections
// 7 and 8).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

std::int64_t time_in(const ActivityView& of, ActivityStatus status) {
  for (const auto& [each, time] : of.statistics.time_in_status_ms) {
    if (each == status) return time;
  }
  return -1;
}

TEST(Trouble, DetectedFromTheFirstFailedStepToTheNextPause) {
  const Story run = run_text(fleet(2) + fault("step: drain, instance: ins-00000001") + "calls:\n" +
                             start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(run, "time_to_detect_ms"), 12'000) << "failed at 1s, FAILED_PAUSE at 13s";
}

TEST(Trouble, DetectedFromTheFirstServingBadly) {
  const Story run = run_text(fleet(2) + fault("image: img-1", "unhealthy") + "calls:\n" +
                             start("0s", "BatchNumber: 2") + stop("20s"));
  EXPECT_EQ(statistic(run, "time_to_detect_ms"), 7'000);
}

TEST(Trouble, DetectedByACancelOrARollbackToo) {
  const Story cancelled =
      run_text(fleet(2) + fault("step: drain, instance: ins-00000001") + "calls:\n" +
               start("0s", "BatchNumber: 1, FailProcess: AUTO_CANCEL"));
  EXPECT_EQ(statistic(cancelled, "time_to_detect_ms"), 12'000);
  const Story rolled = run_text(fleet(1) + fault("image: img-2", "{unhealthy_after: 5s}") +
                                "calls:\n" + modify("0s", "ImageId: img-2") +
                                start("0s", "BatchNumber: 1") + rollback("30s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(rolled, "time_to_detect_ms"), 12'000) << "bad at 18s, rolled back at 30s";
}

TEST(Trouble, LaterPausesAndTroubleChangeNothing) {
  const Story run = run_text(fleet(2) + fault("step: drain, instance: ins-00000001") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + cancel("30s"));
  EXPECT_EQ(statistic(run, "time_to_detect_ms"), 12'000);
}

TEST(Trouble, NeverDetectedIsNull) {
  const Story unseen = run_text(fleet(1) + fault("image: img-1", "unhealthy") + "calls:\n" +
                                start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(unseen, "time_to_detect_ms"), std::nullopt);
  const Story none = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(none, "time_to_detect_ms"), std::nullopt);
}

TEST(Trouble, ServingBadlyForNoTimeStillIsItsStart) {
  const Story run = run_text(fleet(2) +
                             "horizon: 1m\nfaults: [{at: 5s, unhealthy: "
                             "ins-00000001}]\ncalls:\n" +
                             standby("5s", 1) + start("5s", "BatchNumber: 1") + stop("9s"));
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 0);
  EXPECT_EQ(statistic(run, "time_to_detect_ms"), 4'000);
}

TEST(Trouble, RecoveredFromItsStartToTheLastGoodStretch) {
  const Story run = run_text(fleet(1) + "horizon: 1m\n" + fault("step: drain") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s"));
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), 31'000) << "failed at 1s, back at 32s";
}

TEST(Trouble, RecoveredForNoTimeCountsAtTheWindowsEnd) {
  const Story run = run_text(fleet(1) + fault("step: drain") + "calls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s"));
  EXPECT_EQ(run.result.end_ms, 32'000);
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), 31'000);
}

TEST(Trouble, BadForNoTimeAtTheWindowsEndIsNotRecovered) {
  const Story run = run_text(fleet(1) +
                             "horizon: 40s\nfaults: [{match: {step: drain}, outcome: "
                             "fail}, {at: 40s, unhealthy: ins-00000001}]\ncalls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s"));
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), std::nullopt);
}

TEST(Trouble, ALaterDipBeginsTheLastStretchAnew) {
  const Story run = run_text(fleet(1) +
                             "horizon: 2m\nfaults: [{match: {step: drain}, outcome: "
                             "fail}, {at: 40s, outage: {zone: zone-1, for: 10s}}]\n"
                             "calls:\n" +
                             start("0s", "BatchNumber: 1") + resume("20s"));
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), 49'000);
}

TEST(Trouble, BadForNoTimeDoesNotBeginTheLastStretchAnew) {
  const Story run = run_text(fleet(1) +
                             "horizon: 1m\nfaults: [{at: 5s, unhealthy: ins-00000001, "
                             "for: 2s}, {at: 20s, unhealthy: ins-00000001, for: 0s}]\n");
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), 2'000);
}

TEST(Trouble, RecoveredIsOnlyWithNobodyServingBadly) {
  const Story run = run_text(fleet(2, "desired: 1") +
                             "horizon: 1m\nfaults: [{at: 5s, unhealthy: "
                             "ins-00000001, for: 3s}]\n");
  EXPECT_EQ(statistic(run, "lost_capacity_ms"), 0);
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), 3'000);
}

TEST(Trouble, NeverRecoveredIsNull) {
  const Story run =
      run_text(fleet(1) + fault("step: drain") + "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(run, "time_to_recover_ms"), std::nullopt);
}

TEST(Trouble, RecoveryIsZeroIfTheGoodStretchBeganBeforeAndNullWithoutTrouble) {
  const Story replace = run_text(fleet(1) + fault("step: launch") + "calls:\n" +
                                 start_replace("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(replace, "time_to_recover_ms"), 0);
  const Story none = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(statistic(none, "time_to_recover_ms"), std::nullopt);
}

TEST(Trouble, DurationIsFromCreatedToEndTimeOrTheWindowsEnd) {
  const Story ended = run_text(fleet(2) + "horizon: 1h\ncalls:\n" + start("5s", "BatchNumber: 2"));
  EXPECT_EQ(activity(ended, "refresh").statistics.duration_ms, 26'000);
  const Story open = run_text(fleet(2) + "horizon: 1m\ncalls:\n" +
                              start("5s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE"));
  EXPECT_EQ(activity(open, "refresh").statistics.duration_ms, 55'000);
}

TEST(Trouble, FinalStatusCounts_ToTheWindowsEnd) {
  const Story run =
      run_text(fleet(2) + "horizon: 1m\ncalls:\n" +
               start("5s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") + resume("28s"));
  const ActivityView& of = activity(run, "refresh");
  EXPECT_EQ(time_in(of, ActivityStatus::INIT), 0);
  EXPECT_EQ(time_in(of, ActivityStatus::RUNNING), 26'000);
  EXPECT_EQ(time_in(of, ActivityStatus::AUTO_PAUSE), 10'000);
  EXPECT_EQ(time_in(of, ActivityStatus::SUCCESSFUL), 19'000);
  EXPECT_EQ(time_in(of, ActivityStatus::FAILED), -1);
}

TEST(Trouble, RowsByFinalStatusAndRetriesBeyondTheFirstAttempt) {
  const Story run =
      run_text(fleet(3) + fault("step: boot, instance: [ins-00000001, ins-00000002]") + "calls:\n" +
               start("0s", "BatchNumber: 2") + resume("20s") + resume("40s"));
  const ActivityStatistics& of = activity(run, "refresh").statistics;
  const std::vector<std::pair<RowStatus, std::int64_t>> expected{{RowStatus::WAITING, 1},
                                                                 {RowStatus::FAILED, 2}};
  EXPECT_THAT(of.rows, testing::UnorderedElementsAreArray(expected));
  EXPECT_EQ(of.retries, 4);
}

TEST(Trouble, AttemptsOfAnInstance_OverAllActivities) {
  const Story run = run_text(
      fleet(2) + fault("step: drain, activity: refresh, instance: ins-00000001") + "calls:\n" +
      start("0s", "BatchNumber: 1") + resume("20s") + start_as("second", "1m", "BatchNumber: 1"));
  EXPECT_EQ(instance(run, 1).attempts, 3U);
  EXPECT_EQ(instance(run, 2).attempts, 2U);
}

TEST(Trouble, ImagesOfAnInstanceInOrder) {
  const Story run = run_text(fleet(1) + "calls:\n" + modify("0s", "ImageId: img-2") +
                             start("0s", "BatchNumber: 1") + rollback("20s", "BatchNumber: 1"));
  std::vector<std::string> names;
  for (const SymbolId each : instance(run, 1).images) {
    names.push_back(run.scenario.symbols.text(each));
  }
  EXPECT_THAT(names, testing::ElementsAre("img-1", "img-2", "img-1"));
}

}  // namespace
}  // namespace refreshsim::model_test
