// Minimizing: what is left still shows it, keeps its words, and can't be made smaller again.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "refreshsim/load.h"
#include "sim/incident/minimizer.h"
#include "sim/incident/symptom.h"
#include "tests/incident/recorder.h"
#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kKeepStandby = "{instance: ins-00000007, LifeCycleState: STANDBY}";

std::string long_night() {
  std::ostringstream text;
  text << std::ifstream(REFRESHSIM_SOURCE_DIR "/tests/incident/minimize/a-long-night.yaml").rdbuf();
  return text.str();
}

Minimized least(const std::string& text, const Symptom::Wish& wish, std::size_t jobs = 1) {
  const auto symptom = Symptom::of(text, wish);
  EXPECT_TRUE(symptom.has_value());
  MinimizeOptions how;
  how.jobs = jobs;
  return minimize(
      text, [&](const std::string& tried) { return symptom->shown_by(tried); }, how);
}

TEST(Minimize, OfAThousandInstancesAndSixtyCallsAndFaultsAHandfulIsLeft) {
  const Minimized found = least(long_night(), {std::string(kKeepStandby), {}});
  EXPECT_LT(std::count(found.text.begin(), found.text.end(), '\n'), 20) << found.text;
  EXPECT_THAT(found.text, HasSubstr("step: boot"));
  EXPECT_THAT(found.text, HasSubstr("# The one that matters: seen once, on a Thursday.\n"));
  EXPECT_THAT(found.text, HasSubstr("instances: 7"));
  EXPECT_THAT(found.text, Not(HasSubstr("asg-jobs")));
  EXPECT_TRUE(Symptom::of(long_night(), {std::string(kKeepStandby), {}})->shown_by(found.text));
}

TEST(Minimize, AgainChangesNothingWithAnyNumberOfJobs) {
  const std::string first = least(long_night(), {std::string(kKeepStandby), {}}).text;
  EXPECT_EQ(least(long_night(), {std::string(kKeepStandby), {}}, 4).text, first);
  EXPECT_EQ(least(first, {std::string(kKeepStandby), {}}, 3).text, first);
}

TEST(Minimize, TheFirstFailedExpectationIsKeptByDefault) {
  const Minimized found = least(kFailing, {});
  EXPECT_THAT(found.text, HasSubstr("  - {group: asg-web, always: serving, at_least: 2}\n"));
  EXPECT_THAT(found.text, Not(HasSubstr("SUCCESSFUL")));
  EXPECT_THAT(found.text, Not(HasSubstr("Modify")));
}

TEST(Minimize, AFailureStaysTheSameFailure) {
  const std::string refused = std::string(kGood) + "  - {activity: refresh, Status: INIT}\n";
  const Minimized found = least(refused, {});
  const auto symptom = Symptom::of(found.text, {});
  ASSERT_TRUE(symptom.has_value());
  EXPECT_THAT(symptom->words(), HasSubstr("{activity: refresh, Status: INIT} fails: SUCCESSFUL"));
}

TEST(Minimize, AnExitCodeCanBeKept) {
  EXPECT_EQ(least(std::string(kGood), {"", 0}).text, "refreshsim: 1\n");
  const Minimized wrong = least("refreshsim: 1\nseed: 4\nhorizn: 2h\nhorizon: 1h\n", {"", 3});
  EXPECT_EQ(wrong.text, "horizn: 0s\n");
}

TEST(Minimize, WithoutAnythingToKeepSaysSo) {
  EXPECT_THAT(Symptom::of(std::string(kGood), {}).error(), HasSubstr("every expectation holds"));
  EXPECT_THAT(Symptom::of("refreshsim: 1\nnaem: x\n", {}).error(), HasSubstr("unknown key"));
  EXPECT_THAT(Symptom::of(std::string(kGood), {"", 1}).error(), HasSubstr("exit code is 0, not 1"));
}

TEST(Minimize, AnInterruptionGivesTheBestSoFar) {
  const auto symptom = Symptom::of(long_night(), {std::string(kKeepStandby), {}});
  std::atomic<bool> interrupt{false};
  std::size_t tries = 0;
  MinimizeOptions how;
  how.interrupt = &interrupt;
  const auto shows = [&](const std::string& tried) {
    if (++tries == 40) interrupt = true;
    return symptom->shown_by(tried);
  };
  const Minimized found = minimize(long_night(), shows, how);
  EXPECT_TRUE(found.interrupted);
  EXPECT_EQ(tries, 40U);
  EXPECT_LT(found.text.size(), long_night().size());
  EXPECT_TRUE(symptom->shown_by(found.text));
}

