// Every interleaving in a small scope: breadth first from the start, each moment once, so that the
// first violation found is one of the shortest.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/explore/canonical.h"
#include "sim/explore/invariants.h"
#include "sim/explore/small_world.h"
#include "sim/explore/state_set.h"

namespace refreshsim {

struct ExploreOptions {
  std::uint32_t vanishings = 1;  ///< instances destroyed by their owner, at most
  std::size_t most_states = 1'000'000;
  bool can_end = true;              ///< of each moment, show that every activity can still end
  bool keep_graph = false;          ///< for questions about it: edges, statuses and hashes
  std::span<const Invariant> also;  ///< must hold too, beside invariants()
  /// Called now and then with (states, waiting to be looked at); false stops the search.
  std::function<bool(std::size_t, std::size_t)> progress;
};

struct ExploredState {
  std::uint32_t parent = 0;
  Choice choice;  ///< that led here from the parent
  std::uint16_t depth = 0;
  std::uint8_t status = 0;  ///< of the latest activity: ActivityStatus + 1; 0: there is none
};

/// A row of the activities' transition table, and who took it.
struct ExploredRow {
  ActivityId activity;
  NameId name;  ///< that the activity goes by, if any
  std::uint32_t row = 0;
  friend auto operator<=>(const ExploredRow&, const ExploredRow&) = default;
};

struct ExploredEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Choice choice;
  std::uint32_t rows = 0;  ///< that it takes: a number in Exploration::row_lists
};

struct Exploration {
  std::vector<ExploredState> states;
  // If the graph is kept. Its edges stand in the order of their `from`, those of one state in the
  // order of its choices.
  std::vector<ExploredEdge> edges;
  std::vector<std::vector<ExploredRow>>
      row_lists;                       ///< each once, in the order in which it was taken
  std::vector<std::uint8_t> statuses;  ///< by state, then by name of an activity: as below
  std::vector<StateSet::Hash> hashes;  ///< by state
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  bool complete = false;             ///< nothing was left to look at
  std::vector<std::uint64_t> taken;  ///< by row of the activities' transition table
  std::vector<std::uint32_t>
      first_taken;  ///< by row: the first state whose making took it, or kNone
  std::optional<Violation> violation;
  std::uint32_t violating = 0;        ///< the state in which it was found
  std::optional<Choice> last_choice;  ///< the step that broke it, if it led to no new state

  /// The status of the latest activity of a name, + 1; 0: there is none yet.
  std::uint8_t status(std::uint32_t state, NameId name) const;
  /// The choices from the start to a state.
  std::vector<Choice> path(std::uint32_t state) const;
};

Exploration explore(const Scenario& scenario, const ExploreOptions& options);

/// How many invariants a search checks: of moments, of steps, of refused calls, and that all can
/// end.
std::size_t invariant_count();

}  // namespace refreshsim
