// refreshsim compare: runs a study.
#include <array>
#include <chrono>

#include "sim/report/words.h"
#include "sim/study/rank_leader.h"
#include "sim/study/shard_file.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/progress.h"
#include "tools/ranks.h"
#include "tools/study_output.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kCompareOptions{
    Opt::seed,  Opt::study_format, Opt::output, Opt::replicas_file, Opt::shard,
    Opt::jobs,  Opt::width,        Opt::color,  Opt::no_color,      Opt::progress,
    Opt::quiet, Opt::report,       Opt::engine};
constexpr std::array<std::string_view, 6> kCompareExamples{
    "refreshsim compare scenarios/studies/how-many-batches.yaml",
    "refreshsim compare --format md --output report.md scenarios/studies/how-many-batches.yaml",
    "refreshsim compare --report page.html scenarios/studies/how-many-batches.yaml",
    "refreshsim compare --quiet --replicas replicas.csv scenarios/studies/how-many-batches.yaml",
    "refreshsim compare --shard 1/2 --output part-1 scenarios/studies/how-many-batches.yaml",
    "refreshsim compare --shard 2/2 --output part-2 scenarios/studies/how-many-batches.yaml"};

/// How far it is, and how long it will take at the pace so far.
class StudyClock {
 public:
  StudyClock(const Study& study, const Options& options)
      : at_most_(study.replicas.automatic),
        progress_(options.progress == When::automatic && !options.quiet) {}

  void operator()(const StudyProgress& at) {
    if (!progress_.due() || at.done == 0) return;
    const std::chrono::duration<double, std::milli> gone = Clock::now() - start_;
    const double left = gone.count() / static_cast<double>(at.done) *
                        static_cast<double>(at.most - std::min(at.most, at.done));
    progress_.show(count_words(static_cast<std::int64_t>(at.done)) + " of " +
                   plural(static_cast<std::int64_t>(at.most), "run") + ", " +
                   (at_most_ ? "at most " : "") +
                   length_words(static_cast<std::int64_t>(left) / 1000 * 1000) + " left");
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
  bool at_most_;  ///< it may end earlier, as soon as the half-widths are reached
  Progress progress_;
};

StudyOutcome run_it(const Study& study, const Options& options, Ranks* ranks) {
  StudyClock clock(study, options);
  StudyOptions how;
  how.jobs = options.jobs;
  how.engine = options.engine;
  std::optional<RankLeader> leader;
  if (ranks != nullptr) how.ranks = &leader.emplace(*ranks, study, REFRESHSIM_VERSION);
  how.shard = options.shard;
  how.interrupted = &catch_interrupt();
  how.progress = [&clock](const StudyProgress& at) { clock(at); };
  return run_study(study, how);
}

Exit write_part(const Study& study, const StudyRun& run, const Shard& shard, OutputFile& out) {
  if (run.partial) {
    complain("refreshsim compare: interrupted; no shard is written");
    return Exit::interrupted;
  }
  write_shard(study, run.numbers, shard, REFRESHSIM_VERSION, out);
  return finish(out);
}

std::string wrong_use(const Study& study, const Options& options) {
  if (options.shard.of == 0) return {};
  if (study.replicas.automatic) return "--shard needs a fixed number of `replicas`";
  if (options.output == "-") return "--shard needs --output FILE";
  if (!options.replicas_file.empty()) return "--replicas is for `refreshsim merge` then";
  if (!options.report.empty()) return "--report is for `refreshsim merge` then";
  if (options.shard.of > study.replicas.count) return "there are fewer replicas than shards";
  return {};
}

/// Alone, or as rank 0 of several processes.
Exit compare_with(Ranks* ranks, const Options& options) {
  StudyResult loaded = load_study(options.arguments.front());
  if (!loaded.ok()) {
    const std::string text = complaints(loaded.diagnostics);
    complain(text.substr(0, text.size() - 1));
    return Exit::bad_file;
  }
  Study& study = loaded.study;
  study.seed = options.seed.value_or(study.seed);
  if (const std::string wrong = wrong_use(study, options); !wrong.empty()) {
    complain("refreshsim compare: " + wrong);
    return Exit::usage;
  }
  StudyOutput output(options);
  if (const Exit trouble = output.trouble(); trouble != Exit::as_expected) return trouble;
  const bool part = options.shard.of > 0;
  Options whole = options;
  if (!part) whole.shard = {1, 1};
  const StudyOutcome outcome = run_it(study, whole, ranks);
  if (!outcome.broken.empty()) {
    complain("refreshsim compare: " + outcome.broken);
    return Exit::expectation_failed;
  }
  if (part) return write_part(study, outcome.run, options.shard, output.file());
  for (std::size_t i = 0; outcome.run.partial && i < study.strategies.size(); ++i) {
    if (outcome.run.numbers.count(i) > 0) continue;
    complain("refreshsim compare: interrupted before every strategy had a replica");
    return Exit::interrupted;
  }
  return output.show(study, outcome.run);
}

/// Tells the other ranks to go home, however this one ends.
struct Dismissal {
  explicit Dismissal(Ranks& of) : ranks(of) {}
  Dismissal(const Dismissal&) = delete;
  Dismissal& operator=(const Dismissal&) = delete;
  ~Dismissal() { dismiss(ranks); }
  Ranks& ranks;
};

Exit compare(const Options& options) {
  if (options.shard.of > 0) return compare_with(nullptr, options);
  const auto ranks = join_ranks();
  if (!ranks) {
    complain("refreshsim compare: " + ranks.error());
    return Exit::usage;
  }
  if (*ranks == nullptr) return compare_with(nullptr, options);
  Options here = options;
  if (here.jobs == 0) here.jobs = 1;  // a launcher starts a rank for each core
  if ((*ranks)->number() > 0) {
    work_for_rank_zero(**ranks, REFRESHSIM_VERSION, here.jobs, here.engine);
    return Exit::as_expected;
  }
  // A launcher gives each rank a terminal of its own, wherever the output goes.
  if (here.color == When::automatic) here.color = When::never;
  if (here.width == 0) here.width = 80;
  const Dismissal others(**ranks);
  return compare_with(ranks->get(), here);
}

}  // namespace

const Command kCompareCommand{"compare",
                              "runs a study: strategies compared, with uncertainty",
                              "STUDY",
                              1,
                              1,
                              kCompareOptions,
                              kCompareExamples,
                              compare};

}  // namespace refreshsim::tools
