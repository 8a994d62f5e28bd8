// refreshsim explain: why something is as it is.
#include <array>

#include "sim/incident/explanation.h"
#include "sim/incident/rollout.h"
#include "sim/study/study.h"
#include "tools/command.h"
#include "tools/load.h"
#include "tools/terminal.h"

namespace refreshsim::tools {
namespace {

constexpr std::array kExplainOptions{
    Opt::instance,      Opt::activity, Opt::call,    Opt::expectation, Opt::at,
    Opt::critical_path, Opt::seed,     Opt::replica, Opt::setting,     Opt::explain_format,
    Opt::output,        Opt::width,    Opt::color,   Opt::no_color};
constexpr std::array<std::string_view, 5> kExplainExamples{
    "refreshsim explain scenarios/rollback-after-failed-canary.yaml --instance ins-00000003 --at "
    "10m",
    "refreshsim explain scenarios/group-not-ready-for-a-refresh.yaml --call 1",
    "refreshsim explain scenarios/rollback-after-failed-canary.yaml --expectation 12",
    "refreshsim explain scenarios/documented-example.yaml --critical-path",
    "refreshsim explain scenarios/rollback-after-failed-canary.yaml --activity rollback --format "
    "dot"};

Exit wrong_question(const std::string& what) {
  complain("refreshsim explain: " + what);
  return Exit::usage;
}

std::string formatted(const Story& story, const std::vector<Explanation>& all,
                      const Options& options) {
  if (options.explain_format == "json") return explanation_json(story, all);
  if (options.explain_format == "dot") return explanation_dot(story, all);
  return explanation_text(story, all, look_for(options));
}

std::string formatted(const Story& story, const std::vector<Rollout>& all, const Options& options) {
  if (options.explain_format == "json") return rollout_json(story, all);
  if (options.explain_format == "dot") return rollout_dot(story, all);
  return rollout_text(story, all, look_for(options));
}

Exit critical_paths(const Story& story, const Options& options) {
  std::vector<Rollout> all;
  for (std::uint32_t i = 0; i < story.result().activities.size(); ++i) {
    const ActivityView& view = story.result().activities[i];
    const bool asked =
        options.activity.empty() || view.as == options.activity || view.id == options.activity;
    if (asked) all.push_back(rollout_of(story, i));
  }
  if (all.empty()) {
    return wrong_question(options.activity.empty()
                              ? "no call made an activity"
                              : "there never was an activity `" + options.activity + "`");
  }
  OutputFile out(options.output);
  out.write(formatted(story, all, options));
  return finish(out);
}

Exit explain_run(const Scenario& scenario, const Options& options) {
  Question question{options.instance, options.activity, options.call, options.expectation, {}};
  if (!options.at.empty()) {
    question.at_ms = moment_ms(scenario, options.at);
    if (!question.at_ms) {
      return wrong_question("`" + options.at +
                            "` is no time such as 14m5s, 21:14:05 or 2025-10-30T21:14:05Z");
    }
  }
  const Story story(scenario, options.seed, options.replica);
  if (options.critical_path) return critical_paths(story, options);
  const auto answers = explain(story, question);
  if (!answers) return wrong_question(answers.error());
  OutputFile out(options.output);
  out.write(formatted(story, *answers, options));
  return finish(out);
}

Exit explain_file(const Options& options) {
  const std::string& path = options.arguments.front();
  const LoadResult loaded = load_with_settings(path, options.settings);
  if (!loaded.ok()) {
    const std::string text = complaints(loaded);
    complain(text.substr(0, text.size() - 1));
    return Exit::bad_file;
  }
  return naming(path, [&] { return explain_run(loaded.scenario, options); });
}

}  // namespace

const Command kExplainCommand{"explain",
                              "tells why: the causes of a state, of a refusal, of a failure",
                              "FILE",
                              1,
                              1,
                              kExplainOptions,
                              kExplainExamples,
                              explain_file};

}  // namespace refreshsim::tools
