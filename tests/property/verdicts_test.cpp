// What a study's fold says of expectations and of named activities is what a run says that keeps
// everything: for all that can be expected of a story, true or not.
#include <gtest/gtest.h>

#include <algorithm>

#include "refreshsim/metric.h"
#include "sim/run/verdict_fold.h"
#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

using Kind = Expectation::Kind;

/// Adds expectations of every kind to a scenario.
class Expecting {
 public:
  Expecting(Scenario& scenario, const std::vector<std::int64_t>& times)
      : scenario_(scenario), times_(times) {}

  void everything() {
    for (std::size_t i = 0; i < scenario_.activity_names.size(); ++i) of_activity(NameId{i});
    for (std::size_t i = 0; i < scenario_.groups.size(); ++i) of_group(GroupId{i});
    for (const std::uint32_t i : {0u, 2u}) of_instance(instance(i));
    for (Call& each : scenario_.calls) each.expect = "ok";
  }

 private:
  /// Of the first group; beyond its last one those of the next, or what is launched later.
  InstanceName instance(std::uint32_t place) const {
    return InstanceName::number(scenario_.groups[0].first_number + place);
  }
  Expectation& add(Kind kind) {
    Expectation& made = scenario_.expectations.emplace_back();
    made.kind = kind;
    return made;
  }
  /// The same, before some times.
  void also_before(const Expectation& wanted) {
    for (const std::int64_t before_ms : times_) {
      Expectation same = wanted;
      same.before = Duration{before_ms};
      scenario_.expectations.push_back(same);
    }
  }
  Expectation& about(NameId activity, Kind kind) {
    Expectation& made = add(kind);
    made.activity = activity;
    return made;
  }

  void of_activity(NameId activity) {
    for (const ActivityStatus status : values<ActivityStatus>()) {
      Expectation& made = about(activity, Kind::activity);
      made.status = status;
      also_before(Expectation(made));
    }
    for (std::uint32_t batch = 1; batch <= 2; ++batch) {
      for (const BatchStatus status : values<BatchStatus>()) {
        Expectation& made = about(activity, Kind::batch);
        made.batch = batch;
        made.batch_status = status;
        also_before(Expectation(made));
      }
    }
    for (const RowStatus status : values<RowStatus>()) {
      Expectation& made = about(activity, Kind::row);
      made.instance = instance(0);
      made.row_status = status;
      also_before(Expectation(made));
    }
    for (const auto& each : kActivityMetrics) bounded(about(activity, Kind::statistic), each.path);
  }
  void of_group(GroupId group) {
    for (const char* statistic : {"availability", "lost_capacity_ms", "serving.min"}) {
      Expectation& made = add(Kind::statistic);
      made.group = group;
      bounded(made, statistic);
    }
    for (const Bound::Kind kind : {Bound::Kind::at_least, Bound::Kind::at_most}) {
      Expectation& made = add(Kind::always);
      made.group = group;
      made.statistic = "serving";
      made.bounds = {{kind, 3, ""}};
    }
  }
  void of_instance(InstanceName instance) {
    for (const LifeCycleState state : values<LifeCycleState>()) {
      for (const bool gone : {false, true}) {
        Expectation& made = add(Kind::instance);
        made.instance = instance;
        made.life_cycle_state = state;
        made.gone = gone;
        also_before(Expectation(made));
      }
    }
    for (const bool healthy : {false, true}) {
      Expectation& made = add(Kind::instance);
      made.instance = instance;
      made.healthy = healthy;
      made.image = scenario_.configurations[0].fields[index(Field::ImageId)];
      also_before(Expectation(made));
    }
  }
  static void bounded(Expectation& made, std::string_view statistic) {
    made.statistic = statistic;
    made.bounds = {{Bound::Kind::at_least, 1, ""}};
  }

  Scenario& scenario_;
  const std::vector<std::int64_t>& times_;
};

const ActivityView* latest(const RunResult& result, const std::string& name) {
  const ActivityView* found = nullptr;
  for (const ActivityView& each : result.activities) {
    if (each.as == name) found = &each;
  }
  return found;
}

bool same(const ActivityStatistics& a, const ActivityStatistics& b) {
  return a.duration_ms == b.duration_ms && a.time_in_status_ms == b.time_in_status_ms &&
         a.rows == b.rows && a.retries == b.retries;
}

