#include "sim/scenario/keys.h"

#include "sim/scenario/keys_bundle.h"
#include "sim/scenario/keys_calls.h"
#include "sim/scenario/keys_expect.h"
#include "sim/scenario/keys_faults.h"
#include "sim/scenario/keys_fleet.h"
#include "sim/scenario/keys_study.h"
#include "sim/scenario/keys_timing.h"

namespace refreshsim {
namespace keys {
namespace {

constexpr Shape kVersion{.type = Type::integer,
                         .what = "1, the version of the format",
                         .min = kFormatVersion,
                         .max = kFormatVersion};
constexpr Shape kSeed{.type = Type::integer, .what = "a whole number from 0 to 2^63 - 1"};

constexpr std::array kScenarioKeys{
    required("refreshsim", kVersion, "The version of the format."),
    optional("extends", kLine,
             "A scenario, relative to this file, whose keys hold where this one has none."),
    optional("name", kLine, "What the scenario is called; without it the file's name."),
    optional("description", kProse, "What it is about: the operator's question."),
    defaulted("seed", kSeed, "1", "What random lengths and chances are drawn from."),
    defaulted("start", kTimestamp, "2025-01-01T00:00:00Z", "Dates the output, and does no more."),
    optional(
        "horizon", kDuration,
        "When the run ends, counted from the start; without it when nothing is left to happen."),
    optional("launch_configurations", kConfigurations, "Launch configurations by their ids."),
    optional("images", kImages,
             "Images that do not exist or that conflict; any other exists and fits."),
    optional("scaling_groups", kGroups, "Scaling groups by their ids."),
    defaulted("authorized", kBoolean, "true", "false: the CAM role is missing."),
    optional("timing", kTiming, "How long steps take."),
    optional("step_timeout", kTimeouts, "After how long steps fail."),
    optional("slo", kSlo, "Thresholds whose breach time is told."),
    optional("faults", kFaults, "What goes wrong; of several that match the first one decides."),
    optional("calls", kCalls, "The calls of the service, and of its operator."),
    optional("expect", kExpectations, "What is to hold at the end of the run."),
    optional("bundle", kBundle,
             "What the run gave where this file was made by `refreshsim bundle`; `run` checks it."),
};
constexpr std::array kScenarioForms{
    Variant{{}, kScenarioKeys, {}, "What happens to a fleet, replayed by refreshsim run."}};
constexpr Shape kScenario{.type = Type::record,
                          .title = "scenario",
                          .what = "a map of a scenario's keys",
                          .variants = kScenarioForms};

constexpr std::array kStudyScenarioOptions{&kLine, &kScenario};
constexpr Shape kStudyScenario{.type = Type::either,
                               .what = "a scenario's file, or a map of a scenario's keys",
                               .options = kStudyScenarioOptions};
constexpr std::array kStudyKeys{
    required("refreshsim_study", kVersion, "The version of the format."),
    optional("name", kLine, "What the study is called; without it the file's name."),
    optional("description", kProse, "What it is about: the operator's question."),
    required("scenario", kStudyScenario,
             "What happens under every strategy: a file, relative to this one, or written here."),
    defaulted("replicas", kReplicas, "1000",
              "How many runs of each strategy, the same for all; auto: until the half-widths are "
              "reached."),
    optional("half_width", kHalfWidths,
             "With `replicas: auto`, of metrics, how wide the 95 % interval of each mean may be to "
             "either side."),
    defaulted("at_most", kReplicaCount, "100000", "With `replicas: auto`, where it ends anyway."),
    optional("baseline", kLine,
             "The strategy that the others are compared with; without it the first."),
    optional("strategies", kStrategies,
             "What is compared: by name, settings that differ from the scenario; a setting is "
             "CALL.PARAMETER or a path into the scenario."),
    optional("grid", kGrid, "Settings with several values; every combination is a strategy too."),
    optional("metrics", kMetricNames,
             "What is measured; without it the seven usual ones, and P(expectation) for each of "
             "the scenario's expectations."),
    optional("objectives", kObjectives, "What is wanted; the Pareto front is over these."),
    optional("expect", kWishes, "What is to come out; otherwise the exit code is 1."),
};
constexpr std::array<std::string_view, 2> kStrategySources{"strategies", "grid"};
constexpr std::array kStudyForms{Variant{
    {}, kStudyKeys, kStrategySources, "Strategies compared, replayed by refreshsim compare."}};
constexpr Shape kStudy{.type = Type::record,
                       .title = "study",
                       .what = "a map of a study's keys",
                       .variants = kStudyForms};

}  // namespace
}  // namespace keys

const Shape& scenario_shape() { return keys::kScenario; }
const Shape& study_shape() { return keys::kStudy; }

}  // namespace refreshsim
