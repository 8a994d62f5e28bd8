// refreshsim explore: every interleaving of a scenario's calls and faults in a small scope.
#include <fmt/format.h>

#include <array>

#include "sim/explore/as_scenario.h"
#include "sim/explore/explorer.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/progress.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kExploreOptions{Opt::states, Opt::vanishings, Opt::output, Opt::progress};
constexpr std::array<std::string_view, 2> kExploreExamples{
    "refreshsim explore scenarios/explore/two-instances.yaml",
    "refreshsim explore scenarios/explore/two-instances.yaml --vanishings 0 --states 100000"};

/// The choices that lead to a violation, one a line, in words.
std::string story(const Scenario& scenario, const Options& options, const Exploration& found) {
  SmallWorld world(scenario, options.vanishings);
  std::vector<Choice> path = found.path(found.violating);
  if (found.last_choice) path.push_back(*found.last_choice);
  std::string text;
  int number = 0;
  for (const Choice& choice : path) {
    text += fmt::format("  {:3}  {}\n", ++number, world.describe(choice));
    world.apply(choice);
  }
  return text;
}

/// The same as a file that `run` replays, if the language has words for it.
std::string replayable(const Scenario& scenario, const Options& options, const Exploration& found) {
  std::vector<Choice> path = found.path(found.violating);
  if (found.last_choice) path.push_back(*found.last_choice);
  const auto text = as_scenario(scenario, options.vanishings, path, options.arguments.front(),
                                "counterexample", "");
  return text ? "\n  As a scenario:\n\n" + *text : "";
}

std::string never_taken(const Exploration& found) {
  std::string text;
  for (std::size_t i = 0; i < found.taken.size(); ++i) {
    if (found.taken[i] > 0) continue;
    const ActivityTransition& row = activity_machine::kTransitions[i];
    text +=
        fmt::format("    {} --{}{}--> {}\n", name(row.from), name(row.trigger),
                    row.guard == ActivityGuard::always ? "" : fmt::format(" [{}]", name(row.guard)),
                    name(row.to));
  }
  return text;
}

std::string summary(const Scenario& scenario, const Options& options, const Exploration& found) {
  const std::size_t rows = found.taken.size();
  std::size_t taken = 0;
  for (const std::uint64_t times : found.taken) taken += times > 0 ? 1 : 0;
  std::string text =
      fmt::format("{}: {} states, {} transitions, depth {}, {}\n", scenario.name,
                  found.states.size(), found.transitions, found.depth,
                  found.complete ? "every interleaving looked at" : "not everything was looked at");
  text += fmt::format("  {} of {} rows of the activities' transition table taken", taken, rows);
  text += taken == rows ? "\n" : "; never:\n" + never_taken(found);
  if (!found.violation) {
    return text + fmt::format("  all {} invariants hold in every state\n", invariants().size() + 2);
  }
  return text +
         fmt::format("  VIOLATED {}: {}\n  after\n{}", found.violation->invariant,
                     found.violation->what, story(scenario, options, found)) +
         replayable(scenario, options, found);
}

Exit explore_file(const Options& options) {
  const LoadResult loaded = load_scenario(options.arguments.front());
  if (!loaded.ok()) {
    complain(complaints(loaded));
    return Exit::bad_file;
  }
  OutputFile out(options.output);
  if (!out.ok()) return finish(out);
  Progress progress(options.progress == When::automatic);
  ExploreOptions how;
  how.vanishings = options.vanishings;
  how.most_states = options.states;
  how.progress = [&progress](std::size_t states, std::size_t waiting) {
    if (progress.due()) progress.show(fmt::format("{} states, {} to look at", states, waiting));
    return true;
  };
  const Exploration found = explore(loaded.scenario, how);
  progress.clear();
  out.write(summary(loaded.scenario, options, found));
  const Exit written = finish(out);
  return found.violation ? worse(written, Exit::expectation_failed) : written;
}

}  // namespace

const Command kExploreCommand{
    "explore",
    "tries every interleaving of calls and faults, and checks the invariants",
    "FILE",
    1,
    1,
    kExploreOptions,
    kExploreExamples,
    explore_file};

}  // namespace refreshsim::tools
