// Every interleaving of the shipped scopes, and what exploring promises about them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/explore/as_scenario.h"
#include "sim/explore/explorer.h"

namespace refreshsim {
namespace {

const std::filesystem::path kScopes =
    std::filesystem::path(REFRESHSIM_SOURCE_DIR) / "scenarios" / "explore";
constexpr std::uint32_t kVanishings = 1;

std::vector<std::string> scopes() {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(kScopes)) {
    if (entry.path().extension() == ".yaml") all.push_back(entry.path().string());
  }
  std::sort(all.begin(), all.end());
  return all;
}

Scenario load(const std::string& path) {
  LoadResult loaded = load_scenario(path);
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  return std::move(loaded.scenario);
}

ExploreOptions options(std::size_t most_states, bool can_end = false) {
  ExploreOptions how;
  how.can_end = can_end;
  how.vanishings = kVanishings;
  how.most_states = most_states;
  return how;
}

/// What a moment looks like to a caller of the API: activities, batches, rows.
std::string seen(const SmallWorld& world) {
  std::string text;
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    text += std::string(name(world.service().activity(ActivityId{i}).status())) + ":";
    for (const Batch& batch : world.service().batches(ActivityId{i})) {
      text += " " + std::string(name(batch.status));
    }
    for (const Row& row : world.service().rows(ActivityId{i})) {
      text += " " + std::string(name(row.status));
    }
    text += "\n";
  }
  return text;
}

std::string seen(const RunResult& result) {
  std::string text;
  for (const ActivityView& activity : result.activities) {
    text += std::string(name(activity.status)) + ":";
    for (const BatchView& batch : activity.batches) text += " " + std::string(name(batch.status));
    for (const BatchView& batch : activity.batches) {
      for (const RowView& row : batch.rows) text += " " + std::string(name(row.status));
    }
    text += "\n";
  }
  return text;
}

/// Replays a path with `run` and compares what both say at its end. A pending reaction runs in the
/// same instant, so a path that stops before one has no moment of its own in a run.
void expect_replay(const Scenario& scenario, const std::string& file,
                   const std::vector<Choice>& path) {
  SmallWorld world(scenario, kVanishings);
  for (const Choice& choice : path) world.apply(choice);
  if (world.clock_is_held()) return;
  const std::optional<std::string> written =
      as_scenario(scenario, kVanishings, path, std::filesystem::path(file).filename(), "path", "");
  if (!written) return;
  const std::string& text = *written;
  const LoadResult loaded = parse_scenario(text, (kScopes / "path.yaml").string());
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each) << text;
  if (!loaded.ok()) return;
  Simulation simulation(loaded.scenario);
  EXPECT_EQ(seen(simulation.run()), seen(world)) << text;
}

TEST(Explore, EveryInterleavingOfTheShippedScopesKeepsTheInvariants) {
  std::vector<std::uint64_t> taken(activity_machine::kTransitions.size(), 0);
  for (const std::string& file : scopes()) {
    const Scenario scenario = load(file);
    const Exploration found = explore(scenario, options(1'000'000, true));
    EXPECT_TRUE(found.complete) << file;
    EXPECT_FALSE(found.violation) << file << ": " << found.violation->what;
    for (std::size_t row = 0; row < taken.size(); ++row) taken[row] += found.taken[row];
  }
  for (std::size_t row = 0; row < taken.size(); ++row) {
    const ActivityTransition& transition = activity_machine::kTransitions[row];
    EXPECT_GT(taken[row], 0u) << name(transition.from) << " --" << name(transition.trigger);
  }
}

TEST(Explore, PathsReplayAsScenariosAndEndInTheSameState) {
  for (const std::string& file : scopes()) {
    const Scenario scenario = load(file);
    const Exploration found = explore(scenario, options(20'000));
    const std::size_t spacing = found.states.size() / 150 + 1;
    for (std::size_t state = 1; state < found.states.size(); state += spacing) {
      expect_replay(scenario, file, found.path(static_cast<std::uint32_t>(state)));
      if (testing::Test::HasFailure()) return;
    }
  }
}

TEST(Explore, EveryRowOfTheTransitionTableReplaysAsAScenario) {
  for (const std::string& file : scopes()) {
    const Scenario scenario = load(file);
    const Exploration found = explore(scenario, options(1'000'000));
    for (const std::uint32_t state : found.first_taken) {
      if (state >= found.states.size()) continue;
      expect_replay(scenario, file, found.path(state));
    }
  }
}

TEST(Explore, MomentsThatDifferOnlyInIdsAreOne) {
  const LoadResult loaded = parse_scenario(R"(
refreshsim: 1
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 2}}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg,
     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)");
  ASSERT_TRUE(loaded.ok());
  SmallWorld world(loaded.scenario, 0);
  Canonical canonical(loaded.scenario);
  const auto after = [&](std::uint32_t instance) {
    world.reset();
    world.apply({ChoiceKind::call, 0});
    world.apply({ChoiceKind::reacts, 0});
    world.apply({ChoiceKind::reacts, 0});
    world.apply({ChoiceKind::passes, instance});
    return canonical.hash(world);
  };
  EXPECT_EQ(after(0), after(1));
}

}  // namespace
}  // namespace refreshsim
