// Surge instances: the scale-out before the first batch, the scale-in after the last (model.md,
// section 4).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

const std::string kTwoSurge = "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 2");

TEST(Surge, LaunchedInParallelBeforeTheFirstBatchAndTerminatedAfterTheLast) {
  const Story run = run_text(fleet(2) + kTwoSurge);
  for (const std::uint32_t surge : {3U, 4U}) {
    EXPECT_EQ(steps(run, surge), "launch 0s-20s, boot 20s-22s, terminate 35s-39s");
    EXPECT_EQ(life(run, surge), "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, gone 39s");
  }
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 22s-35s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, SUCCESSFUL 39s");
}

TEST(Surge, HealthIsCheckedIfAsked) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1", kChecked));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, health_check 22s-25s, terminate 41s-45s");
}

TEST(Surge, CurrentBatchIsZeroInTheScaleOutAndTheLastInTheScaleIn) {
  const std::string text = "calls:\n" + start("0s", "BatchNumber: 2, MaxSurge: 1");
  const auto current = [&](const std::string& horizon) {
    const Story run = run_text(fleet(2) + "horizon: " + horizon + "\n" + text);
    return activity(run, "refresh").current_batch;
  };
  EXPECT_EQ(current("21s"), 0U);
  EXPECT_EQ(current("22s"), 1U);
  EXPECT_EQ(current("49s"), 2U);
}

TEST(Surge, SmallestBatch_LimitsIt) {
  const auto answer = [](int instances, const std::string& rolling) {
    return codes(run_text(fleet(instances) + "calls:\n" + start("0s", rolling)))[0];
  };
  EXPECT_EQ(answer(7, "BatchNumber: 3, MaxSurge: 2"), "ok");
  EXPECT_EQ(answer(7, "BatchNumber: 3, MaxSurge: 3"), "InvalidParameterValue.MaxSurgeTooLarge");
  EXPECT_EQ(answer(6, "BatchNumber: 2, MaxSurge: 3"), "ok");
}

TEST(Surge, MayNotExceedTheInstancesOfOneBatch) {
  const Story run = run_text(fleet(4) + "calls:\n" + start("0s", "BatchNumber: 2, MaxSurge: 3"));
  EXPECT_THAT(codes(run), ElementsAre("InvalidParameterValue.MaxSurgeTooLarge"));
}

TEST(Surge, ScalingEndsWhenEachHasComeUpGoneOrFailedAndThenPauses) {
  const Story run = run_text(fleet(2) + fault("step: launch, instance: ins-00000003") + kTwoSurge);
  EXPECT_EQ(life(run, 3), "CREATING 0s, CREATION_FAILED 20s, gone 20s");
  EXPECT_EQ(life(run, 4), "CREATING 0s, IN_SERVICE 22s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 22s");
  EXPECT_EQ(rows(run, "refresh"), "1 WAITING, 2 WAITING");
}

TEST(Surge, ResumeInEitherModeRepeatsTheLaunchesThatFailed) {
  for (const std::string mode : {"RETRY", "CONTINUE"}) {
    const Story run = run_text(fleet(2) + fault("step: launch, instance: ins-00000003") +
                               kTwoSurge + resume("30s", mode));
    EXPECT_EQ(steps(run, 5), "launch#2 30s-50s, boot#2 50s-52s, terminate 1m5s-1m9s")
        << "launches and terminations count apart";
    EXPECT_EQ(steps(run, 4), "launch 0s-20s, boot 20s-22s, terminate 1m5s-1m9s");
    EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 52s-1m5s");
  }
}

TEST(Surge, FailedScaleOutIsCancelledUnderTheAutomaticFailProcesses) {
  for (const std::string process : {"AUTO_CANCEL", "AUTO_ROLLBACK"}) {
    const Story run =
        run_text(fleet(2) + fault("step: launch, instance: ins-00000003") + "calls:\n" +
                 start("0s", "BatchNumber: 1, MaxSurge: 2, FailProcess: " + process));
    EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 22s");
    EXPECT_EQ(run.result.activities.size(), 1U);
    EXPECT_EQ(life(run, 4), "CREATING 0s, IN_SERVICE 22s, TERMINATING 22s, gone 26s");
  }
}

