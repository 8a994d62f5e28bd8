// A violation for a reader: the choices that lead to it, in words and as a scenario.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/explore/explorer.h"

namespace refreshsim {

/// The choices from the start to the violation; as few as any way to one takes.
std::vector<Choice> violating_path(const Exploration& found);

/// The same as a scenario that `run` replays and that extends `base`; none if the language has no
/// words for it (as_scenario.h).
std::optional<std::string> violating_scenario(const Scenario& scenario, std::uint32_t vanishings,
                                              const Exploration& found, const std::string& base);

/// What is violated, after which choices, and the scenario.
std::string violation_text(const Scenario& scenario, std::uint32_t vanishings,
                           const Exploration& found, const std::string& base);

}  // namespace refreshsim