/// When something changed in a run, up to so many times, and the moments after.
std::vector<std::int64_t> moments(const Scenario& scenario, std::size_t most) {
  Recorder recorder;
  RunOptions options;
  options.sinks = {&recorder};
  Simulation(scenario).run(options);
  std::vector<std::int64_t> times{60'000};
  for (const Record& each : recorder.records) {
    const bool wanted = each.kind == RecordKind::row_status || each.kind == RecordKind::installed;
    if (!wanted || each.time_ms == 0 || times.size() >= most) continue;
    times.insert(times.end(), {each.time_ms, each.time_ms + 1});
  }
  return times;
}

/// The fold hears a run that keeps everything, or one whose numbers alone are wanted.
void expect_the_same_verdicts(Scenario scenario) {
  const std::vector<std::int64_t> times = moments(scenario, 3);
  Expecting(scenario, times).everything();
  VerdictFold fold(scenario);
  const std::size_t count = scenario.expectations.size() + scenario.calls.size();
  for (std::size_t i = 0; i < count; ++i) fold.ask_for_expectation(i);
  Simulation measured(scenario);
  for (std::uint32_t replica = 0; replica < 2; ++replica) {
    RunOptions options;
    options.replica = replica;
    const RunResult result = Simulation(scenario).run(options);
    RC_ASSERT(result.expectations.size() == count);
    options.sinks = {&fold};
    options.fingerprint = false;
    fold.reset();
    const RunResult less = measured.measure(options);
    for (std::size_t i = 0; i < count; ++i) {
      RC_ASSERT(fold.holds(i, less) == result.expectations[i].ok);
    }
    for (std::size_t i = 0; i < scenario.activity_names.size(); ++i) {
      const ActivityView* view = latest(result, scenario.activity_names[i]);
      const ActivityStatistics* told = fold.statistics(NameId{i}, result.end_ms);
      RC_ASSERT((view == nullptr) == (told == nullptr));
      if (view != nullptr) RC_ASSERT(same(view->statistics, *told));
    }
  }
}

TEST(Verdicts, OfAFoldAreThoseOfARun) {
  ASSERT_TRUE(
      holds("verdicts", [] { expect_the_same_verdicts(scenario_of((*stories()).yaml())); }));
}

constexpr const char* kGroup =
    "refreshsim: 1\nhorizon: 2h\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
    "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 3}}\n";

TEST(Verdicts, OfAnActivityThatIsOverAtOnce) {
  expect_the_same_verdicts(scenario_of(
      std::string(kGroup) +
      "timing: {drain: 0s, reinstall: 0s, boot: 0s, health_check: 0s}\n"
      "calls: [{at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}}}]\n"));
}

/// Each expectation by itself, and before another one about an instance.
void expect_the_same_one_by_one(Scenario scenario) {
  const std::vector<std::int64_t> times{1'000, 11'001, 13'000, 60'000};
  Expecting(scenario, times).everything();
  const RunResult result = Simulation(scenario).run();
  const std::size_t count = result.expectations.size();
  const auto& all = scenario.expectations;
  const auto plain = std::find_if(all.begin(), all.end(), [](const Expectation& each) {
    return each.kind == Kind::instance && !each.before;
  });
  Simulation measured(scenario);
  RunOptions options;
  options.fingerprint = false;
  measured.measure(options);  // what a run begins with is copied from the first
  for (std::size_t i = 0; i < count; ++i) {
    for (const bool another : {false, true}) {
      VerdictFold fold(scenario);
      fold.ask_for_expectation(i);
      if (another) fold.ask_for_expectation(static_cast<std::size_t>(plain - all.begin()));
      fold.reset();
      options.sinks = {&fold};
      const RunResult less = measured.measure(options);
      EXPECT_EQ(fold.holds(i, less), result.expectations[i].ok) << i;
    }
  }
}

const std::string kThreeBatches =
    std::string(kGroup) +
    "timing: {drain: 1s, reinstall: 10s, boot: 2s}\n"
    "faults: [{match: {step: boot, attempt: 1, instance: ins-00000002}, outcome: fail}]\ncalls:\n"
    "  - {at: 0s, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, "
    "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}}}\n";

TEST(Verdicts, OfAFoldThatIsAskedForOne) { expect_the_same_one_by_one(scenario_of(kThreeBatches)); }

/// Retries, and a call that is refused first and accepted later.
TEST(Verdicts, OfAFoldThatIsAskedForOneWhereCallsFollow) {
  const Scenario scenario = scenario_of(
      kThreeBatches +
      "  - {when: {activity: refresh, status: FAILED_PAUSE}, after: 1m, action: "
      "ResumeInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}\n"
      "  - {when: {activity: refresh, status: RUNNING}, times: 2, after: 5s, action: EnterStandby, "
      "request: {AutoScalingGroupId: asg-1, InstanceIds: [ins-00000001]}}\n");
  const RunResult result = Simulation(scenario).run();
  EXPECT_GT(latest(result, "refresh")->statistics.retries, 0);
  EXPECT_NE(result.calls[1].code, "");
  EXPECT_EQ(result.calls.back().code, "");
  expect_the_same_one_by_one(scenario);
}

/// The second one has no name, and nothing of it is told as of the first.
TEST(Verdicts, OfANameAreNotThoseOfAnActivityWithoutAName) {
  const std::string start =
      "action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: "
      "{RollingUpdateSettings: {BatchNumber: 1}}}}\n";
  expect_the_same_verdicts(scenario_of(std::string(kGroup) + "calls:\n  - {at: 0s, as: refresh, " +
                                       start + "  - {at: 1h, " + start));
}

}  // namespace
}  // namespace refreshsim::property::random_story
