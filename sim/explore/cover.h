// Few scenarios that together take every pair of consecutive rows of the activities' transition
// table that an explored space has, and so every row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/explore/unfolding.h"

namespace refreshsim {

/// One of the scenarios.
struct CoverPath {
  std::vector<Choice> choices;  ///< from the start to a moment at which no reaction is pending
  std::vector<RowPair> pairs;   ///< that it takes, each once, in order
  std::string text;             ///< as YAML that `run` replays, its expectations at the end
};

struct Cover {
  std::vector<RowPair> possible;  ///< in the table's order
  std::vector<CoverPath> paths;   ///< none of them can be left out
  std::vector<RowPair> not_told;  ///< the scenario language has no words for a way over these
};

/// `base` is the explored file, as the new files name it; `name` begins their names. The graph
/// must have been kept.
Cover cover(const Scenario& scenario, std::uint32_t vanishings, const Exploration& found,
            const std::string& base, const std::string& name);

/// The statuses of all named activities, their batches and rows, as lines of `expect`.
std::string expectations_of(const SmallWorld& world);

}  // namespace refreshsim
