// refreshsim diff: where two runs part.
#include <array>

#include "sim/incident/result_report.h"
#include "sim/incident/timeline_report.h"
#include "sim/report/json_writer.h"
#include "tools/command.h"
#include "tools/diff_side.h"
#include "tools/log_diff.h"
#include "tools/other_program.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kDiffOptions{Opt::scenario, Opt::program,   Opt::seed,
                                  Opt::replica,  Opt::anonymize, Opt::output};
constexpr std::array<std::string_view, 5> kDiffExamples{
    "refreshsim diff scenarios/rollback-after-failed-canary.yaml timeline.csv",
    "refreshsim diff timeline.csv timeline.sqlite",
    "refreshsim diff result.json scenarios/rollback-after-failed-canary.yaml",
    "refreshsim diff incident.yaml tests/incident/logs/terraform.log",
    "refreshsim diff --program refreshsim scenarios/rollback-after-failed-canary.yaml"};

/// What differs, as text; none if nothing does. The error is a text for the user.
using Difference = tl::expected<std::optional<std::string>, std::string>;
using Failure = tl::unexpected<std::string>;

Difference between_timelines(const std::string& a, const TimelineFile& first, const std::string& b,
                             const TimelineFile& second) {
  return timeline_difference({a, first}, {b, second});
}

std::string of_run(const std::string& path, const ResultFile& of) {
  return path + ", seed " + std::to_string(of.seed) + ", replica " + std::to_string(of.replica);
}

/// The records between two checkpoints, of whichever result this program's run agrees with.
std::string shown_again(const Scenario& scenario, const Side& a, const Side& b) {
  const PartingInterval interval = *parting_interval(*a.result(), *b.result());
  const Replay first = replay(scenario, a.result()->seed, a.result()->replica);
  const Replay second = replay(scenario, b.result()->seed, b.result()->replica);
  const bool like_first = first.result.fingerprint == a.result()->fingerprint;
  const bool like_second = second.result.fingerprint == b.result()->fingerprint;
  if (like_first && like_second) {
    return timeline_difference({a.name, first.timeline}, {b.name, second.timeline}).value_or("");
  }
  if (!like_first && !like_second) {
    return "A run by this program agrees with neither; its fingerprint is " +
           hex16(first.result.fingerprint) + ".\n";
  }
  return "A run by this program agrees with " + (like_first ? a.name : b.name) + ":\n" +
         interval_text(like_first ? first.timeline : second.timeline, interval);
}

Difference between_results(const Side& a, const Side& b, const Options& options) {
  const auto difference = result_difference({a.name, *a.result()}, {b.name, *b.result()});
  if (!difference || options.scenario.empty()) return difference;
  if (!parting_interval(*a.result(), *b.result())) return difference;
  const auto scenario = read_scenario(options.scenario);
  if (!scenario) return Failure(scenario.error());
  return *difference + "\n" + shown_again(**scenario, a, b);
}

/// A result against a run of the scenario under the result's seed.
Difference result_against_run(const Side& result, const Side& scenario) {
  const ResultFile& file = *result.result();
  const Replay run = replay(*scenario.scenario(), file.seed, file.replica);
  const ResultFile mine = ResultFile::of(run.result);
  const auto difference =
      result_difference({result.name, file}, {of_run(scenario.name, mine), mine});
  if (!difference) return difference;
  return *difference + "In the run:\n" + interval_text(run.timeline, *parting_interval(file, mine));
}

/// The second side and all files after it are logs.
Difference against_logs(const Side& scenario, const Side& log, const Options& options) {
  if (scenario.scenario() == nullptr) {
    return Failure(scenario.name + ": error: a log is compared with a scenario");
  }
  std::vector<LogFile> files{*log.log()};
  for (std::size_t i = 2; i < options.arguments.size(); ++i) {
    auto side = read_side(options.arguments[i]);
    if (!side) return Failure(side.error());
    if (side->log() == nullptr) return Failure(side->name + ": error: it is no log");
    files.push_back(*side->log());
  }
  return log_difference_text(scenario.name, *scenario.scenario(), files, options);
}

Difference between(const Side& a, const Side& b, const Options& options) {
  if (a.result() != nullptr && b.result() != nullptr) return between_results(a, b, options);
  if (a.result() != nullptr && b.scenario() != nullptr) return result_against_run(a, b);
  if (a.scenario() != nullptr && b.result() != nullptr) return result_against_run(b, a);
  if (a.result() != nullptr || b.result() != nullptr) {
    return Failure("refreshsim diff: a result holds no timeline; compare like with like");
  }
  const auto timeline_of = [&](const Side& side) {
    return side.timeline() != nullptr
               ? *side.timeline()
               : replay(*side.scenario(), options.seed, options.replica).timeline;
  };
  return between_timelines(a.name, timeline_of(a), b.name, timeline_of(b));
}

Difference between_files(const Options& options) {
  const auto a = read_side(options.arguments[0]);
  if (!a) return Failure(a.error());
  const auto b = read_side(options.arguments[1]);
  if (!b) return Failure(b.error());
  if (b->log() != nullptr) return against_logs(*a, *b, options);
  if (a->log() != nullptr) return Failure(a->name + ": error: a scenario comes before its logs");
  if (options.arguments.size() > 2) {
    return Failure(b->name +
                   ": error: it is no log; two files are compared, or a scenario with logs");
  }
  return between(*a, *b, options);
}

Difference between_programs(const Options& options) {
  const std::string& path = options.arguments[0];
  const auto scenario = read_scenario(path);
  if (!scenario) return Failure(scenario.error());
  std::vector<std::string> words{"--replica", std::to_string(options.replica)};
  if (options.seed) words.insert(words.end(), {"--seed", std::to_string(*options.seed)});
  auto text = timeline_of_program(options.program, path, words);
  if (!text) return Failure(options.program + ": " + text.error());
  const auto other = TimelineFile::parse(std::move(*text));
  if (!other) return Failure(options.program + ": " + other.error());
  const Replay mine = replay(**scenario, options.seed, options.replica);
  return between_timelines("this program", mine.timeline, options.program, *other);
}

std::string wrong_use(const Options& options) {
  const std::size_t wanted = options.program.empty() ? 2 : 1;
  if (options.arguments.size() == wanted) return {};
  if (wanted == 2 && options.arguments.size() > 2) return {};
  return wanted == 2 ? "needs two files, or one and --program" : "--program needs one scenario";
}

Exit diff(const Options& options) {
  const std::string wrong = wrong_use(options);
  if (!wrong.empty()) {
    complain("refreshsim diff: " + wrong);
    return Exit::usage;
  }
  const Difference difference =
      options.program.empty() ? between_files(options) : between_programs(options);
  if (!difference) {
    complain(difference.error());
    return Exit::bad_file;
  }
  OutputFile out(options.output);
  out.write(difference->value_or("no difference\n"));
  return worse(*difference ? Exit::expectation_failed : Exit::as_expected, finish(out));
}

}  // namespace

const Command kDiffCommand{"diff",
                           "shows where two runs part: results, timelines, scenarios, builds, or a "
                           "scenario and a log",
                           "A B…",
                           1,
                           SIZE_MAX,
                           kDiffOptions,
                           kDiffExamples,
                           diff};

}  // namespace refreshsim::tools