TEST(Surge, OneWhoseTerminationFailedStaysAndTheActivityPauses) {
  const Story run = run_text(fleet(1) + fault("step: terminate") + surge_of_one());
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, TERMINATION_FAILED 39s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 39s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 22s-35s");
}

TEST(Surge, ResumeInEitherModeRepeatsTheTerminationsThatFailed) {
  for (const std::string mode : {"RETRY", "CONTINUE"}) {
    const Story run =
        run_text(fleet(2) + fault("step: terminate, instance: ins-00000003, attempt: 1") +
                 kTwoSurge + resume("50s", mode));
    EXPECT_EQ(steps(run, 3),
              "launch 0s-20s, boot 20s-22s, terminate 35s-39s failed, terminate#2 50s-54s");
    EXPECT_EQ(steps(run, 4), "launch 0s-20s, boot 20s-22s, terminate 35s-39s");
    EXPECT_EQ(history(run, "refresh"),
              "INIT 0s, RUNNING 0s, FAILED_PAUSE 39s, RUNNING 50s, SUCCESSFUL 54s");
  }
}

TEST(Surge, FailedScaleInIsCancelledUnderTheAutomaticFailProcesses) {
  for (const std::string process : {"AUTO_CANCEL", "AUTO_ROLLBACK"}) {
    const Story run = run_text(fleet(1) + fault("step: terminate") + "calls:\n" +
                               start("0s", "BatchNumber: 1, MaxSurge: 1, FailProcess: " + process));
    EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, CANCELLED 39s");
    EXPECT_EQ(run.result.activities.size(), 1U);
    EXPECT_EQ(instance(run, 2).state, LifeCycleState::TERMINATION_FAILED);
  }
}

TEST(Surge, TerminationFailedStaysWhenTheActivityEndsByARollback) {
  const Story run = run_text(fleet(1) + fault("step: terminate, attempt: 1") + surge_of_one() +
                             rollback("50s", "BatchNumber: 1"));
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, TERMINATING 35s, TERMINATION_FAILED 39s");
  EXPECT_EQ(activity(run, "rollback").status, ActivityStatus::SUCCESSFUL);
}

TEST(Surge, NeverRefreshedAndNoPartOfDesiredCapacity) {
  const Story run = run_text(fleet(2) + kTwoSurge);
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 2 SUCCESSFUL");
  EXPECT_EQ(desired(run), "2 0s");
}

TEST(Surge, NewInstancesTakeTheNextFreeIdsGoLastAndTakeTheirPlacesZone) {
  const Story run = run_text(fleet(3, "zones: [zone-a, zone-b]") + "calls:\n" +
                             start("0s", "BatchNumber: 1, MaxSurge: 2"));
  ASSERT_EQ(run.result.instances.size(), 5U);
  EXPECT_EQ(run.result.instances[3].name.code, 4U);
  EXPECT_EQ(run.scenario.zones[run.result.instances[3].zone.value], "zone-b");
  EXPECT_EQ(run.scenario.zones[run.result.instances[4].zone.value], "zone-a");
}

TEST(Surge, GroupIsInActivityWhileThoseOfAnEndedActivityTerminate) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               start("0s", "BatchNumber: 2, MaxSurge: 1, BatchPause: FIRST_BATCH_PAUSE") +
               cancel("40s") + start_as("second", "43s999ms", "BatchNumber: 1") +
               start_as("third", "44s", "BatchNumber: 1"));
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 40s, NOT_IN_ACTIVITY 44s");
  EXPECT_THAT(codes(run),
              ElementsAre("ok", "ok", "ResourceUnavailable.AutoScalingGroupInActivity", "ok"));
}

}  // namespace
}  // namespace refreshsim::model_test
