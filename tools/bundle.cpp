// refreshsim bundle: a scenario in one file, with what its run gave.
#include "sim/incident/bundle.h"

#include <array>

#include "sim/scenario/read_file.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kBundleOptions{Opt::seed, Opt::replica, Opt::output};
constexpr std::array<std::string_view, 2> kBundleExamples{
    "refreshsim bundle scenarios/rollback-after-failed-canary.yaml -o bundle.yaml",
    "refreshsim bundle --seed 7 - < scenarios/rollback-after-failed-canary.yaml"};

Exit wrong_file(const std::vector<Diagnostic>& diagnostics) {
  const std::string text = complaints(diagnostics);
  complain(text.substr(0, text.size() - 1));
  return Exit::bad_file;
}

Exit bundle_file(const Options& options) {
  const std::string& path = options.arguments.front();
  const auto text = read_file(path);
  if (!text) {
    complain(path + ": error: " + text.error());
    return Exit::bad_file;
  }
  const LoadResult loaded = parse_scenario(*text, path);
  if (!loaded.ok()) return wrong_file(loaded.diagnostics);
  RunOptions how;
  how.seed = options.seed;
  how.replica = options.replica;
  RecordDigests digests(loaded.scenario);
  how.sinks = {&digests};
  const RunResult result = naming(path, [&] { return Simulation(loaded.scenario).run(how); });
  const auto bundled = bundle_text(*text, path, "refreshsim " REFRESHSIM_VERSION, result, digests);
  if (!bundled) return wrong_file(bundled.error());
  OutputFile out(options.output);
  out.write(*bundled);
  return finish(out);
}

}  // namespace

const Command kBundleCommand{"bundle",
                             "puts a scenario into one file, with what its run gave",
                             "FILE",
                             1,
                             1,
                             kBundleOptions,
                             kBundleExamples,
                             bundle_file};

}  // namespace refreshsim::tools
