#include "tools/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "sim/base/suggest.h"
#include "sim/report/timeline.h"
#include "tools/endings.h"

namespace refreshsim::tools {
namespace {

// A whole decimal number from `least` to `most`; the complaint otherwise.
template <class Number>
std::string set_number(Number& number, const std::string& text, Number least, Number most) {
  Number parsed{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || parsed < least || parsed > most) {
    return "`" + text + "` is not a whole number from " + std::to_string(least) + " to " +
           std::to_string(most);
  }
  number = parsed;
  return {};
}

std::string no_choice(const std::string& text, std::span<const std::string_view> choices) {
  std::string all;
  for (const std::string_view choice : choices) {
    all += (all.empty() ? "" : ", ") + std::string(choice);
  }
  return "`" + text + "` is none of " + all + did_you_mean(text, choices);
}

std::string set_seed(Options& options, const std::string& text) {
  options.seed = 0;
  return set_number<std::uint64_t>(*options.seed, text, 0, UINT64_MAX);
}

std::string set_replica(Options& options, const std::string& text) {
  options.replica_given = true;
  return set_number<std::uint32_t>(options.replica, text, 0, UINT32_MAX);
}

std::string set_format(Options& options, const std::string& text) {
  std::vector<std::string_view> names;
  for (const ResultFormat& format : result_formats()) {
    if (format.name == text) options.format = &format;
    names.push_back(format.name);
  }
  return options.format->name == text ? std::string() : no_choice(text, names);
}

std::string set_output(Options& options, const std::string& text) {
  options.output = text;
  return text.empty() ? "a file's name is needed" : "";
}

constexpr Endings<100> kTimelineEndings("", "", kTimelineFormats);
constexpr Endings<200> kTimelineMeaning("every record of the run, as ", "FILE", kTimelineFormats);

std::string set_timeline(Options& options, const std::string& text) {
  options.timeline = text;
  if (timeline_format(text) != nullptr) return {};
  return "`" + text + "` must end in " + std::string(kTimelineEndings.text());
}

std::string set_trace(Options& options, const std::string& text) {
  options.trace = text;
  return text.ends_with(".json") ? "" : "`" + text + "` must end in .json";
}

std::string set_junit(Options& options, const std::string& text) {
  options.junit = text;
  return text.empty() ? "a file's name is needed" : "";
}

std::string set_scenario(Options& options, const std::string& text) {
  options.scenario = text;
  return text.empty() ? "a file's name is needed" : "";
}

std::string set_program(Options& options, const std::string& text) {
  options.program = text;
  return text.empty() ? "a program's name is needed" : "";
}

std::string set_instance(Options& options, const std::string& text) {
  options.instance = text;
  return text.empty() ? "an instance's id is needed" : "";
}

std::string set_activity(Options& options, const std::string& text) {
  options.activity = text;
  return text.empty() ? "an activity's name or id is needed" : "";
}

std::string set_call(Options& options, const std::string& text) {
  return set_number<std::uint32_t>(options.call, text, 1, 1'000'000);
}

std::string set_expectation(Options& options, const std::string& text) {
  return set_number<std::uint32_t>(options.expectation, text, 1, 2'000'000);
}

std::string set_at(Options& options, const std::string& text) {
  options.at = text;
  return text.empty() ? "a time is needed" : "";
}

std::string set_explain_format(Options& options, const std::string& text) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "dot"};
  options.explain_format = text;
  const bool known = std::find(kFormats.begin(), kFormats.end(), text) != kFormats.end();
  return known ? std::string() : no_choice(text, kFormats);
}

std::string set_keep(Options& options, const std::string& text) {
  options.keep = text;
  return text.empty() ? "an expectation is needed" : "";
}

std::string add_log(Options& options, const std::string& text) {
  options.logs.push_back(text);
  return text.empty() ? "a log is needed" : "";
}

std::string set_exit(Options& options, const std::string& text) {
  options.exit = 0;
  return set_number<int>(*options.exit, text, 0, 255);
}

std::string set_critical_path(Options& options, const std::string&) {
  options.critical_path = true;
  return {};
}

std::string set_jobs(Options& options, const std::string& text) {
  return set_number<std::size_t>(options.jobs, text, 1, 1024);
}

std::string set_width(Options& options, const std::string& text) {
  return set_number<int>(options.width, text, kMinWidth, kMaxWidth);
}

