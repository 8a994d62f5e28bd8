// What a study measures without a ledger is what `run` tells, for every shipped scenario.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "refreshsim/load.h"
#include "sim/study/detailed_metric.h"
#include "sim/study/measure.h"

namespace refreshsim {
namespace {

std::vector<std::string> scenarios() {
  std::vector<std::string> paths;
  const std::filesystem::path folder = REFRESHSIM_SOURCE_DIR "/scenarios";
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = each.path().string();
    if (path.ends_with(".yaml") && load_scenario(path).ok()) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Every metric that a study of the scenario may name.
std::vector<StudyMetric> all_metrics(const Scenario& scenario) {
  std::vector<std::string> names{"duration", "P(expectation)"};
  for (const ScalingGroup& group : scenario.groups) {
    for (const auto& each : kGroupMetrics) names.push_back(group.id + "." + std::string(each.path));
    for (const std::string& zone : scenario.zones) {
      for (const auto& each : kZoneMetrics) {
        names.push_back(group.id + ".zones." + zone + "." + std::string(each.path));
      }
    }
  }
  for (const std::string& activity : scenario.activity_names) {
    for (const auto& each : kActivityMetrics) {
      names.push_back(activity + "." + std::string(each.path));
    }
    for (const ActivityStatus status : values<ActivityStatus>()) {
      names.push_back(activity + ".time_in_status." + std::string(name(status)));
    }
    for (const RowStatus status : values<RowStatus>()) {
      names.push_back(activity + ".rows." + std::string(name(status)));
    }
  }
  std::vector<StudyMetric> all;
  for (const std::string& each : names) {
    const auto found = find_metrics(scenario, each);
    if (found) all.insert(all.end(), found->begin(), found->end());
    const bool may_be_none = each == "P(expectation)" && expectation_texts(scenario).empty();
    EXPECT_TRUE(found || may_be_none) << each << ": " << found.error();
  }
  return all;
}

MetricValue told(const StudyMetric& metric, const RunResult& result) {
  if (metric.kind == StudyMetric::Kind::expectation) {
    return result.expectations[metric.expectation].ok ? 1.0 : 0.0;
  }
  if (metric.kind == StudyMetric::Kind::group) {
    return detailed_metric(result.groups[metric.group].statistics, metric.path);
  }
  for (auto each = result.activities.rbegin(); each != result.activities.rend(); ++each) {
    if (each->as == metric.activity) return detailed_metric(each->statistics, metric.path);
  }
  return std::nullopt;
}

void expect_the_same(const std::string& path) {
  const LoadResult loaded = load_scenario(path);
  const Scenario& scenario = loaded.scenario;
  const std::vector<StudyMetric> metrics = all_metrics(scenario);
  Meter meter(metrics, scenario);
  Simulation measured(scenario);
  Simulation whole(scenario);
  RunResult less;
  for (std::uint32_t replica = 0; replica < 5; ++replica) {
    RunOptions how;
    how.replica = replica;
    how.fingerprint = false;
    meter.prepare(how.sinks);
    measured.measure(how, less);
    RunOptions plain;
    plain.replica = replica;
    const RunResult result = whole.run(plain);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      if (metrics[i].kind == StudyMetric::Kind::duration) continue;
      const double wanted = told(metrics[i], result).value_or(kNull);
      const double got = meter(i, less);
      const bool same = got == wanted || (std::isnan(got) && std::isnan(wanted));
      EXPECT_TRUE(same) << path << ", replica " << replica << ": " << metrics[i].name << " "
                        << metrics[i].path << " is " << wanted << ", measured " << got;
    }
  }
}

TEST(Meter, TellsWhatRunTellsOfEveryShippedScenario) {
  const std::vector<std::string> paths = scenarios();
  EXPECT_GE(paths.size(), 60U);
  for (const std::string& path : paths) expect_the_same(path);
}

}  // namespace
}  // namespace refreshsim
