// Refreshing one instance in RESET mode: the steps and what they install (model.md, section 3).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

TEST(ResetSteps, DrainFirst_LeavesServiceWhenTheStepStarts) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("5s", "BatchNumber: 1"));
  EXPECT_EQ(steps(run, 1), "drain 5s-6s, reinstall 6s-16s, boot 16s-18s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 5s, IN_SERVICE 18s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
}

TEST(ResetSteps, DrainIsSkippedForAnInstanceInStandby) {
  const std::string faults = "faults: [{match: {step: drain}, outcome: fail}]\ncalls:\n";
  const Story run =
      run_text(fleet(1) + faults + start("0s", "BatchNumber: 1") + resume("5s", "RETRY"));
  EXPECT_EQ(steps(run, 1), "drain 0s-1s failed, reinstall#2 5s-15s, boot#2 15s-17s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 17s");
}

TEST(ResetSteps, ReadAtReinstall_AsTheConfigurationIsWhenTheStepStarts) {
  const std::string refresh = "calls:\n" + start("0s", "BatchNumber: 1");
  const Story before = run_text(fleet(1) + refresh + modify("999ms", "ImageId: img-2"));
  EXPECT_EQ(images(before, 1), "img-1 0s, img-2 11s");
  const Story after = run_text(fleet(1) + refresh + modify("1s", "ImageId: img-2"));
  EXPECT_EQ(images(after, 1), "img-1 0s, img-1 11s") << "the step starts before the call";
}

TEST(ResetSteps, ReadAtReinstall_ConfigurationModifiedMeanwhileMakesInstancesDiffer) {
  const Story run = run_text(fleet(2) + "calls:\n" + modify("0s", "ImageId: img-2") +
                             start("0s", "BatchNumber: 2") + modify("5s", "ImageId: img-3"));
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s");
  EXPECT_EQ(images(run, 2), "img-1 0s, img-3 24s");
}

TEST(ResetSteps, ReinstallTakesTheFiveFields) {
  const Story run =
      run_text(fleet(2) + "calls:\n" +
               modify("0s",
                      "ImageId: img-2, UserData: u2, EnhancedService: {b: 1, a: 2}, HostName: h2, "
                      "LoginSettings: {KeyIds: [k]}") +
               start("0s", "BatchNumber: 2") + stop("1s"));
  EXPECT_EQ(field(run, 1, Field::ImageId), "img-2");
  EXPECT_EQ(field(run, 1, Field::UserData), "u2");
  EXPECT_EQ(field(run, 1, Field::EnhancedService), R"({"a":2,"b":1})");
  EXPECT_EQ(field(run, 1, Field::HostName), "h2");
  EXPECT_EQ(field(run, 1, Field::LoginSettings), R"({"KeyIds":["k"]})");
  EXPECT_EQ(field(run, 2, Field::ImageId), "img-1");
  EXPECT_EQ(field(run, 2, Field::UserData), "u1");
  EXPECT_EQ(field(run, 2, Field::HostName), "none");
}

TEST(ResetSteps, FieldsAndHealthChangeWhenReinstallCompletes) {
  const Story run = run_text(
      fleet(1) +
      "faults: [{at: 2s, unhealthy: ins-00000001}, {match: {step: boot}, outcome: hang}]\n" +
      "calls:\n" + modify("0s", "ImageId: img-2") + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(images(run, 1), "img-1 0s, img-2 11s");
  EXPECT_EQ(health(run, 1), "unhealthy 2s, healthy 11s");
}

TEST(ResetSteps, NothingIsInstalledByAReinstallThatFails) {
  const Story run =
      run_text(fleet(1) + "faults: [{match: {step: reinstall}, outcome: fail}]\ncalls:\n" +
               modify("0s", "ImageId: img-2") + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(images(run, 1), "img-1 0s");
  EXPECT_EQ(health(run, 1), "unhealthy 11s");
}

TEST(ResetSteps, FaultsConcernWhatIsInstalledDuringTheRun) {
  const std::string faults = "faults: [{match: {image: img-1}, outcome: unhealthy}]\ncalls:\n";
  const Story run = run_text(fleet(2) + faults + start("5s", "BatchNumber: 2") + stop("6s"));
  EXPECT_EQ(health(run, 1), "unhealthy 16s");
  EXPECT_EQ(health(run, 2), "") << "the same image, there at the start";
}

TEST(ResetSteps, UnhealthyInstallationIsNeverHealthy) {
  const std::string faults = "faults: [{match: {image: img-2}, outcome: unhealthy}]\ncalls:\n";
  const Story run =
      run_text(fleet(1) + faults + modify("0s", "ImageId: img-2") + start("0s", "BatchNumber: 1") +
               modify("20s", "ImageId: img-3") + start_as("second", "20s", "BatchNumber: 1"));
  EXPECT_EQ(health(run, 1), "unhealthy 11s, healthy 31s");
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL") << "without a health check it serves badly";
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 7'000);
}

TEST(ResetSteps, InitIsInstant_BothRecordedInOneEvent) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("5s", "BatchNumber: 1"));
  std::vector<std::string> row_changes;
  for (const Record& each : records_of(run, RecordKind::row_status)) {
    row_changes.push_back(std::string(name(static_cast<RowStatus>(each.to))) + " " +
                          std::to_string(each.time_ms));
  }
  EXPECT_THAT(row_changes,
              ElementsAre("WAITING 5000", "INIT 5000", "RUNNING 5000", "SUCCESSFUL 18000"));
  std::vector<std::string> batch_changes;
  for (const Record& each : records_of(run, RecordKind::batch_status)) {
    batch_changes.push_back(std::string(name(static_cast<BatchStatus>(each.to))) + " " +
                            std::to_string(each.time_ms));
  }
  EXPECT_THAT(batch_changes,
              ElementsAre("WAITING 5000", "INIT 5000", "RUNNING 5000", "SUCCESSFUL 18000"));
}

TEST(ResetSteps, NormalActivityTakesInstancesUpToDateAlready) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             start_as("second", "20s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "second"), "1 SUCCESSFUL");
  EXPECT_EQ(images(run, 1), "img-1 0s, img-1 11s, img-1 31s");
}

TEST(ResetSteps, NormalActivityTakesThoseInServiceWhenAccepted) {
  const Story run = run_text(fleet(3) + "calls:\n" + standby("0s", 2) +
                             start("1s", "BatchNumber: 1") + exit_standby("1s", 2));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL, 3 SUCCESSFUL");
  EXPECT_EQ(steps(run, 2), "");
}

TEST(ResetSteps, StandbyInstancesAreNotPicked) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + standby("0s", 1) + start("1s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run), ElementsAre("ok", "ResourceUnavailable.NoInstanceCanRefresh"));
}

}  // namespace
}  // namespace refreshsim::model_test
