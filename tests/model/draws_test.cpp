// Randomness and reproducibility (model.md, section 1).
#include "sim/base/draw.h"
#include "sim/base/sampler.h"
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

/// Timing in which only `step` is random.
std::string random_fleet(int instances, const std::string& step) {
  const std::string fixed = fleet(instances);
  const std::string law = step + ": {uniform: {min: 1s, max: 1000s}}";
  std::string text = fixed;
  const std::size_t at = text.find(step + ": ");
  text.replace(at, text.find_first_of(",}", at) - at, law);
  return text + "calls:\n";
}

Distribution law() {
  Distribution uniform;
  uniform.kind = DistributionKind::uniform;
  uniform.a = Duration{1'000};
  uniform.b = Duration{1'000'000};
  return uniform;
}

std::int64_t drawn(const DrawKey& key) { return ms(Sampler(law())(Draws(1, 0).bits(key))); }

/// How long an instance's first step of this kind took.
std::int64_t length_of(const Story& run, std::uint32_t subject, Step step) {
  std::int64_t began = 0;
  for (const Record& each : run.records) {
    if (each.subject != subject) continue;
    if (each.kind == RecordKind::step_started && each.to == index(step)) began = each.time_ms;
    if (each.kind == RecordKind::step_ended && each.from == index(step)) {
      return each.time_ms - began;
    }
  }
  return -1;
}

TEST(Draws, StrategiesMeetTheSameSlowInstances) {
  const Story together = run_text(random_fleet(4, "reinstall") + start("0s", "BatchNumber: 1"));
  const Story apart = run_text(random_fleet(4, "reinstall") + start("7s", "BatchNumber: 4"));
  for (std::uint32_t i = 0; i < 4; ++i) {
    const std::int64_t length = length_of(together, i, Step::reinstall);
    EXPECT_EQ(length, length_of(apart, i, Step::reinstall));
    EXPECT_EQ(length, drawn({Purpose::step_duration, 1, i, 1, 1}));
  }
}

TEST(Draws, AddedEventShiftsNoOtherDraw) {
  const std::string head = random_fleet(3, "boot");
  const Story plain = run_text(head + start("0s", "BatchNumber: 1"));
  const Story busy = run_text(head + start("0s", "BatchNumber: 1") + describe_all("1s") +
                              "faults: [{at: 2s, unhealthy: ins-00000001, for: 1s}]\n");
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(length_of(plain, i, Step::boot), length_of(busy, i, Step::boot));
  }
}

TEST(Draws, FaultsFireByTheirPlaceInTheFile) {
  const std::string faults =
      "faults:\n"
      "  - {match: {step: boot}, probability: 0, outcome: hang}\n"
      "  - {match: {step: boot}, probability: 0.5, outcome: fail}\n";
  const Story run = run_text(fleet(9) + faults + "calls:\n" + start("0s", "BatchNumber: 1"));
  for (std::uint32_t i = 0; i < 9; ++i) {
    const bool fires = Draws(1, 0).happens(0.5, {Purpose::fault, 1, i, 1, 1});
    EXPECT_EQ(row(run, "refresh", i + 1).status, fires ? RowStatus::FAILED : RowStatus::SUCCESSFUL);
  }
}

TEST(Draws, ReactionTimeIsDrawnByTheCallsPlace) {
  const Story run = run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
                             "  - {when: {activity: refresh, status: RUNNING}, after: {uniform: "
                             "{min: 1s, max: 1000s}}, action: DescribeRefreshActivities}\n");
  ASSERT_EQ(run.result.calls.size(), 2U);
  EXPECT_EQ(run.result.calls[1].at_ms, drawn({Purpose::reaction_time, 1, 0, 0, 1}));
}

TEST(Draws, ReplacementDrawsUnderTheInstanceItReplaces) {
  const Story run = run_text(random_fleet(3, "launch") + start_replace("0s", "BatchNumber: 1"));
  for (std::uint32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(length_of(run, 3 + i, Step::launch), drawn({Purpose::step_duration, 4, i, 1, 1}));
  }
}

TEST(Draws, SurgeInstanceDrawsUnderItsPlace) {
  const Story run =
      run_text(random_fleet(3, "launch") + start("0s", "BatchNumber: 1, MaxSurge: 2"));
  for (std::uint32_t i = 0; i < 2; ++i) {
    EXPECT_EQ(length_of(run, 3 + i, Step::launch),
              drawn({Purpose::surge_step_duration, 4, i, 1, 1}));
  }
}

TEST(Draws, ActivityCountsWithinItsGroup) {
  const std::string two =
      "refreshsim: 1\n"
      "timing: {drain: 0s, boot: 0s, reinstall: {uniform: {min: 1s, max: 1000s}}}\n"
      "launch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-0: {launch_configuration: asc-1, instances: 1}, asg-1: "
      "{launch_configuration: asc-1, instances: 1}}\ncalls:\n"
      "  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-0, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n";
  const Story run = run_text(two + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(length_of(run, 1, Step::reinstall), drawn({Purpose::step_duration, 1, 1, 1, 1}));
}

TEST(Draws, AttemptsAndActivitiesDrawAnew) {
  const Story run = run_text(random_fleet(1, "drain") + start("0s", "BatchNumber: 1") +
                             start_as("second", "2000s", "BatchNumber: 1"));
  std::vector<std::int64_t> lengths;
  for (std::uint32_t ordinal = 1; ordinal <= 2; ++ordinal) {
    lengths.push_back(drawn({Purpose::step_duration, 0, 0, ordinal, 1}));
  }
  const auto& activities = run.result.activities;
  ASSERT_EQ(activities.size(), 2U);
  EXPECT_EQ(activities[0].statistics.duration_ms, lengths[0] + 12'000);
  EXPECT_EQ(activities[1].statistics.duration_ms, lengths[1] + 12'000);
  EXPECT_NE(lengths[0], lengths[1]);
}

TEST(Draws, RunIsAPureFunctionOfScenarioSeedAndReplica) {
  const std::string text = random_fleet(3, "boot") + start("0s", "BatchNumber: 3");
  const Story run = run_text(text, 5);
  EXPECT_EQ(run.result.fingerprint, run_text(text, 5).result.fingerprint);
  EXPECT_NE(run.result.fingerprint, run_text(text, 6).result.fingerprint);
  Simulation simulation(run.scenario);
  RunOptions other;
  other.seed = 5;
  other.replica = 1;
  EXPECT_NE(run.result.fingerprint, simulation.run(other).fingerprint);
  other.replica = 0;
  EXPECT_EQ(run.result.fingerprint, simulation.run(other).fingerprint);
}

TEST(Draws, StartOnlyDatesTheOutput) {
  const std::string text = random_fleet(3, "boot") + start("0s", "BatchNumber: 3");
  EXPECT_EQ(run_text(text).result.fingerprint,
            run_text("start: 2031-02-03T04:05:06Z\n" + text).result.fingerprint);
}

}  // namespace
}  // namespace refreshsim::model_test
