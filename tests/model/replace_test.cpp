// Refreshing one instance in REPLACE mode (model.md, section 3).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kReplace = "calls:\n" + start_replace("0s", "BatchNumber: 1");

TEST(Replace, LaunchBeforeTerminate) {
  const Story run = run_text(fleet(1) + kReplace);
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s");
  EXPECT_EQ(steps(run, 1), "terminate 22s-26s");
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, TERMINATING 22s, gone 26s")
      << "out of service as the step starts";
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-26s");
  EXPECT_EQ(statistic(run, "in_service.min"), 1);
}

TEST(Replace, LaunchBeforeTerminate_WithAHealthCheckOfTheNewOne) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start_replace("0s", "BatchNumber: 1", kChecked));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-22s, health_check 22s-25s");
  EXPECT_EQ(steps(run, 1), "terminate 25s-29s");
}

TEST(Replace, FieldsAndHealthComeWithTheLaunch) {
  const Story run = run_text(fleet(1) + "calls:\n" + modify("0s", "ImageId: img-2") +
                             start_replace("0s", "BatchNumber: 1"));
  EXPECT_EQ(images(run, 2), "none 0s, img-2 20s");
  EXPECT_EQ(health(run, 2), "healthy 20s");
}

TEST(Replace, ReadAtLaunch_AsTheConfigurationIsWhenTheStepStarts) {
  const Story run = run_text(fleet(2) + "calls:\n" + start_replace("0s", "BatchNumber: 2") +
                             modify("1s", "ImageId: img-2"));
  EXPECT_EQ(images(run, 3), "none 0s, img-1 20s");
  EXPECT_EQ(images(run, 4), "none 26s, img-2 46s");
}

TEST(Replace, NewOneThatFailsIsCreationFailedAndGone) {
  for (const std::string step : {"launch", "boot", "health_check"}) {
    const Story run = run_text(fleet(1) + fault("step: " + step, "fail") + "calls:\n" +
                               start_replace("0s", "BatchNumber: 1", kChecked));
    const std::string at = step == "launch" ? "20s" : step == "boot" ? "22s" : "25s";
    EXPECT_EQ(life(run, 2), "CREATING 0s, CREATION_FAILED " + at + ", gone " + at);
    EXPECT_EQ(life(run, 1), "IN_SERVICE 0s") << "the old one serves on";
    EXPECT_EQ(rows(run, "refresh"), "1 FAILED");
  }
}

