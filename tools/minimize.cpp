// refreshsim minimize: the smallest scenario that still shows it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <thread>

#include "sim/incident/minimizer.h"
#include "sim/incident/symptom.h"
#include "sim/scenario/block_text.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/outline.h"
#include "sim/scenario/read_file.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/other_program.h"
#include "tools/progress.h"
#include "tools/read_logs.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kMinimizeOptions{Opt::keep, Opt::exit,   Opt::log,      Opt::tries_program,
                                      Opt::jobs, Opt::output, Opt::progress, Opt::quiet};
constexpr std::array<std::string_view, 2> kMinimizeExamples{
    "refreshsim minimize scenarios/retry-a-failed-instance.yaml --exit 0",
    "refreshsim minimize scenarios/rollback-after-failed-canary.yaml --keep '{activity: refresh, "
    "Status: CANCELLED}'"};

using Shows = std::function<bool(const std::string&)>;

/// The text itself, or with what it extends merged in.
tl::expected<std::string, std::string> whole_text(const std::string& path) {
  auto text = read_file(path);
  if (!text) return tl::unexpected(path + ": error: " + text.error());
  const auto outline = Outline::of(*text);
  if (!outline || outline->find(outline->nodes().front(), "extends") == nullptr) return text;
  WholeTree whole = parse_tree(std::move(*text), path);
  if (whole.root.some() && whole.complaints.none()) return block_text(whole.tree, whole.root);
  const std::string wrong = complaints(load_tree(whole.tree, whole.root, whole.complaints));
  return tl::unexpected(wrong.substr(0, wrong.size() - 1));
}

std::size_t line_count(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

Exit write_smallest(const std::string& text, const std::string& words, const Shows& shows,
                    const Options& options) {
  const std::atomic<bool>& interrupted = catch_interrupt();
  Progress progress(options.progress == When::automatic && !options.quiet);
  MinimizeOptions how;
  how.jobs = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  how.interrupt = &interrupted;
  how.progress = [&](std::size_t tries, std::size_t bytes) {
    if (progress.due()) progress.show(fmt::format("{} tries, {} bytes", tries, bytes));
  };
  const Minimized least = minimize(text, shows, how);
  progress.clear();
  OutputFile out(options.output);
  out.write(least.text);
  const Exit written = finish(out);
  if (!options.quiet) {
    complain(fmt::format("{}{}: {} lines instead of {}, after {} tries",
                         least.interrupted ? "interrupted; the best so far shows " : "still ",
                         words, line_count(least.text), line_count(text), least.tries));
  }
  return least.interrupted ? worse(written, Exit::interrupted) : written;
}

Exit with_program(const std::string& text, const Options& options) {
  const int wanted = options.exit.value_or(static_cast<int>(Exit::defect));
  const int code = exit_code_of_program(options.program, text);
  if (code != wanted) {
    complain(fmt::format("refreshsim minimize: {} ends with exit code {}, not {}", options.program,
                         code, wanted));
    return Exit::usage;
  }
  const Shows shows = [&](const std::string& tried) {
    return exit_code_of_program(options.program, tried) == wanted;
  };
  return write_smallest(text, fmt::format("exit code {} of {}", wanted, options.program), shows,
                        options);
}

Exit minimize_file(const Options& options) {
  const bool by_exit = options.exit || !options.program.empty();
  if (int{!options.keep.empty()} + int{by_exit} + int{!options.logs.empty()} > 1) {
    complain("refreshsim minimize: --keep, --log, and --exit or --program, exclude each other");
    return Exit::usage;
  }
  const auto text = whole_text(options.arguments.front());
  if (!text) {
    complain(text.error());
    return Exit::bad_file;
  }
  // What can't be loaded can be minimized only for that.
  const LoadResult loaded = parse_scenario(*text, options.arguments.front());
  if (!loaded.ok() && !(by_exit && Outline::of(*text))) {
    const std::string wrong = complaints(loaded);
    complain(wrong.substr(0, wrong.size() - 1));
    return Exit::bad_file;
  }
  if (!options.program.empty()) return with_program(*text, options);
  tl::expected<Incident, std::string> incident;
  if (!options.logs.empty()) incident = read_incident(options.logs, false);
  if (!incident) {
    complain(incident.error());
    return Exit::bad_file;
  }
  const Incident* log = options.logs.empty() ? nullptr : &*incident;
  const auto symptom = Symptom::of(*text, {options.keep, options.exit, log});
  if (!symptom) {
    complain("refreshsim minimize: " + symptom.error());
    return Exit::usage;
  }
  const std::atomic<bool>& interrupted = catch_interrupt();
  const Shows shows = [&](const std::string& tried) {
    return symptom->shown_by(tried, &interrupted);
  };
  return write_smallest(*text, symptom->words(), shows, options);
}

}  // namespace

const Command kMinimizeCommand{"minimize",
                               "shrinks a scenario to the smallest one that still shows the same",
                               "FILE",
                               1,
                               1,
                               kMinimizeOptions,
                               kMinimizeExamples,
                               minimize_file};

}  // namespace refreshsim::tools