std::string set_when(When& when, const std::string& text, bool may_always) {
  static constexpr std::array<std::string_view, 3> kWords{"auto", "never", "always"};
  static constexpr std::array kValues{When::automatic, When::never, When::always};
  const std::size_t known = may_always ? 3 : 2;
  for (std::size_t i = 0; i < known; ++i) {
    if (text != kWords[i]) continue;
    when = kValues[i];
    return {};
  }
  return no_choice(text, std::span(kWords).first(known));
}

std::string set_color(Options& options, const std::string& text) {
  return set_when(options.color, text, true);
}

std::string set_no_color(Options& options, const std::string&) {
  options.color = When::never;
  return {};
}

std::string set_progress(Options& options, const std::string& text) {
  return set_when(options.progress, text, false);
}

std::string set_quiet(Options& options, const std::string&) {
  options.quiet = true;
  return {};
}

std::string set_anonymize(Options& options, const std::string&) {
  options.anonymize = true;
  return {};
}

std::string set_report(Options& options, const std::string& text) {
  options.report = text;
  return text == "-" || text.ends_with(".html") ? "" : "`" + text + "` must end in .html";
}

std::string set_states(Options& options, const std::string& text) {
  return set_number<std::size_t>(options.states, text, 1, 100'000'000);
}

std::string set_vanishings(Options& options, const std::string& text) {
  return set_number<std::uint32_t>(options.vanishings, text, 0, 1000);
}

std::string set_questions(Options& options, const std::string&) {
  options.questions = true;
  return {};
}

std::string set_cover(Options& options, const std::string& text) {
  options.cover = text;
  return text.empty() ? "a folder's name is needed" : "";
}

std::string set_setting(Options& options, const std::string& text) {
  options.settings.push_back(text);
  return text.find('=') == std::string::npos ? "`" + text + "` is not PATH=VALUE" : "";
}

std::string set_study_format(Options& options, const std::string& text) {
  std::vector<std::string_view> names;
  for (const StudyFormat& format : study_formats()) {
    if (format.name == text) options.study_format = &format;
    names.push_back(format.name);
  }
  return options.study_format->name == text ? std::string() : no_choice(text, names);
}

std::string set_replicas_file(Options& options, const std::string& text) {
  options.replicas_file = text;
  return text.empty() ? "a file's name is needed" : "";
}

std::string set_shard(Options& options, const std::string& text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  Shard& shard = options.shard;
  const std::string of = text.substr(std::min(slash + 1, text.size()));
  const bool wrong =
      !set_number<std::size_t>(shard.of, of, 1, 1'000'000).empty() ||
      !set_number<std::size_t>(shard.number, text.substr(0, slash), 1, shard.of).empty();
  return wrong ? "`" + text + "` is not a part such as 1/4, 2/4, 3/4 or 4/4" : "";
}

std::string set_host(Options& options, const std::string& text) {
  options.host = text;
  return text.empty() ? "a host is needed" : "";
}

std::string set_port(Options& options, const std::string& text) {
  return set_number<int>(options.port, text, 0, 65535);
}

std::string set_examples(Options& options, const std::string& text) {
  options.examples = text;
  return text.empty() ? "a folder's name is needed" : "";
}

std::string set_engine(Options& options, const std::string& text) {
  options.engine = parse<Engine>(text).value_or(options.engine);
  return name(options.engine) == text ? std::string() : no_choice(text, EnumText<Engine>::names);
}

