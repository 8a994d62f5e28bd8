#include "sim/explore/counterexample.h"

#include <fmt/format.h>

#include "sim/explore/as_scenario.h"

namespace refreshsim {
namespace {

/// The choices, one a line, in words.
std::string story(const Scenario& scenario, std::uint32_t vanishings,
                  const std::vector<Choice>& path) {
  SmallWorld world(scenario, vanishings);
  std::string text;
  int number = 0;
  for (const Choice& choice : path) {
    text += fmt::format("  {:3}  {}\n", ++number, world.describe(choice));
    world.apply(choice);
  }
  return text;
}

}  // namespace

std::vector<Choice> violating_path(const Exploration& found) {
  std::vector<Choice> path = found.path(found.violating);
  if (found.last_choice) path.push_back(*found.last_choice);
  return path;
}

std::optional<std::string> violating_scenario(const Scenario& scenario, std::uint32_t vanishings,
                                              const Exploration& found, const std::string& base) {
  return as_scenario(scenario, vanishings, violating_path(found), base, "counterexample", "");
}

std::string violation_text(const Scenario& scenario, std::uint32_t vanishings,
                           const Exploration& found, const std::string& base) {
  const std::string text =
      fmt::format("  VIOLATED {}: {}\n  after\n{}", found.violation->invariant,
                  found.violation->what, story(scenario, vanishings, violating_path(found)));
  const auto replayable = violating_scenario(scenario, vanishings, found, base);
  return replayable ? text + "\n  As a scenario:\n\n" + *replayable : text;
}

}  // namespace refreshsim
