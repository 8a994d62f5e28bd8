// Why a call was refused: what would have had to be otherwise, of just that which was wrong.
#include <gmock/gmock.h>

#include "refreshsim/load.h"
#include "sim/incident/explanation.h"

namespace refreshsim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Batches of two; ins-00000001 comes back late, so that a stop finds it in flight.
constexpr std::string_view kBegin = R"(refreshsim: 1
launch_configurations: {asc-1: {ImageId: img-old}}
images: {img-old: {exists: false}, img-odd: {conflicts: true}, img-new: {exists: true}}
scaling_groups:
  asg-1: {launch_configuration: asc-1, instances: 4}
  asg-2: {launch_configuration: asc-1, instances: 1}
faults:
  - {match: {step: boot, instance: ins-00000001}, outcome: {delay: 20m}}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}}
  - {at: 1m, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: asc-1, ImageId: img-new}}
  - {at: 1m, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}}
  - {at: 2m, action: StopInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}
)";

/// What is told of one more call, the fifth.
std::vector<std::string> told_of(const std::string& call, const std::string& at = "10m") {
  const std::string text = std::string(kBegin) + "  - {at: " + at + ", " + call + "}\n";
  const LoadResult loaded = parse_scenario(text, "s.yaml");
  EXPECT_TRUE(loaded.ok());
  const Story story(loaded.scenario, {}, 0);
  Question question;
  question.call = 5;
  const auto answers = explain(story, question);
  if (!answers || answers->size() != 1) return {"no answer"};
  std::vector<std::string> notes = answers->front().notes;
  if (!notes.empty()) notes.erase(notes.begin());  // what the code means
  return notes;
}

std::string of_group(const std::string& action, const std::string& more) {
  return "action: " + action + ", request: {AutoScalingGroupId: asg-1, " + more + "}";
}

TEST(Refusal, CancelNamesWhatIsInFlight) {
  EXPECT_THAT(told_of(of_group("CancelInstanceRefresh", "RefreshActivityId: $refresh")),
              ElementsAre("nothing of refresh would have to be in flight; there was ins-00000001"));
}

TEST(Refusal, OfTheRefreshThatRunsTellsHowLong) {
  const auto told = told_of(of_group("StopInstanceRefresh", "RefreshActivityId: $refresh"));
  EXPECT_THAT(told, ElementsAre("refresh would have to be RUNNING; it had been MANUAL_PAUSE since "
                                "00:02:00 (2m); in this run that stayed so to the end"));
}

TEST(Refusal, OfSeveralInstancesNamesOnlyThoseThatAreNotFree) {
  EXPECT_THAT(
      told_of(of_group("EnterStandby", "InstanceIds: [ins-00000002, ins-00000001]")),
      ElementsAre("ins-00000001 would have to be out of the hands of refresh; its row there "
                  "had been in flight since 00:01:00 (1m)"));
  EXPECT_THAT(
      told_of(of_group("EnterStandby", "InstanceIds: [ins-00000002, ins-00000003]")),
      ElementsAre("ins-00000003 would have to be out of the hands of refresh; its row there "
                  "had been WAITING since 00:01:00 (1m)"));
  EXPECT_THAT(told_of(of_group("ExitStandby", "InstanceIds: [ins-00000002]")),
              ElementsAre("ins-00000002 would have to be in STANDBY; it had been IN_SERVICE since "
                          "00:04:40 (4m40s)"));
}

TEST(Refusal, AnInstanceOfAnotherGroupIsNotThere) {
  EXPECT_THAT(told_of(of_group("EnterStandby", "InstanceIds: [ins-00000002, ins-00000005]")),
              ElementsAre("ins-00000005 would have to be an instance of asg-1 that is there"));
}

TEST(Refusal, ARollbackNamesTheImagesThatCantBeInstalled) {
  const std::string rollback = of_group(
      "RollbackInstanceRefresh",
      "OriginRefreshActivityId: $refresh, RefreshSettings: {RollingUpdateSettings: {BatchNumber: "
      "1}}");
  EXPECT_THAT(told_of(rollback),
              ElementsAre("the images from before refresh would have to be ones that can be "
                          "installed; ins-00000001 had img-old, which does not exist, ins-00000002 "
                          "had img-old, which does not exist"));
}

TEST(Refusal, ARefreshNamesItsConfigurationsImage) {
  const std::string start =
      "action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-2, RefreshSettings: "
      "{RollingUpdateSettings: {BatchNumber: 1}}}";
  EXPECT_THAT(told_of(start, "0s"),
              ElementsAre("the launch configuration's image would have to be one that can be "
                          "installed; it was img-old, which does not exist"));
}

TEST(Refusal, AWrongRequestNamesItsParameter) {
  EXPECT_THAT(told_of(of_group("StopInstanceRefresh", "RefreshActivityId: [x]")),
              ElementsAre("RefreshActivityId would have to be of the right type"));
  EXPECT_THAT(told_of(of_group("StopInstanceRefresh", "RefreshActivityId: x, Id: x")),
              ElementsAre("Id would have to be left out"));
}

TEST(Refusal, BatchNumberIsComparedWithWhoCanTakePart) {
  const std::string start =
      "action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-2, RefreshSettings: "
      "{RollingUpdateSettings: {BatchNumber: 3}}}";
  EXPECT_THAT(told_of(start), ElementsAre("BatchNumber would have to be at most 1, the instances "
                                          "that can take part; it was 3"));
}

}  // namespace
}  // namespace refreshsim
