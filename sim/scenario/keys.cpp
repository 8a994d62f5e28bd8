#include "sim/scenario/keys.h"

#include "sim/scenario/keys_calls.h"
#include "sim/scenario/keys_expect.h"
#include "sim/scenario/keys_faults.h"
#include "sim/scenario/keys_fleet.h"
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
};
constexpr std::array kScenarioForms{
    Variant{{}, kScenarioKeys, {}, "What happens to a fleet, replayed by refreshsim run."}};
constexpr Shape kScenario{.type = Type::record,
                          .title = "scenario",
                          .what = "a map of a scenario's keys",
                          .variants = kScenarioForms};

}  // namespace
}  // namespace keys

const Shape& scenario_shape() { return keys::kScenario; }

}  // namespace refreshsim