class MinimizeCommand : public Program {};

TEST_F(MinimizeCommand, WritesTheSmallestAndTellsOnStandardError) {
  write("failing.yaml", kFailing);
  const Ran ran = sh("refreshsim minimize failing.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.err, HasSubstr("still {group: asg-web, always: serving, at_least: 2} fails"));
  write("least.yaml", ran.out);
  EXPECT_EQ(sh("refreshsim run --quiet least.yaml").exit, 1);
  EXPECT_EQ(sh("refreshsim minimize --quiet least.yaml -o again.yaml").err, "");
  EXPECT_EQ(read("again.yaml"), ran.out);
}

TEST_F(MinimizeCommand, MergesWhatIsExtended) {
  write("good.yaml", kGood);
  write("over.yaml",
        "refreshsim: 1\nextends: good.yaml\nexpect: [{activity: refresh, Status: FAILED}]\n");
  const Ran ran = sh("refreshsim minimize over.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("{activity: refresh, Status: FAILED}"));
  EXPECT_THAT(ran.out, Not(HasSubstr("extends")));
}

TEST_F(MinimizeCommand, TriesAnotherProgramInChildProcesses) {
  write("good.yaml", kGood);
  write("other",
        "#!/bin/sh\nfor file; do :; done\ngrep -q 'at: 1m' \"$file\" && exit 70\nexit 0\n");
  sh("chmod +x other");
  const Ran ran = sh("refreshsim minimize --program ./other good.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, "calls:\n  - at: 1m\n");
  EXPECT_EQ(sh("refreshsim minimize --program ./none good.yaml").exit, 2);
}

TEST_F(MinimizeCommand, KeepsTheDifferenceToALog) {
  const std::string told = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 4}}
calls:
  - at: 1s
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}
)";
  const LoadResult loaded = parse_scenario(told);
  ASSERT_TRUE(loaded.ok());
  const RunResult run = recorder::polled_run(loaded.scenario, {60'000, 240'000, 500'000});
  write("told.jsonl", recorder::json_lines(run, loaded.scenario));
  write("told.yaml", told);
  EXPECT_EQ(sh("refreshsim minimize told.yaml --log told.jsonl").exit, 2);  // they don't part
  write(
      "other.yaml",
      told +
          R"(  - {at: 30m, action: EnterStandby, request: {AutoScalingGroupId: asg-web, InstanceIds: [ins-00000004]}}
faults:
  # This one is why.
  - {match: {instance: ins-00000002, step: reinstall}, outcome: fail}
  - {at: 40m, remove: ins-00000003}
)");
  const Ran ran = sh("refreshsim minimize other.yaml --log told.jsonl -o least.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("still the difference at told.jsonl:"));
  EXPECT_THAT(read("least.yaml"), HasSubstr("  # This one is why.\n"));
  EXPECT_THAT(read("least.yaml"), Not(HasSubstr("EnterStandby")));
  EXPECT_THAT(read("least.yaml"), Not(HasSubstr("remove")));
  EXPECT_EQ(sh("refreshsim diff least.yaml told.jsonl").exit, 1);
  EXPECT_EQ(sh("refreshsim minimize other.yaml --log none.jsonl").exit, 3);
  EXPECT_EQ(sh("refreshsim minimize other.yaml --log told.jsonl --exit 0").exit, 2);
}

TEST_F(MinimizeCommand, TellsWhatIsWrong) {
  write("good.yaml", kGood);
  write("broken.yaml", kBroken);
  write("bad.yaml", "a: [b\n");
  EXPECT_EQ(sh("refreshsim minimize good.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim minimize broken.yaml").exit, 3);
  EXPECT_EQ(sh("refreshsim minimize --keep '{activity: none, Status: INIT}' good.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim minimize bad.yaml").exit, 3);
  EXPECT_EQ(sh("refreshsim minimize none.yaml").exit, 3);
  EXPECT_EQ(sh("refreshsim minimize good.yaml --keep x --exit 1").exit, 2);
}

}  // namespace
}  // namespace refreshsim
