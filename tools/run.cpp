// refreshsim run: replays scenarios.
#include "refreshsim/run.h"

#include <array>
#include <memory>

#include "sim/incident/bundle.h"
#include "sim/report/background_timeline.h"
#include "sim/report/timeline.h"
#include "sim/report/trace.h"
#include "sim/report/verdicts.h"
#include "sim/report/words.h"
#include "sim/scenario/complaints.h"
#include "sim/scenario/read_file.h"
#include "sim/study/study.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/progress.h"
#include "tools/report.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kRunOptions{Opt::seed,   Opt::replica,  Opt::setting,  Opt::format,
                                 Opt::output, Opt::timeline, Opt::trace,    Opt::report,
                                 Opt::width,  Opt::color,    Opt::no_color, Opt::progress,
                                 Opt::quiet,  Opt::engine};
constexpr std::array<std::string_view, 6> kRunExamples{
    "refreshsim run scenarios/rollback-after-failed-canary.yaml",
    "refreshsim run --seed 11 --format json scenarios/rollback-after-failed-canary.yaml",
    "refreshsim run --quiet --timeline timeline.csv scenarios/rollback-after-failed-canary.yaml",
    "refreshsim run --quiet --timeline timeline.sqlite scenarios/rollback-after-failed-canary.yaml",
    "refreshsim run --report page.html scenarios/rollback-after-failed-canary.yaml",
    "refreshsim run --output result.json --format json - < "
    "scenarios/rollback-after-failed-canary.yaml"};

// The results of several files in one output, with what their format puts around and between them.
// Without any result nothing is written, and what was there stays.
class Results {
 public:
  explicit Results(const Options& options)
      : format_(*options.format),
        several_(options.arguments.size() > 1),
        to_file_(options.output != "-"),
        file_(options.output) {}

  void add(const ResultSource& source) {
    if (several_) file_.write(first_ ? format_.before : format_.between);
    first_ = false;
    format_.write(source, file_);
    file_.flush();
  }
  void add_text(const std::string& text) { file_.write(text); }
  bool ok() const { return file_.ok(); }

  Exit finish() {
    if (several_ && !first_) file_.write(format_.after);
    if (first_ && file_.ok() && to_file_) return Exit::as_expected;
    return tools::finish(file_);
  }

 private:
  const ResultFormat& format_;
  bool several_;
  bool to_file_;
  bool first_ = true;
  OutputFile file_;
};

// A file beside the result, if one is asked for.
struct WantedFile {
  explicit WantedFile(const std::string& path) {
    if (!path.empty()) file = std::make_unique<OutputFile>(path);
  }
  bool ok() const { return file == nullptr || file->ok(); }
  Exit finish() const { return file == nullptr ? Exit::as_expected : tools::finish(*file); }

  std::unique_ptr<OutputFile> file;
};

struct Timeline : WantedFile {
  Timeline(const Options& options, const Scenario& scenario) : WantedFile(options.timeline) {
    if (!file) return;
    writer = std::make_unique<BackgroundTimeline>(
        timeline_format(options.timeline)->open(scenario, *file));
  }
  std::unique_ptr<TimelineWriter> writer;
};

struct TraceFile : WantedFile {
  TraceFile(const Options& options, const Scenario& scenario) : WantedFile(options.trace) {
    if (file) trace = std::make_unique<Trace>(scenario, *file);
  }
  std::unique_ptr<Trace> trace;
};

// Whether anything that is asked for tells of each instance.
bool wants_lists(const Options& options, const Report& report) {
  const bool told = !options.quiet || options.output != "-";
  const TimelineFormat* timeline = timeline_format(options.timeline);
  return (told && !options.format->draws) || report.wanted() ||
         (timeline != nullptr && timeline->tells_result);
}

RunResult simulate(const Options& options, const Scenario& scenario, bool lists,
                   std::vector<RecordSink*> sinks) {
  Progress progress(options.progress == When::automatic && !options.quiet);
  RunOptions how;
  how.seed = options.seed;
  how.replica = options.replica;
  how.engine = options.engine;
  how.lists = lists;
  how.sinks = std::move(sinks);
  how.progress = [&](std::uint64_t events, std::int64_t now_ms) {
    if (progress.due()) {
      progress.show(scenario.name + ": " + plural(static_cast<std::int64_t>(events), "event") +
                    ", " + length_words(now_ms) + " simulated");
    }
    return true;
  };
  return Simulation(scenario).run(how);
}

void show(const Options& options, const ResultSource& source, Results& results) {
  const RunResult& result = source.result;
  if (!result.stopped.empty()) complain(result.name + ": stopped: " + result.stopped);
  if (!options.quiet || options.output != "-") return results.add(source);
  results.add_text(failed_expectations(result.expectations, source.look, ""));
}

