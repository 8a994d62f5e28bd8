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

namespace refreshsim {

struct ExploreOptions {
  std::uint32_t vanishings = 1;  ///< instances destroyed by their owner, at most
  std::size_t most_states = 1'000'000;
  bool can_end = true;      ///< of each moment, show that every activity can still end
  bool keep_edges = false;  ///< for questions about the graph
  /// Called now and then with (states, waiting to be looked at); false stops the search.
  std::function<bool(std::size_t, std::size_t)> progress;
};

struct ExploredState {
  std::uint32_t parent = 0;
  Choice choice;  ///< that led here from the parent
  std::uint16_t depth = 0;
  std::uint8_t status = 0;  ///< of the latest activity: ActivityStatus + 1; 0: there is none
};

struct ExploredEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  Choice choice;
};

struct Exploration {
  std::vector<ExploredState> states;
  std::vector<ExploredEdge> edges;  ///< if kept
  std::uint64_t transitions = 0;
  std::uint32_t depth = 0;
  bool complete = false;             ///< nothing was left to look at
  std::vector<std::uint64_t> taken;  ///< by row of the activities' transition table
  std::vector<std::uint32_t>
      first_taken;  ///< by row: the first state whose making took it, or kNone
  std::optional<Violation> violation;
  std::uint32_t violating = 0;        ///< the state in which it was found
  std::optional<Choice> last_choice;  ///< the step that broke it, if it led to no new state

  /// The choices from the start to a state.
  std::vector<Choice> path(std::uint32_t state) const;
};

Exploration explore(const Scenario& scenario, const ExploreOptions& options);

}  // namespace refreshsim
