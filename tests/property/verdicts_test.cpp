// What a study's fold says of expectations and of named activities is what a run says that keeps
// everything: for all that can be expected of a story, true or not.
#include <gtest/gtest.h>

#include "refreshsim/metric.h"
#include "sim/run/verdict_fold.h"
#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

using Kind = Expectation::Kind;

/// Adds expectations of every kind to a scenario.
class Expecting {
 public:
  explicit Expecting(Scenario& scenario) : scenario_(scenario) {}

  void everything() {
    for (std::size_t i = 0; i < scenario_.activity_names.size(); ++i) of_activity(NameId{i});
    for (std::size_t i = 0; i < scenario_.groups.size(); ++i) of_group(GroupId{i});
    for (std::uint32_t i = 0; i < 3; ++i) of_instance(instance(i));
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
    for (const std::int64_t before_ms : {1, 60'000, 600'000}) {
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
    for (std::uint32_t batch = 1; batch <= 3; ++batch) {
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
      }
    }
    for (const bool healthy : {false, true}) {
      Expectation& made = add(Kind::instance);
      made.instance = instance;
      made.healthy = healthy;
      made.image = scenario_.configurations[0].fields[index(Field::ImageId)];
    }
  }
  static void bounded(Expectation& made, std::string_view statistic) {
    made.statistic = statistic;
    made.bounds = {{Bound::Kind::at_least, 1, ""}};
  }

  Scenario& scenario_;
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

TEST(Verdicts, OfAFoldAreThoseOfARun) {
  ASSERT_TRUE(holds("verdicts", [] {
    Scenario scenario = scenario_of((*stories()).yaml());
    Expecting(scenario).everything();
    VerdictFold fold(scenario);
    const std::size_t count = scenario.expectations.size() + scenario.calls.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (VerdictFold::can_judge(scenario, i)) fold.ask_for_expectation(i);
    }
    for (std::uint32_t replica = 0; replica < 2; ++replica) {
      RunOptions options;
      options.replica = replica;
      options.sinks = {&fold};
      fold.reset();
      const RunResult result = Simulation(scenario).run(options);
      RC_ASSERT(result.expectations.size() == count);
      for (std::size_t i = 0; i < count; ++i) {
        RC_ASSERT(fold.holds(i, result) == result.expectations[i].ok);
      }
      for (std::size_t i = 0; i < scenario.activity_names.size(); ++i) {
        const ActivityView* view = latest(result, scenario.activity_names[i]);
        const ActivityStatistics* told = fold.statistics(NameId{i}, result.end_ms);
        RC_ASSERT((view == nullptr) == (told == nullptr));
        if (view != nullptr) RC_ASSERT(same(view->statistics, *told));
      }
    }
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
