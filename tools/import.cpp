// refreshsim import: last night's log as a scenario.
#include <fmt/format.h>

#include <array>
#include <set>

#include "sim/incident/import_log.h"
#include "sim/report/words.h"
#include "tools/command.h"
#include "tools/progress.h"
#include "tools/read_logs.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kImportOptions{Opt::output, Opt::anonymize, Opt::progress};
constexpr std::array<std::string_view, 3> kImportExamples{
    "refreshsim import tests/incident/logs/terraform.log --output incident.yaml",
    "refreshsim import tests/incident/logs/calls.jsonl tests/incident/logs/describe.txt",
    "refreshsim import - < tests/incident/logs/describe.txt"};

/// `last-night` for `logs/last-night.log`.
std::string scenario_name(const std::string& path) {
  if (path == "-") return "incident";
  const std::size_t slash = path.rfind('/');
  std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  name = name.substr(0, name.find('.'));
  return name.empty() ? "incident" : name;
}

void tell(const Incident& incident, const Import& import) {
  for (const std::string& each : import.contradictions) {
    complain("the log contradicts the model: " + each);
  }
  std::set<std::string> told;
  for (const Assumption& each : import.assumptions) {
    if (!told.insert(each.what).second) continue;
    complain("assumed: " + each.what + "\n  what would settle it: " + each.settled_by);
  }
  if (!import.left) return;
  const Exchange& exchange = incident.log.exchanges[import.left->exchange];
  complain(fmt::format(
      "{}: the scenario parts from the log here: {}: the log says {}, the simulation {}\n"
      "  `refreshsim diff` shows more",
      incident.log.place_text(exchange.place), import.left->what, import.left->log_says,
      import.left->simulation_says));
}

Exit import_logs(const Options& options) {
  const auto incident = read_incident(options.arguments, options.anonymize);
  if (!incident) {
    complain(incident.error());
    return Exit::bad_file;
  }
  Progress progress(options.progress == When::automatic);
  const Import import =
      import_log(*incident, scenario_name(options.arguments.front()), [&](std::int64_t at_ms) {
        if (progress.due()) progress.show("explained until " + length_words(at_ms));
      });
  progress.clear();
  tell(*incident, import);
  OutputFile out(options.output);
  out.write(import.yaml);
  return finish(out);
}

}  // namespace

const Command kImportCommand{
    "import",        "makes a scenario of recorded calls, answers and snapshots",
    "LOG…",          1,
    SIZE_MAX,        kImportOptions,
    kImportExamples, import_logs};

}  // namespace refreshsim::tools
