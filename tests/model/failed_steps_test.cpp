// Steps that fail, hang or take too long, and the rows that they fail (model.md, section 3).
#include "sim/record/message.h"
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(FailedSteps, StepToldToFailDoesSoWhenItsDurationIsOver) {
  const Story run = run_text(fleet(1) + fault("step: reinstall", "fail") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s failed");
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-11s");
}

TEST(FailedSteps, HangingStepNeverEnds) {
  const Story run =
      run_text(fleet(1) + "horizon: 1000d\n" + fault("step: boot", "hang") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s");
}

TEST(FailedSteps, HangingStepEndsByTheStepTimeoutThatNamesIt) {
  const Story run = run_text(fleet(1) + "step_timeout: {boot: 5s}\n" + fault("step: boot", "hang") +
                             refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-16s failed");
}

TEST(FailedSteps, StepLongerThanItsTimeoutFailsAtTheTimeout) {
  const Story run = run_text(fleet(1) + "step_timeout: {reinstall: 9999ms}\n" + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-10s999ms failed");
}

TEST(FailedSteps, StepThatEndsExactlyAtItsTimeoutHasPassed) {
  const Story run = run_text(fleet(1) + "step_timeout: {reinstall: 10s}\n" + refresh_at_once());
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
}

TEST(FailedSteps, StepTimeoutIsNotForTheHealthCheck) {
  const LoadResult loaded = parse_scenario(fleet(1) + "step_timeout: {health_check: 10s}\n");
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_THAT(loaded.diagnostics[0].message, HasSubstr("health_check"));
}

TEST(FailedSteps, DelayMakesAStepTakeLonger) {
  const Story run = run_text(fleet(1) + fault("step: boot", "{delay: 3s}") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-16s");
}

TEST(FailedSteps, WhoseBootFailedIsNotHealthy) {
  const Story run = run_text(fleet(1) + fault("step: boot", "fail") + refresh_at_once());
  EXPECT_EQ(health(run, 1), "unhealthy 13s");
}

TEST(FailedSteps, ImageThatDoesNotExistMakesTheStepFailAtItsEnd) {
  const Story run = run_text(fleet(1) + "images: {img-gone: {exists: false}}\n" +
                             refresh_at_once() + modify("500ms", "ImageId: img-gone"));
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s failed");
  EXPECT_EQ(records_of(run, RecordKind::step_ended).back().to,
            index(FailureCause::image_not_found));
}

TEST(FailedSteps, ImageThatConflictsMakesTheStepFailAtItsEnd) {
  const Story run = run_text(fleet(1) + "images: {img-odd: {conflicts: true}}\n" +
                             refresh_at_once() + modify("500ms", "ImageId: img-odd"));
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s failed");
  EXPECT_EQ(records_of(run, RecordKind::step_ended).back().to,
            index(FailureCause::image_conflicts));
}

TEST(FailedSteps, RowIsFailedWithAMessageNamingStepAttemptAndCause) {
  const Story run =
      run_text(fleet(1) +
               "faults: [{match: {step: reinstall}, outcome: fail, message: checksum mismatch}]\n" +
               refresh_at_once());
  EXPECT_EQ(rows(run, "refresh"), "1 FAILED");
  EXPECT_THAT(row(run, "refresh", 1).message,
              AllOf(HasSubstr("reinstall"), HasSubstr("1"), HasSubstr("checksum mismatch")));
}

TEST(FailedSteps, MessageOfAFaultIsToldOnlyOfAStepThatItFails) {
  const Story run =
      run_text(fleet(1) + "step_timeout: {boot: 5s}\n" +
               "faults: [{match: {step: boot}, outcome: hang, message: checksum mismatch}]\n" +
               refresh_at_once());
  EXPECT_THAT(row(run, "refresh", 1).message, testing::Not(HasSubstr("checksum mismatch")));
  EXPECT_THAT(failure_message(run.scenario, Step::boot, FailureCause::told_to_fail, 2, FaultId{}),
              AllOf(HasSubstr("boot"), HasSubstr("2")));
}

TEST(FailedSteps, MessageNamesTheLaterAttemptToo) {
  const Story run =
      run_text(fleet(1) + fault("step: boot", "fail") + refresh_at_once() + resume("20s", "RETRY"));
  EXPECT_THAT(row(run, "refresh", 1).message, AllOf(HasSubstr("boot"), HasSubstr("2")));
}

TEST(FailedSteps, InstanceStaysInStandbyUntilSomeoneActs) {
  const Story run =
      run_text(fleet(1) + "horizon: 100d\n" + fault("step: boot", "fail") + refresh_at_once());
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s");
  const Story acted =
      run_text(fleet(1) + fault("step: boot", "fail") + refresh_at_once() + exit_standby("1h", 1));
  EXPECT_EQ(life(acted, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 1h");
  EXPECT_EQ(instance(acted, 1).healthy, false);
}

TEST(FailedSteps, RetryRunsTheStepsAgainFromTheFirstThatIsNotSkipped) {
  const Story run = run_text(fleet(1) + fault("step: boot, attempt: 1", "fail") +
                             refresh_at_once() + resume("20s", "RETRY"));
  EXPECT_EQ(steps(run, 1),
            "drain 0s-1s, reinstall 1s-11s, boot 11s-13s failed, reinstall#2 20s-30s, boot#2 "
            "30s-32s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
  EXPECT_EQ(instance(run, 1).attempts, 2U);
}

TEST(FailedSteps, RetriedRowPassesInitAndRunningAgain) {
  const Story run = run_text(fleet(1) + fault("step: boot, attempt: 1", "fail") +
                             refresh_at_once() + resume("20s", "RETRY"));
  std::string passed;
  for (const Record& each : records_of(run, RecordKind::row_status)) {
    passed += std::string(name(static_cast<RowStatus>(each.to))) + " ";
  }
  EXPECT_EQ(passed, "WAITING INIT RUNNING FAILED INIT RUNNING SUCCESSFUL ");
}

TEST(FailedSteps, RetriedBatchIsRunningAgainAndKeepsItsStartTime) {
  const std::string text = fleet(2) +
                           fault("step: boot, attempt: 1, instance: ins-00000002", "fail") +
                           refresh_at_once() + resume("20s", "RETRY");
  const Story going = run_text("horizon: 25s\n" + text);
  EXPECT_EQ(batches(going, "refresh"), "RUNNING 0s-");
  EXPECT_EQ(rows(going, "refresh"), "1 SUCCESSFUL, 2 RUNNING");
  const Story ended = run_text(text);
  EXPECT_EQ(batches(ended, "refresh"), "SUCCESSFUL 0s-32s");
}

TEST(FailedSteps, AttemptsCountFromOneInEachRow) {
  const Story run =
      run_text(fleet(1) + fault("step: drain, attempt: 1", "fail") + refresh_at_once() +
               resume("20s", "RETRY") + start_as("second", "50s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
  EXPECT_EQ(rows(run, "second"), "1 FAILED");
  EXPECT_EQ(steps(run, 1),
            "drain 0s-1s failed, reinstall#2 20s-30s, boot#2 30s-32s, drain 50s-51s failed");
}

TEST(FailedSteps, FirstFaultOfTheFileDecidesWhetherItNamesTheInstanceOrNot) {
  const std::string named = "{match: {step: boot, instance: ins-00000001}, outcome: fail}";
  const std::string any = "{match: {step: boot}, outcome: {delay: 5s}}";
  const auto outcome = [](const std::string& first, const std::string& second) {
    return batches(
        run_text(fleet(1) + "faults: [" + first + ", " + second + "]\n" + refresh_at_once()),
        "refresh");
  };
  EXPECT_EQ(outcome(named, any), "FAILED 0s-13s");
  EXPECT_EQ(outcome(any, named), "SUCCESSFUL 0s-18s");
}

}  // namespace
}  // namespace refreshsim::model_test
