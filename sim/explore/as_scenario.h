// A path of an exploration as a scenario that `run` replays: every choice gets its time, steps just
// the length that they took, calls the order in which they were made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/explore/small_world.h"

namespace refreshsim {

/// YAML that extends `base`, the file that was explored (as the new file names it). Expectations of
/// the base are left out; `expect` (YAML lines of a list, or empty) takes their place. None
/// for a path that the language has no words for: a call in the instant in which a state is entered
/// for the second time.
std::optional<std::string> as_scenario(const Scenario& scenario, std::uint32_t vanishings,
                                       const std::vector<Choice>& path, const std::string& base,
                                       const std::string& name, const std::string& expect);

}  // namespace refreshsim
