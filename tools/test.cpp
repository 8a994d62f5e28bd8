// refreshsim test: runs every scenario under some paths, a line each.
#include <array>
#include <climits>
#include <optional>

#include "refreshsim/run.h"
#include "sim/report/junit.h"
#include "sim/report/verdicts.h"
#include "tools/command.h"
#include "tools/find_scenarios.h"
#include "tools/load.h"
#include "tools/ordered_jobs.h"
#include "tools/report.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kTestOptions{Opt::jobs,     Opt::junit, Opt::report, Opt::color,
                                  Opt::no_color, Opt::quiet, Opt::engine};
constexpr std::array<std::string_view, 3> kTestExamples{
    "refreshsim test scenarios", "refreshsim test --report page.html scenarios",
    "refreshsim test scenarios/issues scenarios/rollback-after-failed-canary.yaml --junit "
    "tests.xml"};

struct Outcome {
  TestCase test;  ///< what is wrong, indented; empty: it passed
  bool expects_nothing = false;
  bool ran = false;
  std::optional<std::string> page;  ///< its part of the page; nothing if it is too large for one
};

std::string indented(const std::string& text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  out.resize(out.find_last_not_of(" \n") + 1);
  return out + "\n";
}

Outcome test_file(const std::string& path, Engine engine, bool with_page) {
  Outcome outcome;
  outcome.test.name = path;
  const LoadResult loaded = load_scenario(path);
  if (!loaded.ok()) {
    outcome.test.error = indented(complaints(loaded));
    return outcome;
  }
  History history(loaded.scenario);
  RunForPage for_page(loaded.scenario, history);
  RunOptions how;
  how.engine = engine;
  if (with_page) how.sinks = for_page.sinks();
  if (with_page) how.sinks.push_back(&history);
  const RunResult result = Simulation(loaded.scenario).run(how);
  history.finish(result.end_ms);
  outcome.ran = true;
  if (with_page) outcome.page = for_page.part(result);
  outcome.expects_nothing = result.expectations.empty();
  Look look;
  look.utf8 = true;          // file names and expectations are shown as they are written,
  look.width = INT_MAX / 2;  // a line each
  outcome.test.failure = failed_expectations(result.expectations, look, "  ");
  if (!result.stopped.empty()) outcome.test.failure += "  stopped: " + result.stopped + "\n";
  return outcome;
}

std::string line(const Outcome& outcome, const Options& options, const Look& look) {
  const TestCase& test = outcome.test;
  const bool passed = test.failure.empty() && test.error.empty();
  if (passed && options.quiet) return {};
  std::string text = passed ? paint(look, Ink::serving, "ok") : paint(look, Ink::trouble, "FAILED");
  text += " " + test.name;
  if (passed && outcome.expects_nothing) text += " (expects nothing)";
  return text + "\n" + test.error + test.failure;
}

// Puts it onto the page, if there is one.
Exit show(const Outcome& outcome, Report& report) {
  const TestCase& test = outcome.test;
  if (!test.error.empty()) report.add_error(test.name, test.error);
  return outcome.ran ? report.add(test.name, outcome.page) : Exit::as_expected;
}

Exit exit_for(const TestCase& test) {
  if (!test.error.empty()) return Exit::bad_file;
  return test.failure.empty() ? Exit::as_expected : Exit::expectation_failed;
}

Exit test(const Options& options) {
  std::optional<OutputFile> junit;  // before anything runs, for it may be one that can't be written
  if (!options.junit.empty()) junit.emplace(options.junit);
  if (junit && !junit->ok()) return finish(*junit);
  if (same_file(options.junit, options.report)) {
    complain("refreshsim test: --junit and --report name the same file");
    return Exit::usage;
  }
  Report report(options);
  if (!report.ok()) return report.finish();
  const FoundScenarios found = find_scenarios(options.arguments);
  Exit exit = found.errors.empty() ? Exit::as_expected : Exit::bad_file;
  for (const std::string& error : found.errors) complain("refreshsim test: " + error);
  if (found.files.empty()) {
    complain("refreshsim test: no scenarios there");
    exit = Exit::bad_file;
  }
  OutputFile out("-");
  const Look look = look_for(options);
  std::vector<TestCase> tests;
  std::size_t failed = 0;
  ordered_jobs(
      found.files.size(), options.jobs,
      [&](std::size_t i) {
        return naming(found.files[i],
                      [&] { return test_file(found.files[i], options.engine, report.wanted()); });
      },
      [&](std::size_t, Outcome outcome) {
        const Exit verdict = exit_for(outcome.test);
        if (verdict != Exit::as_expected) ++failed;
        exit = worse(exit, verdict);
        out.write(line(outcome, options, look));
        out.flush();
        exit = worse(exit, show(outcome, report));
        tests.push_back(std::move(outcome.test));
      });
  if (junit) {
    junit->write(junit_xml(tests));
    exit = worse(exit, finish(*junit));
  }
  out.write(std::to_string(tests.size() - failed) + " passed, " + std::to_string(failed) +
            " failed\n");
  return worse(worse(exit, finish(out)), report.finish());
}

}  // namespace

const Command kTestCommand{"test",        "runs every scenario under some paths, a line each",
                           "PATH...",     1,
                           SIZE_MAX,      kTestOptions,
                           kTestExamples, test};

}  // namespace refreshsim::tools
