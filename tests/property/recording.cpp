#include "tests/property/recording.h"

#include "sim/base/byte_sink.h"
#include "sim/report/json.h"

namespace refreshsim::property::random_story {

Scenario scenario_of(const std::string& yaml) {
  LoadResult loaded = parse_scenario(yaml);
  if (!loaded.ok()) RC_FAIL(describe(loaded.diagnostics.front()));
  return std::move(loaded.scenario);
}

Scenario one_group_stops_the_other(bool a_is_stopped) {
  const auto start = [](const std::string& group) {
    return "  - {at: 0s, as: refresh-" + group +
           ", action: StartInstanceRefresh, request: {AutoScalingGroupId: " + group +
           ", RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}}\n";
  };
  const auto stop = [](const std::string& when) {
    return "  - {when: {activity: refresh-a, " + when +
           "}, action: StopInstanceRefresh, request: {AutoScalingGroupId: b, RefreshActivityId: "
           "$refresh-b}}\n";
  };
  const std::string stop_a =
      "  - {at: 30s, action: StopInstanceRefresh, request: {AutoScalingGroupId: a, "
      "RefreshActivityId: $refresh-a}}\n";
  return scenario_of(
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\nscaling_groups:\n"
      "  a: {launch_configuration: asc-1, instances: 30}\n"
      "  b: {launch_configuration: asc-1, instances: 40}\n"
      "timing:\n  drain: {uniform: {min: 10s, max: 20s}}\n"
      "  reinstall: {lognormal: {median: 4m, p95: 9m}}\ncalls:\n" +
      start("a") + start("b") + stop("batch: 1, status: SUCCESSFUL") + stop("status: SUCCESSFUL") +
      (a_is_stopped ? stop_a : ""));
}

Recording record(const std::string& yaml) {
  Recording recording{scenario_of(yaml), {}, {}};
  Recorder recorder;
  RunOptions options;
  options.sinks = {&recorder};
  recording.result = Simulation(recording.scenario).run(options);
  recording.records = std::move(recorder.records);
  return recording;
}

std::string shown(const RunResult& result, const Scenario& scenario) {
  StringSink out;
  write_json(result, scenario, out);
  return std::move(out.text);
}

}  // namespace refreshsim::property::random_story
