// refreshsim explore: every interleaving of a scenario's calls and faults in a small scope.
#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "sim/explore/counterexample.h"
#include "sim/explore/cover.h"
#include "sim/explore/questions.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/progress.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kExploreOptions{Opt::questions,  Opt::cover,  Opt::states,
                                     Opt::vanishings, Opt::output, Opt::progress};
constexpr std::array<std::string_view, 4> kExploreExamples{
    "refreshsim explore scenarios/explore/two-instances.yaml",
    "refreshsim explore scenarios/explore/two-instances.yaml --vanishings 0 --states 100000",
    "refreshsim explore scenarios/explore/replace.yaml --graph",
    "refreshsim explore scenarios/explore/replace.yaml --cover covering && refreshsim test "
    "covering"};

std::string never_taken(const Exploration& found) {
  std::string text;
  for (std::uint32_t row = 0; row < found.taken.size(); ++row) {
    if (found.taken[row] == 0) text += "    " + transition_text(row) + "\n";
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
    return text + fmt::format("  all {} invariants hold in every state\n", invariant_count());
  }
  return text + violation_text(scenario, options.vanishings, found, options.arguments.front());
}

/// As files of a folder may name the file that was explored.
std::string seen_from(const std::string& folder, const std::string& file) {
  std::error_code error;
  const auto from = std::filesystem::weakly_canonical(folder, error);
  const auto to = std::filesystem::weakly_canonical(file, error);
  const std::string relative = error ? "" : to.lexically_relative(from).string();
  return relative.empty() ? file : relative;
}

/// Writes one file; what went wrong stands on standard error.
Exit write_file(const std::filesystem::path& path, const std::string& text) {
  OutputFile file(path.string());
  file.write(text);
  return finish(file);
}

/// Makes the folder before anything is explored, for it may be one that can't be made.
Exit make_folder(const std::string& folder) {
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (!error) return Exit::as_expected;
  complain(folder + ": error: " + error.message());
  return Exit::bad_file;
}

Exit write_cover(const Scenario& scenario, const Options& options, const Exploration& found,
                 OutputFile& out) {
  const std::filesystem::path folder = options.cover;
  const std::string name = std::filesystem::path(options.arguments.front()).stem().string();
  const Cover all = cover(scenario, options.vanishings, found,
                          seen_from(options.cover, options.arguments.front()), name);
  Exit worst = Exit::as_expected;
  for (std::size_t i = 0; i < all.paths.size(); ++i) {
    const std::string file = fmt::format("{}-{:02}.yaml", name, i + 1);
    worst = worse(worst, write_file(folder / file, all.paths[i].text));
  }
  out.write(
      fmt::format("  {} scenarios in {} take {} of the {} pairs of consecutive rows that "
                  "can be taken here\n",
                  all.paths.size(), options.cover, all.possible.size() - all.not_told.size(),
                  all.possible.size()));
  if (all.not_told.empty()) return worst;
  out.write("  no scenario can tell of\n");
  for (const RowPair& each : all.not_told) out.write("    " + pair_text(each) + "\n");
  return worst;
}

Exit explore_file(const Options& options) {
  const LoadResult loaded = load_scenario(options.arguments.front());
  if (!loaded.ok()) {
    complain(complaints(loaded));
    return Exit::bad_file;
  }
  OutputFile out(options.output);
  if (!out.ok()) return finish(out);
  if (const Exit exit = make_folder(options.cover); exit != Exit::as_expected) return exit;
  Progress progress(options.progress == When::automatic);
  ExploreOptions how;
  how.vanishings = options.vanishings;
  how.most_states = options.states;
  how.keep_graph = options.questions || !options.cover.empty();
  how.progress = [&progress](std::size_t states, std::size_t waiting) {
    if (progress.due()) progress.show(fmt::format("{} states, {} to look at", states, waiting));
    return true;
  };
  const Exploration found = explore(loaded.scenario, how);
  progress.clear();
  out.write(summary(loaded.scenario, options, found));
  if (options.questions) {
    out.write(answers_text(loaded.scenario, options.vanishings, found));
  }
  Exit written = Exit::as_expected;
  if (!options.cover.empty()) written = write_cover(loaded.scenario, options, found, out);
  written = worse(written, finish(out));
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
