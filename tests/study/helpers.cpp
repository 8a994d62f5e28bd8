#include "tests/study/helpers.h"

#include <gtest/gtest.h>

#include "sim/study/study_reports.h"

namespace refreshsim::testing {

std::string scenario_text() {
  return R"(  refreshsim: 1
  launch_configurations: {asc-web: {ImageId: img-v1}}
  scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 6}}
  timing: {reinstall: {lognormal: {median: 4m, p95: 9m}}}
  faults:
    - {match: {step: boot, image: img-v2}, probability: 0.2, outcome: fail}
  calls:
    - at: 0s
      action: ModifyLaunchConfigurationAttributes
      request: {LaunchConfigurationId: asc-web, ImageId: img-v2}
    - at: 1m
      as: refresh
      action: StartInstanceRefresh
      request:
        AutoScalingGroupId: asg-web
        RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}
  expect:
    - {activity: refresh, Status: SUCCESSFUL}
)";
}

std::string study_text(const std::string& rest) {
  return "refreshsim_study: 1\nscenario:\n" + scenario_text() + rest;
}

std::string two_strategies(int replicas) {
  return "replicas: " + std::to_string(replicas) +
         "\nstrategies: {two: {refresh.BatchNumber: 2}, three: {refresh.BatchNumber: 3}}\n"
         "objectives: {availability: maximize, duration: minimize}\n";
}

Study study_of(const std::string& rest) {
  StudyResult loaded = parse_study(study_text(rest), "study.yaml");
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  return std::move(loaded.study);
}

std::string complaint_of(const std::string& rest) {
  const StudyResult loaded = parse_study(study_text(rest), "study.yaml");
  return loaded.ok() ? "nothing is wrong" : describe(loaded.diagnostics.front());
}

StudyRun run_of(const Study& study, std::size_t jobs, Shard shard) {
  StudyOptions options;
  options.jobs = jobs;
  options.shard = shard;
  return run_study(study, options).run;
}

std::string csv_of(const Study& study, const StudyRun& run) {
  StringSink out;
  write_replicas(study, run.numbers, out);
  return out.text;
}

std::string report_of(const Study& study, const StudyRun& run, std::string_view format) {
  StringSink out;
  for (const StudyFormat& each : study_formats()) {
    if (each.name == format) each.write(findings_of(study, run), Look{}, out);
  }
  return out.text;
}

}  // namespace refreshsim::testing
