// A run is a function of scenario, seed and replica, and of nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/run/expectations.h"
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

/// Instances and rows stand there for calls' answers and for expectations only.
TEST(Repetition, WithoutListsTellsAllTheRest) {
  ASSERT_TRUE(holds("lists", [] {
    const Scenario scenario = scenario_of((*stories()).yaml());
    const RunResult run = Simulation(scenario).run();
    RunOptions options;
    options.lists = false;
    RunResult less = Simulation(scenario).run(options);
    RC_ASSERT(less.activities.size() == run.activities.size());
    if (needs_lists(scenario)) {
      RC_ASSERT(less.instances.size() == run.instances.size());
    } else {
      RC_ASSERT(less.instances.empty());
      less.instances = run.instances;
      for (std::size_t i = 0; i < run.activities.size(); ++i) {
        for (std::size_t b = 0; b < run.activities[i].batches.size(); ++b) {
          RC_ASSERT(less.activities[i].batches[b].rows.empty());
          less.activities[i].batches[b].rows = run.activities[i].batches[b].rows;
        }
      }
    }
    RC_ASSERT(shown(less, scenario) == shown(run, scenario));
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

/// A refresh and its rollback; `more` comes before the calls.
Scenario there_and_back(const std::string& instances, const std::string& more,
                        const std::string& calls = "") {
  return scenario_of(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: " +
      instances +
      ", zones: [z-1, z-2]}}\n"
      "slo: {serving_at_least: [60%, 500]}\n" +
      more + "calls:\n" + calls +
      "  - {at: 0s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: "
      "asc-1, ImageId: img-2}}\n"
      "  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, RefreshSettings: {CheckInstanceTargetHealth: true, RollingUpdateSettings: "
      "{BatchNumber: 2}}}}\n"
      "  - {when: {activity: refresh, status: FAILED_PAUSE}, after: 1m, action: "
      "ResumeInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n"
      "  - {when: {activity: refresh, status: SUCCESSFUL}, as: back, action: "
      "RollbackInstanceRefresh, request: {AutoScalingGroupId: asg-1, OriginRefreshActivityId: "
      "$refresh, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}}}\n");
}

const std::string kTiming =
    "timing:\n  drain: {uniform: {min: 10s, max: 20s}}\n"
    "  reinstall: {lognormal: {median: 4m, p95: 9m}}\n"
    "  health_check: {exponential: {mean: 15s}}\n";

/// More rows than are foreseen at once; some fail, some wait for a retry, a horizon cuts the last.
TEST(Repetition, NumbersAloneAreThoseOfARunWhereManyRowsDepart) {
  const std::string calls =
      "  - {when: {group: asg-1, serving_below: 55%}, action: EnterStandby, request: "
      "{AutoScalingGroupId: asg-1, InstanceIds: [ins-00000699]}}\n";
  const std::string faults =
      "faults:\n"
      "  - {match: {step: reinstall, attempt: 1, image: img-2}, probability: 0.02, outcome: fail}\n"
      "  - {match: {step: boot}, probability: 0.02, outcome: {delay: 10m}}\n";
  for (const std::string& more : {std::string(), faults, std::string("horizon: 25m\n")}) {
    expect_numbers_alone_are_those_of_a_run(there_and_back("700", kTiming + more, calls));
  }
}

/// Instances in a batch that don't follow one another, and go back to images of their own.
TEST(Repetition, NumbersAloneAreThoseOfARunWhereRowsThatDepartDiffer) {
  std::string instances;
  for (int i = 1; i <= 40; ++i) {
    instances += std::string(instances.empty() ? "[" : ", ") + "{ImageId: img-" +
                 (i % 3 == 0 ? "a" : "b") + "}";
  }
  const std::string calls =
      "  - {at: 0s, action: DetachInstances, request: {AutoScalingGroupId: asg-1, "
      "InstanceIds: [ins-00000004, ins-00000011, ins-00000012]}}\n";
  expect_numbers_alone_are_those_of_a_run(there_and_back(instances + "]", kTiming, calls));
}

/// The first batch is of the first, the sixth and the ninth instance.
TEST(Repetition, NumbersAloneAreThoseOfARunWhereRowsThatDepartHaveGapsBetweenThem) {
  const std::string calls =
      "  - {at: 0s, action: DetachInstances, request: {AutoScalingGroupId: asg-1, InstanceIds: "
      "[ins-00000002, ins-00000003, ins-00000004, ins-00000005, ins-00000007, ins-00000008]}}\n";
  expect_numbers_alone_are_those_of_a_run(there_and_back("12", kTiming, calls));
}

/// A batch in which the last row to end fails is not a failed one.
TEST(Repetition, NumbersAloneAreThoseOfARunWhoseBatchSucceedsInPart) {
  const std::string faults =
      "faults: [{match: {step: boot, instance: ins-00000002}, outcome: {fail_after: 2h}}]\n";
  for (const char* status : {"PARTIALLY_SUCCESSFUL", "FAILED"}) {
    expect_numbers_alone_are_those_of_a_run(
        there_and_back("8", kTiming + faults,
                       std::string("  - {when: {activity: refresh, batch: 1, status: ") + status +
                           "}, after: 10s, action: EnterStandby, request: {AutoScalingGroupId: "
                           "asg-1, InstanceIds: [ins-00000008]}}\n"));
  }
}

/// What follows from the end of one group's batch comes before later ends of the other's.
TEST(Repetition, NumbersAloneAreThoseOfARunWhereOneGroupsEndStopsTheOther) {
  expect_numbers_alone_are_those_of_a_run(one_group_stops_the_other(false));
  expect_numbers_alone_are_those_of_a_run(one_group_stops_the_other(true));
}

/// Longer than a course can tell, one step by itself or all of them together.
TEST(Repetition, NumbersAloneAreThoseOfARunWhoseStepsTakeMonths) {
  for (const char* timing :
       {"timing: {reinstall: 50d}\n", "timing: {drain: 30d, reinstall: 30d}\n",
        "timing: {reinstall: 49d, boot: {uniform: {min: 16h, max: 18h}}}\n",
        "timing: {drain: 0s, reinstall: 4294967295ms, boot: 0s, health_check: 0s}\n"}) {
    expect_numbers_alone_are_those_of_a_run(there_and_back("30", timing));
  }
}

/// A step may end just at the horizon, and one that ends at its timeout passes.
TEST(Repetition, NumbersAloneAreThoseOfARunWhoseStepsEndJustInTime) {
  const std::string timing =
      "timing: {drain: 10s, reinstall: 20s, boot: 30s, health_check: 30m}\n"
      "step_timeout: {drain: 10s, reinstall: 20s, boot: 30s}\n";
  for (const char* horizon : {"", "horizon: 10s\n", "horizon: 30s\n", "horizon: 1860s\n"}) {
    expect_numbers_alone_are_those_of_a_run(there_and_back("20", timing + horizon));
  }
}

/// A configuration that changes while rows are in flight, at a time or when something happens.
TEST(Repetition, NumbersAloneAreThoseOfARunWhoseConfigurationChanges) {
  const auto modify = [](const std::string& when, const std::string& image) {
    return "  - {" + when +
           ", action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: asc-1, "
           "ImageId: " +
           image + "}}\n";
  };
  expect_numbers_alone_are_those_of_a_run(
      there_and_back("30", kTiming, modify("at: 15s", "img-3")));
  // The second batch drains from 120 s to 140 s.
  const std::string timing = "timing: {drain: 20s, reinstall: 100s, boot: 0s, health_check: 0s}\n";
  const std::string look = "  - {at: 30s, action: DescribeRefreshActivities}\n";
  expect_numbers_alone_are_those_of_a_run(
      there_and_back("30", timing, look + modify("at: 125s", "img-3")));
  expect_numbers_alone_are_those_of_a_run(there_and_back(
      "30", timing,
      modify("when: {group: asg-1, serving_below: 100%}, times: always, after: 5s", "img-3") +
          modify("at: 60s", "img-2")));
  // The first of these two is made twice before the second batch starts.
  const std::string settings =
      ", request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n";
  expect_numbers_alone_are_those_of_a_run(scenario_of(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 30}}\n" +
      timing +
      "calls:\n"
      "  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}}\n"
      "  - {at: 30s, action: StopInstanceRefresh" +
      settings + "  - {at: 31s, action: ResumeInstanceRefresh" + settings +
      modify("when: {activity: refresh, status: RUNNING}, times: 2, after: 1s", "img-2") +
      modify("when: {activity: refresh, batch: 2, status: RUNNING}, after: 5s", "img-3")));
}

/// Counts events, and nothing else.
class EventCount final : public RecordSink {
 public:
  RecordKinds wants() const override { return {}; }
  void hear(std::span<const Record>) override {}
  bool hears_events() const override { return true; }
  void hear_event_end(std::int64_t now_ms) override {
    EXPECT_GE(now_ms, last_ms_);
    last_ms_ = now_ms;
    ++count_;
  }
  std::uint64_t count() const { return count_; }

 private:
  std::int64_t last_ms_ = 0;
  std::uint64_t count_ = 0;
};

TEST(Repetition, NumbersAloneTellOfTheEndOfEachEvent) {
  const Scenario scenario = there_and_back("60", kTiming);
  EventCount events;
  RunOptions options;
  options.sinks = {&events};
  options.fingerprint = false;
  const RunResult less = Simulation(scenario).measure(options);
  EXPECT_EQ(events.count(), less.events + 1) << "and one for the beginning";
}

/// Hears one kind of records.
class Listener final : public RecordSink {
 public:
  explicit Listener(RecordKind kind) : kind_(kind) {}
  RecordKinds wants() const override { return {kind_}; }
  void hear(std::span<const Record> records) override {
    for (const Record& each : records) {
      if (each.kind == kind_) heard_.push_back(told(each));
    }
  }
  /// In no order: what runs ahead of its time is told ahead of it.
  std::vector<std::array<std::int64_t, 10>> heard() {
    std::sort(heard_.begin(), heard_.end());
    return heard_;
  }

 private:
  static std::array<std::int64_t, 10> told(const Record& each) {
    // Which number an attempt has as a scaling activity is of no number that is measured.
    const std::int64_t number = each.kind == RecordKind::row_status ? 0 : each.c;
    return {each.time_ms, each.group, each.subject, each.part, each.from,
            each.to,      each.a,     each.b,       number,    each.d};
  }
  RecordKind kind_;
  std::vector<std::array<std::int64_t, 10>> heard_;
};

void expect_a_listener_hears_all_of_its_kind(const Scenario& scenario) {
  for (const RecordKind kind : values<RecordKind>()) {
    Listener whole(kind);
    Listener less(kind);
    RunOptions options;
    options.sinks = {&whole};
    Simulation(scenario).run(options);
    options.sinks = {&less};
    options.fingerprint = false;
    Simulation(scenario).measure(options);
    EXPECT_EQ(less.heard(), whole.heard()) << name(kind);
  }
}

TEST(Repetition, NumbersAloneTellAListenerAllOfItsKind) {
  expect_a_listener_hears_all_of_its_kind(there_and_back("60", kTiming));
  expect_a_listener_hears_all_of_its_kind(there_and_back(
      "60", kTiming + "faults: [{match: {step: boot}, probability: 0.1, outcome: fail}]\n"));
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
