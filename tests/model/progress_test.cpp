// What a run tells of its progress, and how it is broken off.
#include <algorithm>

#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

constexpr std::uint64_t kEvery = 65'536;

Scenario scenario_of(const std::string& yaml) {
  LoadResult loaded = parse_scenario(yaml);
  EXPECT_TRUE(loaded.ok());
  return std::move(loaded.scenario);
}

/// Three events an instance.
const std::string kLarge = fleet(45'000) + "horizon: 1h\n" + refresh_at_once();

struct Told {
  std::vector<std::uint64_t> events;
  std::vector<std::int64_t> at_ms;
  RunResult result;
};

/// The run goes on until it has told `most` times.
Told told(const Scenario& scenario, Engine engine, std::size_t most = SIZE_MAX) {
  Told all;
  RunOptions options;
  options.engine = engine;
  options.progress = [&all, most](std::uint64_t events, std::int64_t at_ms) {
    all.events.push_back(events);
    all.at_ms.push_back(at_ms);
    return all.events.size() < most;
  };
  all.result = Simulation(scenario).run(options);
  return all;
}

class Progress : public testing::TestWithParam<Engine> {};

TEST_P(Progress, IsToldEveryManyEvents) {
  const Told all = told(scenario_of(kLarge), GetParam());
  EXPECT_THAT(all.events, testing::ElementsAre(testing::_, kEvery, 2 * kEvery));
  EXPECT_EQ(all.result.stopped, "");
  EXPECT_EQ(all.result.end_ms, 3'600'000) << "the horizon";
}

TEST_P(Progress, RunThatIsBrokenOffEndsThere) {
  const Told all = told(scenario_of(kLarge), GetParam(), 2);
  EXPECT_EQ(all.events.size(), 2U);
  EXPECT_EQ(all.result.events, kEvery);
  EXPECT_EQ(all.result.stopped, "interrupted");
  EXPECT_EQ(all.result.end_ms, all.at_ms.back());
}

/// The answer to a call may be larger than all else.
TEST_P(Progress, IsToldAfterEachAnswer) {
  const Told all =
      told(scenario_of(fleet(2) + refresh_at_once() + call("5s", "DescribeRefreshActivities", "")),
           GetParam());
  EXPECT_THAT(all.at_ms, testing::ElementsAre(0, 5'000));
}

INSTANTIATE_TEST_SUITE_P(Engines, Progress, testing::Values(Engine::automatic, Engine::loop),
                         [](const auto& one) {
                           return one.param == Engine::loop ? std::string("loop") : "automatic";
                         });

/// Ends of one group's rows come between those of the other's, which are told many at once.
TEST(Progress, IsToldEveryManyEventsAlsoOfTwoGroupsAtOnceAndOfNumbersAlone) {
  const Scenario scenario = scenario_of(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups:\n"
      "  asg-1: {launch_configuration: asc-1, instances: 66000}\n"
      "  asg-2: {launch_configuration: asc-1, instances: 200}\n"
      "timing: {drain: {uniform: {min: 1s, max: 1h}}}\n"
      "calls:\n"
      "  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n"
      "  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-2, "
      "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n");
  std::vector<std::uint64_t> told;
  RunOptions options;
  options.progress = [&told](std::uint64_t events, std::int64_t) {
    told.push_back(events);
    return true;
  };
  Simulation simulation(scenario);
  simulation.measure(options);
  EXPECT_THAT(told, testing::ElementsAre(kEvery, 2 * kEvery, 3 * kEvery));
  told.clear();
  options.fingerprint = false;  // so that rows depart, an event each
  const RunResult result = simulation.measure(options);
  EXPECT_THAT(told, testing::ElementsAre(kEvery));
  EXPECT_EQ(result.groups[0].statistics.in_service.min, 0);
}

TEST(Downtimes, AreThereInARunAndInAMeasurementThatAsksForThem) {
  const Scenario scenario = scenario_of(fleet(2) + refresh_at_once());
  RunOptions without;
  without.downtimes = false;
  const auto longest = [](const RunResult& result) {
    return result.groups[0].statistics.downtime_ms.max;
  };
  EXPECT_EQ(longest(Simulation(scenario).run(without)), 13'000);
  EXPECT_EQ(longest(Simulation(scenario).measure()), 13'000);
  EXPECT_EQ(longest(Simulation(scenario).measure(without)), std::nullopt);
}

}  // namespace
}  // namespace refreshsim::model_test
