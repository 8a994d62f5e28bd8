// A run is a function of scenario, seed and replica, and of nothing else.
#include <gtest/gtest.h>

#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

RunOptions replica(std::uint32_t number) {
  RunOptions options;
  options.replica = number;
  return options;
}

TEST(Repetition, OfTheSameTextGivesTheSameResult) {
  ASSERT_TRUE(holds("twice", [] {
    const std::string text = (*stories()).yaml();
    const Scenario first = scenario_of(text);
    const Scenario second = scenario_of(text);
    RC_ASSERT(shown(Simulation(first).run(), first) == shown(Simulation(second).run(), second));
  }));
}

TEST(Repetition, InAReusedWorldGivesTheSameResult) {
  ASSERT_TRUE(holds("reused world", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    Simulation reused(scenario);
    const std::string first = shown(reused.run(), scenario);
    const std::string third = shown(reused.run(replica(3)), scenario);
    reused.measure(replica(1));
    reused.assess(replica(2));
    RC_ASSERT(shown(reused.run(), scenario) == first);
    RC_ASSERT(shown(Simulation(scenario).run(replica(3)), scenario) == third);
  }));
}

TEST(Repetition, IsNotDisturbedByListeners) {
  ASSERT_TRUE(holds("sinks", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    Recorder first;
    Recorder second;
    RunOptions options;
    options.sinks = {&first, &second};
    const std::string heard = shown(Simulation(scenario).run(options), scenario);
    RC_ASSERT(heard == shown(Simulation(scenario).run(), scenario));
    RC_ASSERT(first.records.size() == second.records.size());
  }));
}

TEST(Repetition, MeasuredOrAssessedTellsWhatARunTells) {
  ASSERT_TRUE(holds("measure", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    const RunResult run = Simulation(scenario).run();
    for (RunResult less : {Simulation(scenario).measure(), Simulation(scenario).assess()}) {
      RC_ASSERT(less.checkpoints == run.checkpoints);
      RC_ASSERT(less.groups.size() == run.groups.size());
      RunResult same = run;
      same.fingerprint = less.fingerprint;
      same.events = less.events;
      same.records = less.records;
      same.end_ms = less.end_ms;
      for (std::size_t i = 0; i < run.groups.size(); ++i) {
        same.groups[i].statistics = less.groups[i].statistics;
      }
      if (!less.activities.empty()) same.activities = less.activities;
      if (!less.instances.empty()) same.instances = less.instances;
      RC_ASSERT(shown(same, scenario) == shown(run, scenario));
    }
  }));
}

/// A study's runs write down less and let rows run ahead of their time.
void expect_numbers_alone_are_those_of_a_run(const Scenario& scenario) {
  Simulation reused(scenario);
  RunResult less;
  for (std::uint32_t number = 0; number < 3; ++number) {
    RunOptions options = replica(number);
    const RunResult run = Simulation(scenario).run(options);
    options.fingerprint = false;
    for (const Engine engine : {Engine::automatic, Engine::loop}) {
      options.engine = engine;
      reused.measure(options, less);
      RunResult same = run;
      same.events = less.events;
      same.records = less.records;
      same.end_ms = less.end_ms;
      for (std::size_t i = 0; i < run.groups.size(); ++i) {
        same.groups[i].statistics = less.groups[i].statistics;
      }
      RC_ASSERT(shown(same, scenario) == shown(run, scenario));
      RC_ASSERT(same.records == run.records);
    }
  }
}

TEST(Repetition, NumbersAloneAreThoseOfARun) {
  ASSERT_TRUE(holds("numbers", [] {
    expect_numbers_alone_are_those_of_a_run(scenario_of((*stories()).yaml()));
  }));
}

TEST(Repetition, RunAfterNumbersAloneIsThatOfAFreshWorld) {
  ASSERT_TRUE(holds("run after numbers", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    Simulation reused(scenario);
    RunOptions numbers = replica(0);
    numbers.fingerprint = false;
    RunResult less;
    reused.measure(numbers, less);
    RC_ASSERT(shown(reused.run(replica(1)), scenario) ==
              shown(Simulation(scenario).run(replica(1)), scenario));
  }));
}

TEST(Repetition, NumbersAloneAreThoseOfARunWhereAStepHangsForEver) {
  expect_numbers_alone_are_those_of_a_run(scenario_of(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 2}}\n"
      "faults: [{match: {step: reinstall, instance: ins-00000001}, outcome: hang}]\n"
      "calls: [{at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}]\n"));
}

/// More rows than are foreseen at once; some fail, some wait for a retry, a horizon cuts the last.
TEST(Repetition, NumbersAloneAreThoseOfARunWhereManyRowsDepart) {
  const std::string head =
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 700, zones: [z-1, z-2]}}\n"
      "timing:\n  drain: {uniform: {min: 10s, max: 20s}}\n"
      "  reinstall: {lognormal: {median: 4m, p95: 9m}}\n"
      "  health_check: {exponential: {mean: 15s}}\nslo: {serving_at_least: [60%, 500]}\n";
  const std::string calls =
      "calls:\n"
      "  - {at: 0s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: "
      "asc-1, ImageId: img-2}}\n"
      "  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, "
      "RefreshSettings: {CheckInstanceTargetHealth: true, RollingUpdateSettings: {BatchNumber: "
      "2}}}}\n"
      "  - {when: {activity: refresh, status: FAILED_PAUSE}, after: 1m, action: "
      "ResumeInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n"
      "  - {when: {group: asg-1, serving_below: 55%}, action: EnterStandby, request: "
      "{AutoScalingGroupId: asg-1, InstanceIds: [ins-00000699]}}\n"
      "  - {when: {activity: refresh, status: SUCCESSFUL}, as: back, action: "
      "RollbackInstanceRefresh, request: {AutoScalingGroupId: asg-1, OriginRefreshActivityId: "
      "$refresh, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}}}\n";
  const std::string faults =
      "faults:\n"
      "  - {match: {step: reinstall, attempt: 1, image: img-2}, probability: 0.02, outcome: fail}\n"
      "  - {match: {step: boot}, probability: 0.02, outcome: {delay: 10m}}\n";
  for (const std::string& more : {std::string(), faults, std::string("horizon: 25m\n")}) {
    expect_numbers_alone_are_those_of_a_run(scenario_of(head + more + calls));
  }
}

/// Without what can disturb a row in flight.
Story undisturbed(Story story) {
  const auto disturbs = [](const std::string& fault) {
    return fault.find("at:") != std::string::npos ||
           fault.find("unhealthy_after") != std::string::npos ||
           fault.find("activity:") != std::string::npos;
  };
  std::erase_if(story.faults, disturbs);
  for (GroupStory& each : story.groups) std::erase_if(each.faults, disturbs);
  return story;
}

TEST(Repetition, NumbersAloneAreThoseOfARunAlsoWhereRowsRunAhead) {
  ASSERT_TRUE(holds("numbers ahead", [] {
    expect_numbers_alone_are_those_of_a_run(scenario_of(undisturbed(*stories()).yaml()));
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
