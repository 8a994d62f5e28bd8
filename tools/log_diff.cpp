#include "tools/log_diff.h"

#include <fmt/format.h>

#include "sim/base/utc.h"
#include "sim/incident/around.h"
#include "sim/incident/contradictions.h"
#include "sim/incident/log_difference.h"
#include "sim/report/words.h"
#include "tools/diff_side.h"
#include "tools/read_logs.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

/// Everything that concerns the difference's activity and group, as it stands at its time.
std::string state_around(const TimelineFile& timeline, const LogDifference& difference) {
  Around around;
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    const TimelineRow row = timeline.row(i);
    if (row.time_ms > difference.at_ms) break;
    around.hear(row);
  }
  TimelineRow about;
  about[Column::group] = difference.group;
  about[Column::subject] = difference.activity;
  std::string text;
  for (const std::string& line : around.lines({about})) text += "  " + line + "\n";
  return text.empty() ? text : "The state in the simulation then:\n" + text;
}

std::string difference_text(const std::string& name, const Incident& incident,
                            const LogDifference& difference, const TimelineFile& timeline) {
  const Exchange& exchange = incident.log.exchanges[difference.exchange];
  const std::string when =
      difference.at_ms < 0 ? "before the scenario begins" : moment_words(difference.at_ms);
  std::string text = fmt::format(
      "{}: here the log and the simulation of {} part\n\n{}, {} ({})\n  {}\n  the log says        "
      "{}\n"
      "  the simulation says {}\n\n",
      incident.log.place_text(exchange.place), name, exchange.action, utc_text(*exchange.time_ms),
      when, difference.what, difference.log_says, difference.simulation_says);
  text += state_around(timeline, difference);
  return text + "The rule of the model that the simulation followed:\n  " + difference.rule + "\n";
}

}  // namespace

tl::expected<std::optional<std::string>, std::string> log_difference_text(
    const std::string& name, const Scenario& scenario, const std::vector<LogFile>& files,
    const Options& options) {
  const auto incident = read_incident(files, options.anonymize);
  if (!incident) return tl::unexpected(incident.error());
  for (const std::string& each : contradictions(*incident)) {
    complain("the log contradicts the model: " + each);
  }
  RunOptions how;
  how.seed = options.seed;
  how.replica = options.replica;
  const LogComparison comparison = compare_with_log(scenario, *incident, how);
  if (!comparison.first) return std::optional<std::string>();
  const Replay run = replay(scenario, options.seed, options.replica);
  return difference_text(name, *incident, *comparison.first, run.timeline);
}

}  // namespace refreshsim::tools
