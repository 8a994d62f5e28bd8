// What every shipped scenario owes its reader.
#include "tests/golden/shipped.h"

#include <gtest/gtest.h>

namespace refreshsim::golden {
namespace {

bool is_of_a_report(const std::string& path) {
  return path.find("/scenarios/issues/") != std::string::npos;
}

TEST(ShippedScenarios, GiveWhatTheyExpect) {
  for (const std::string& path : shipped_scenarios()) {
    const RunResult result = run_shipped(path).result;
    for (const ExpectationView& each : result.expectations) {
      EXPECT_TRUE(each.ok) << path << ":" << each.place.line << ": " << each.text << " got "
                           << each.got;
    }
  }
}

TEST(ShippedScenarios, AskAQuestionAndExpectSomething) {
  for (const std::string& path : shipped_scenarios()) {
    if (is_of_a_report(path)) continue;
    const Scenario scenario = run_shipped(path).scenario;
    EXPECT_NE(scenario.description.find('?'), std::string::npos) << path;
    EXPECT_FALSE(scenario.expectations.empty()) << path;
  }
}

/// A call without an answer that is wanted would hide a request that is refused by mistake.
TEST(ShippedScenarios, SayHowEveryCallThatIsRefusedIsAnswered) {
  for (const std::string& path : shipped_scenarios()) {
    const Shipped shipped = run_shipped(path);
    for (const CallView& call : shipped.result.calls) {
      if (call.code.empty()) continue;
      EXPECT_EQ(shipped.scenario.calls[call.call.value].expect, call.code)
          << path << " at " << call.at_ms << " ms";
    }
  }
}

/// A study's runs write down less, begin from a copy, and let rows run ahead of their time.
TEST(ShippedScenarios, GiveTheSameNumbersWhenNumbersAloneAreWanted) {
  for (const std::string& path : shipped_scenarios()) {
    const Shipped shipped = run_shipped(path);
    Simulation simulation(shipped.scenario);
    RunOptions options;
    options.fingerprint = false;
    simulation.measure(options);
    const RunResult less = simulation.measure(options);
    Shipped same = shipped;
    same.result.events = less.events;
    same.result.end_ms = less.end_ms;
    for (std::size_t i = 0; i < less.groups.size(); ++i) {
      same.result.groups[i].statistics = less.groups[i].statistics;
    }
    EXPECT_EQ(json_of(same), json_of(shipped)) << path;
    EXPECT_EQ(less.records, shipped.result.records) << path;
  }
}

/// The loop and the computed path (sim/fleet/courses.h).
TEST(ShippedScenarios, GiveTheSameWithEitherEngine) {
  for (const std::string& path : shipped_scenarios()) {
    const Shipped shipped = run_shipped(path);
    RunOptions options;
    options.engine = Engine::loop;
    const RunResult looped = Simulation(shipped.scenario).run(options);
    EXPECT_EQ(json_of({shipped.scenario, looped}), json_of(shipped)) << path;
    EXPECT_EQ(looped.checkpoints, shipped.result.checkpoints) << path;
  }
}

TEST(ShippedScenarios, ArePlentyAndSmall) {
  std::size_t large = 0;
  for (const std::string& path : shipped_scenarios()) {
    if (bytes_of(golden_of(path)).size() > 32'768) ++large;
  }
  EXPECT_LE(large, 2U);
  EXPECT_GE(shipped_scenarios().size(), 34U);
}

}  // namespace
}  // namespace refreshsim::golden