// Whether a bundle's run came out as it was recorded; says so, on standard error. What was asked
// for otherwise, by a seed, a replica or a setting, can't be compared.
Exit check_bundle(const Options& options, const Bundle& bundle, const Scenario& scenario,
                  const RunResult& result) {
  if (result.seed != bundle.recorded.seed || result.replica != bundle.recorded.replica ||
      !options.settings.empty()) {
    complain(result.name + ": the bundle is of another run; this one is not compared with it");
    return Exit::as_expected;
  }
  const std::vector<std::string> difference = bundle_difference(bundle, scenario, result);
  for (std::size_t i = 0; i < difference.size(); ++i) {
    complain((i == 0 ? result.name + ": " : "  ") + difference[i]);
  }
  if (!difference.empty()) return Exit::expectation_failed;
  if (!options.quiet) complain(result.name + ": the same run as was bundled by " + bundle.program);
  return Exit::as_expected;
}

Exit run_scenario(Options options, const Scenario& scenario, const std::optional<Bundle>& bundle,
                  Results& results, Report& report) {
  if (bundle && !options.replica_given) options.replica = bundle->recorded.replica;
  Timeline timeline(options, scenario);
  if (!timeline.ok()) return timeline.finish();
  TraceFile trace(options, scenario);
  if (!trace.ok()) return trace.finish();
  History history(scenario);
  RunForPage for_page(scenario, history);
  std::vector<RecordSink*> sinks;
  if (report.wanted()) sinks = for_page.sinks();
  if (options.format->draws || report.wanted()) sinks.push_back(&history);
  if (timeline.writer) sinks.push_back(timeline.writer.get());
  if (trace.trace) sinks.push_back(trace.trace.get());

  const RunResult result =
      simulate(options, scenario, wants_lists(options, report), std::move(sinks));
  history.finish(result.end_ms);
  if (timeline.writer) timeline.writer->finish(result);
  if (trace.trace) trace.trace->finish(result);
  show(options, {result, scenario, history, look_for(options)}, results);
  const Exit verdict = result.as_expected() ? Exit::as_expected : Exit::expectation_failed;
  const Exit same = bundle ? check_bundle(options, *bundle, scenario, result) : Exit::as_expected;
  const Exit shown =
      report.wanted() ? report.add(result.name, for_page.part(result)) : Exit::as_expected;
  return worse(worse(worse(verdict, same), shown), worse(timeline.finish(), trace.finish()));
}

// What the options ask for that can't be had together; empty: nothing.
std::string contradiction(const Options& options) {
  const bool several = options.arguments.size() > 1;
  if (several && !options.timeline.empty()) return "--timeline takes the records of one scenario";
  if (several && !options.trace.empty()) return "--trace takes the run of one scenario";
  // With --quiet the result isn't printed: standard output is free for the page.
  const std::string result = options.quiet && options.output == "-" ? "" : options.output;
  const std::array<std::pair<std::string_view, std::string>, 4> files{{
      {"--output", result},
      {"--timeline", options.timeline},
      {"--trace", options.trace},
      {"--report", options.report},
  }};
  for (auto a = files.begin(); a != files.end(); ++a) {
    for (auto b = a + 1; b != files.end(); ++b) {
      if (a->second.empty() || (a->second != b->second && !same_file(a->second, b->second)))
        continue;
      return std::string(a->first) + " and " + std::string(b->first) + " name the same file";
    }
  }
  return "";
}

LoadResult load_text(const tl::expected<std::string, std::string>& text, const std::string& path,
                     const Options& options) {
  if (text) return parse_with_settings(*text, path, options.settings);
  LoadResult result;
  result.diagnostics.push_back(unreadable(path, text.error()));
  return result;
}

Exit run(const Options& options) {
  if (const std::string wrong = contradiction(options); !wrong.empty()) {
    complain("refreshsim run: " + wrong);
    return Exit::usage;
  }
  Report report(options);
  if (!report.ok()) return report.finish();
  Results results(options);
  Exit exit = Exit::as_expected;
  for (const std::string& path : options.arguments) {
    if (!results.ok()) break;
    const auto text = read_file(path);
    const LoadResult loaded = load_text(text, path, options);
    if (!loaded.ok()) {
      const std::string wrong = complaints(loaded);
      complain(wrong.substr(0, wrong.size() - 1));
      exit = worse(exit, Exit::bad_file);
      continue;
    }
    exit = worse(exit, naming(path, [&] {
                   return run_scenario(options, loaded.scenario, bundle_in(*text, path), results,
                                       report);
                 }));
  }
  return worse(worse(exit, results.finish()), report.finish());
}

}  // namespace

const Command kRunCommand{"run",        "replays scenarios and shows what they cost",
                          "FILE...",    1,
                          SIZE_MAX,     kRunOptions,
                          kRunExamples, run};

}  // namespace refreshsim::tools