TEST(Replace, RetryAfterAFailedLaunchMakesANewOne) {
  const Story run = run_text(fleet(1) + fault("step: launch, attempt: 1", "fail") + kReplace +
                             resume("30s", "RETRY"));
  EXPECT_EQ(steps(run, 2), "launch 0s-20s failed");
  EXPECT_EQ(steps(run, 3), "launch#2 30s-50s, boot#2 50s-52s");
  EXPECT_EQ(steps(run, 1), "terminate#2 52s-56s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
}

TEST(Replace, FailedTerminateLeavesTheOldOneTerminationFailed) {
  const Story run = run_text(fleet(1) + fault("step: terminate", "fail") + kReplace);
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, TERMINATING 22s, TERMINATION_FAILED 26s");
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s");
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED");
}

TEST(Replace, FailedTerminateIsAllThatARetryRepeats) {
  const Story run = run_text(fleet(1) + fault("step: terminate, attempt: 1", "fail") + kReplace +
                             resume("30s", "RETRY"));
  EXPECT_EQ(steps(run, 1), "terminate 22s-26s failed, terminate#2 30s-34s");
  EXPECT_EQ(run.result.instances.size(), 2U);
  EXPECT_EQ(life(run, 1),
            "IN_SERVICE 0s, TERMINATING 22s, TERMINATION_FAILED 26s, TERMINATING 30s, gone 34s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-34s");
}

TEST(Replace, RowKeepsTheOldIdAndItsMessageNamesTheNewOne) {
  const Story run = run_text(fleet(1) + kReplace);
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
  EXPECT_THAT(row(run, "refresh", 1).message, HasSubstr("ins-00000002"));
}

TEST(Replace, RowUnderWaySaysNothingOfTheNewOneInTheMaking) {
  const Story run = run_text(fleet(1) + "horizon: 21s\n" + kReplace);
  EXPECT_EQ(rows(run, "refresh"), "1 RUNNING");
  EXPECT_EQ(row(run, "refresh", 1).message, "");
}

TEST(Replace, RowThatIsRetriedSaysNothingOfTheNewOneThatFailed) {
  const Story run = run_text(fleet(1) +
                             "horizon: 61s\nfaults: [{match: {step: launch, attempt: 1}, "
                             "outcome: fail}]\ncalls:\n" +
                             start_replace("0s", "BatchNumber: 1") + resume("60s"));
  EXPECT_EQ(rows(run, "refresh"), "1 RUNNING");
  EXPECT_EQ(row(run, "refresh", 1).message, "");
}

TEST(Replace, NoReplaceRollback_AReplaceActivityCanNotBeRolledBack) {
  const Story run = run_text(fleet(2) + "calls:\n" +
                             start_replace("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE") +
                             rollback("30s", "BatchNumber: 1") + resume("31s") +
                             rollback("100s", "BatchNumber: 1", "refresh", "later"));
  const std::string refused = "ResourceUnavailable.RefreshActivityCanNotRollback";
  EXPECT_THAT(codes(run), ElementsAre("ok", refused, "ok", refused));
}

TEST(Replace, OldOneThatGoesTakesTheNewOneInTheMakingWithIt) {
  const Story run = run_text(fleet(2) + "faults: [{at: 5s, remove: ins-00000001}]\n" + kReplace);
  EXPECT_EQ(rows(run, "refresh"), "1 NOT_FOUND, 2 SUCCESSFUL");
  EXPECT_EQ(steps(run, 3), "launch 0s-5s stopped");
  EXPECT_EQ(instance(run, 3).gone_ms, 5'000);
}

TEST(Replace, NewOneInServiceStaysWhenTheOldOneGoes) {
  const Story run = run_text(fleet(1) + "faults: [{at: 23s, remove: ins-00000001}]\n" + kReplace);
  EXPECT_EQ(rows(run, "refresh"), "1 NOT_FOUND");
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s");
}

TEST(Replace, NewInstanceDestroyed_BeforeItIsInServiceFailsTheRow) {
  const Story run = run_text(fleet(1) + "faults: [{at: 21s, remove: ins-00000002}]\n" + kReplace);
  EXPECT_EQ(steps(run, 2), "launch 0s-20s, boot 20s-21s failed");
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-21s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s");
}

TEST(Replace, NewInstanceDestroyed_OnceInServiceItsLossChangesNothing) {
  const Story run = run_text(fleet(1) + "faults: [{at: 22s, remove: ins-00000002}]\n" + kReplace);
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-26s");
  EXPECT_EQ(life(run, 2), "CREATING 0s, IN_SERVICE 22s, gone 22s");
}

TEST(Replace, GoneIsFrozen_NewInstanceDestroyedInTheMakingWasCreationFailed) {
  const Story run = run_text(fleet(1) + "faults: [{at: 21s, remove: ins-00000002}]\n" + kReplace);
  EXPECT_EQ(instance(run, 2).state, LifeCycleState::CREATION_FAILED);
  EXPECT_EQ(run.scenario.symbols.text(instance(run, 2).image), "img-1");
}

TEST(Replace, GoneIsFrozen_KeepsTheLastStateImageAndHealth) {
  const Story run = run_text(fleet(1) + "faults: [{at: 5s, remove: ins-00000001}]\n");
  const InstanceView& gone = instance(run, 1);
  EXPECT_EQ(gone.state, LifeCycleState::IN_SERVICE);
  EXPECT_EQ(run.scenario.symbols.text(gone.image), "img-1");
  EXPECT_TRUE(gone.healthy);
  EXPECT_EQ(gone.gone_ms, 5'000);
}

TEST(Replace, AttemptsOfAnInstance_AreTheRowsSoTheOldOnes) {
  const Story run = run_text(fleet(1) + fault("step: launch, attempt: 1", "fail") + kReplace +
                             resume("30s", "RETRY"));
  EXPECT_EQ(instance(run, 1).attempts, 2U);
  EXPECT_EQ(instance(run, 2).attempts, 0U);
  EXPECT_EQ(instance(run, 3).attempts, 0U);
}

TEST(Replace, StepSubject_CompletionIsOrderedByTheInstanceThatRunsTheStep) {
  // At 26s the boot of the new ins-00000003 ends, for row 1, and the terminate of ins-00000002, for
  // row 2.
  const Story run =
      run_text(fleet(2) + fault("step: boot, instance: ins-00000001", "{delay: 4s}") + kReplace);
  std::vector<std::uint32_t> order;
  for (const Record& each : records_of(run, RecordKind::step_ended)) {
    if (each.time_ms == 26'000) order.push_back(each.subject);
  }
  EXPECT_THAT(order, ElementsAre(1U, 2U));
}

}  // namespace
}  // namespace refreshsim::model_test
