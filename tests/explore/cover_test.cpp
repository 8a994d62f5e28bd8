// The scenarios that `explore --cover` writes for the shipped scopes: replayed, each ends as the
// explored moment says, and together they take every pair of consecutive rows of the activities'
// transition table that there is.
#include "sim/explore/cover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/explore/questions.h"
#include "tests/explore/unreached_pairs.h"

namespace refreshsim {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(REFRESHSIM_SOURCE_DIR) / "scenarios" / "explore";
constexpr std::uint32_t kVanishings = 1;

struct Covered {
  std::string file;
  Scenario scenario;
  Cover cover;
};

/// Each shipped scope, explored and covered; once for all tests.
const std::vector<Covered>& scopes() {
  static const std::vector<Covered> all = [] {
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
      if (entry.path().extension() == ".yaml") files.insert(entry.path());
    }
    std::vector<Covered> scopes;
    for (const std::filesystem::path& file : files) {
      LoadResult loaded = load_scenario(file.string());
      ExploreOptions how;
      how.can_end = false;
      how.vanishings = kVanishings;
      how.keep_graph = true;
      const Exploration found = explore(loaded.scenario, how);
      EXPECT_TRUE(loaded.ok() && found.complete) << file;
      Cover made = cover(loaded.scenario, kVanishings, found, file.filename().string(), "path");
      scopes.push_back({file.string(), std::move(loaded.scenario), std::move(made)});
    }
    return scopes;
  }();
  return all;
}

using History = std::vector<ActivityStatus>;

/// What an API's caller could have seen of each activity: its statuses one after the other, and
/// those of its batches and rows at the end.
struct Seen {
  std::vector<History> statuses;
  std::vector<std::string> ends;
  std::vector<RowPair> pairs;
};

template <class Batches, class Rows>
std::string end_of(const Batches& batches, const Rows& rows) {
  std::string text;
  for (const auto& each : batches) text += std::string(name(each.status)) + " ";
  for (const auto& each : rows) text += std::string(name(each.status)) + " ";
  return text;
}

/// Makes the choices happen in a world, and notes the rows that are taken.
Seen seen(const Scenario& scenario, const std::vector<Choice>& choices) {
  SmallWorld world(scenario, kVanishings);
  std::vector<TakenRow> taken;
  world.service().note_transitions(&taken);
  for (const Choice& choice : choices) world.apply(choice);
  EXPECT_FALSE(world.clock_is_held());
  Seen seen;
  const std::size_t count = world.service().activity_count();
  seen.statuses.assign(count, {ActivityStatus::INIT});
  std::vector<std::uint32_t> last(count, RowPair::kFirst);
  for (const TakenRow& each : taken) {
    std::uint32_t& before = last[each.activity.value];
    const ActivityTransition& row = activity_machine::kTransitions[each.row];
    if (before != RowPair::kFirst) {
      EXPECT_EQ(activity_machine::kTransitions[before].to, row.from) << "not consecutive";
    }
    seen.pairs.push_back({before, each.row});
    before = each.row;
    History& history = seen.statuses[each.activity.value];
    if (status_of(row.to) != history.back()) history.push_back(status_of(row.to));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const ActivityId id{i};
    seen.ends.push_back(end_of(world.service().batches(id), world.service().rows(id)));
  }
  return seen;
}

Seen seen(const RunResult& run) {
  Seen seen;
  for (const ActivityView& activity : run.activities) {
    History& history = seen.statuses.emplace_back();
    for (const auto& [at_ms, status] : activity.history) history.push_back(status);
    std::vector<RowView> rows;
    for (const BatchView& batch : activity.batches) {
      rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
    }
    seen.ends.push_back(end_of(activity.batches, rows));
  }
  return seen;
}

TEST(Cover, EveryGeneratedScenarioReplaysAndEndsAsTheExploredMomentSays) {
  std::size_t count = 0;
  for (const Covered& scope : scopes()) {
    for (const CoverPath& path : scope.cover.paths) {
      const LoadResult loaded = parse_scenario(path.text, (kFolder / "path.yaml").string());
      for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
      ASSERT_TRUE(loaded.ok()) << path.text;
      EXPECT_FALSE(loaded.scenario.expectations.empty());
      Simulation simulation(loaded.scenario);
      const RunResult run = simulation.run();
      EXPECT_TRUE(run.as_expected()) << path.text;
      const Seen explored = seen(scope.scenario, path.choices);
      EXPECT_EQ(seen(run).statuses, explored.statuses) << path.text;
      EXPECT_EQ(seen(run).ends, explored.ends) << path.text;
      if (HasFailure()) return;
      ++count;
    }
  }
  EXPECT_GE(count, scopes().size());
}

TEST(Cover, GeneratedScenariosTakeEveryPairThatAScopeHas) {
  for (const Covered& scope : scopes()) {
    std::map<RowPair, int> times;
    for (const CoverPath& path : scope.cover.paths) {
      const std::vector<RowPair> pairs = seen(scope.scenario, path.choices).pairs;
      for (const RowPair& each : std::set<RowPair>(pairs.begin(), pairs.end())) ++times[each];
    }
    std::vector<RowPair> taken;
    for (const auto& [pair, often] : times) taken.push_back(pair);
    EXPECT_EQ(taken, scope.cover.possible) << scope.file;
    for (const RowPair& each : scope.cover.not_told) ADD_FAILURE() << pair_text(each);
    // Not one of them could be left out.
    for (const CoverPath& path : scope.cover.paths) {
      EXPECT_TRUE(std::any_of(path.pairs.begin(), path.pairs.end(), [&](const RowPair& each) {
        return times[each] == 1;
      })) << path.text;
    }
  }
}

TEST(Cover, EveryRowOfTheTransitionTableIsTaken) {
  std::set<std::uint32_t> rows;
  for (const Covered& scope : scopes()) {
    for (const RowPair& each : scope.cover.possible) rows.insert(each.row);
  }
  for (std::uint32_t row = 0; row < activity_machine::kTransitions.size(); ++row) {
    EXPECT_TRUE(rows.contains(row)) << transition_text(row);
  }
}

/// Pairs whose rows join, and the first rows of the table.
std::set<std::string> pairs_on_paper() {
  const auto& table = activity_machine::kTransitions;
  std::set<std::string> all;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (table[row].from == ActivityState::accepted) all.insert(pair_text({RowPair::kFirst, row}));
    for (std::uint32_t before = 0; before < table.size(); ++before) {
      if (table[before].to == table[row].from) all.insert(pair_text({before, row}));
    }
  }
  return all;
}

TEST(Cover, PairsThatNoShippedScopeReachesAreKnownWithTheirReason) {
  std::set<std::string> unreached = pairs_on_paper();
  for (const Covered& scope : scopes()) {
    for (const RowPair& each : scope.cover.possible) {
      EXPECT_TRUE(pairs_on_paper().contains(pair_text(each))) << pair_text(each);
      unreached.erase(pair_text(each));
    }
  }
  for (const UnreachedPairs& each : kUnreachedPairs) {
    EXPECT_FALSE(each.reason.empty());
    for (const std::string_view pair : each.pairs) {
      EXPECT_EQ(unreached.erase(std::string(pair)), 1u) << "reached, or unknown: " << pair;
    }
  }
  for (const std::string& each : unreached) ADD_FAILURE() << "never taken: " << each;
}

}  // namespace
}  // namespace refreshsim