constexpr std::array kRows{
    OptionRow{Opt::seed, "--seed", "N", "the seed, instead of the file's", set_seed},
    OptionRow{Opt::replica, "--replica", "N", "another run under the same seed (default 0)",
              set_replica},
    OptionRow{Opt::format, "--format", "text|json", "the form of the result (default text)",
              set_format},
    OptionRow{Opt::output, "--output", "FILE",
              "where the result goes, also -o (default: -, standard output)", set_output},
    OptionRow{Opt::timeline, "--timeline", "FILE", kTimelineMeaning.text(), set_timeline},
    OptionRow{Opt::trace, "--trace", "FILE",
              "the run as FILE.json, a trace for Perfetto or chrome://tracing", set_trace},
    OptionRow{Opt::junit, "--junit", "FILE", "the results as JUnit XML too", set_junit},
    OptionRow{Opt::jobs, "--jobs", "N", "how many at once (default: one a processor)", set_jobs},
    OptionRow{Opt::width, "--width", "N", "columns (default: the terminal's, else 80)", set_width},
    OptionRow{Opt::color, "--color", "auto|always|never", "colours (default auto: on a terminal)",
              set_color},
    OptionRow{Opt::no_color, "--no-color", "", "the same as --color never", set_no_color},
    OptionRow{Opt::progress, "--progress", "auto|never",
              "on standard error (default auto: on a terminal)", set_progress},
    OptionRow{Opt::quiet, "--quiet", "", "print only what went wrong", set_quiet},
    OptionRow{Opt::states, "--states", "N", "stop after so many states (default 1000000)",
              set_states},
    OptionRow{Opt::vanishings, "--vanishings", "N",
              "instances that their owner may destroy at any moment (default 1)", set_vanishings},
    OptionRow{Opt::questions, "--graph", "",
              "what can still succeed, the shortest calls to each status, and what every way to it "
              "takes",
              set_questions},
    OptionRow{Opt::cover, "--cover", "FOLDER",
              "write scenarios into FOLDER that together take each pair of consecutive transitions",
              set_cover},
    OptionRow{Opt::setting, "--set", "PATH=VALUE",
              "a setting put into the scenario, as in a study; may be repeated", set_setting, true},
    OptionRow{Opt::study_format, "--format", "text|md|json",
              "the form of the result (default text)", set_study_format},
    OptionRow{Opt::replicas_file, "--replicas", "FILE", "every replica's numbers too, as CSV",
              set_replicas_file},
    OptionRow{Opt::shard, "--shard", "I/N", "only the Ith of N parts, for `refreshsim merge`",
              set_shard},
    OptionRow{Opt::scenario, "--scenario", "FILE",
              "what the results are of: run again to show the records that differ", set_scenario},
    OptionRow{Opt::program, "--program", "PROGRAM",
              "another build of refreshsim, whose run of FILE is compared with this one's",
              set_program},
    OptionRow{Opt::anonymize, "--anonymize", "",
              "ids, zones, images and host names of the logs become ones that tell nothing",
              set_anonymize},
    OptionRow{Opt::instance, "--instance", "ID", "why this instance is as it is", set_instance},
    OptionRow{Opt::activity, "--activity", "NAME", "why this activity is as it is", set_activity},
    OptionRow{Opt::call, "--call", "N", "why the file's Nth call was answered so", set_call},
    OptionRow{Opt::expectation, "--expectation", "N",
              "why the Nth expectation holds or fails (those of calls come last)", set_expectation},
    OptionRow{Opt::at, "--at", "TIME",
              "at this time: 14m5s from the start, 21:14:05, or a UTC time (default: the end)",
              set_at},
    OptionRow{Opt::explain_format, "--format", "text|json|dot",
              "the form of the answer; dot: causes as Graphviz (default text)", set_explain_format},
    OptionRow{Opt::critical_path, "--critical-path", "",
              "instead: the steps and waits that made each rollout so long, and each row's slack",
              set_critical_path},
    OptionRow{Opt::keep, "--keep", "EXPECTATION",
              "what is to stay as it comes out now, whether it holds or fails, as in `expect`: "
              "'{activity: refresh, Status: CANCELLED}' (default: the first that fails)",
              set_keep},
    OptionRow{Opt::exit, "--exit", "CODE", "instead: the exit code of `run` is to stay", set_exit},
    OptionRow{Opt::log, "--log", "LOG",
              "what is to stay: the difference to this log (may be given several times)", add_log},
    OptionRow{Opt::tries_program, "--program", "PROGRAM",
              "try with another build of refreshsim, in child processes (with --exit)",
              set_program},
    OptionRow{Opt::report, "--report", "FILE.html",
              "a page to look at in a browser: one file, no network", set_report},
    OptionRow{Opt::host, "--host", "HOST",
              "the address to listen on (default 127.0.0.1: this machine alone reaches it)",
              set_host},
    OptionRow{Opt::port, "--port", "N", "the port (default 7373), 0 for a free one", set_port},
    OptionRow{Opt::examples, "--examples", "FOLDER",
              "scenarios to start from, instead of those that are built in", set_examples},
    OptionRow{Opt::engine, "--engine", "auto|loop",
              "auto computes many rows' steps at once, loop takes each in turn (default auto)",
              set_engine},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].opt) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const OptionRow& option_row(Opt opt) { return kRows[static_cast<std::size_t>(opt)]; }

}  // namespace refreshsim::tools
