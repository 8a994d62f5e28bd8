// Reports of real runs, against what the simulation itself says.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/record/history.h"
#include "sim/report/json.h"
#include "sim/report/text.h"
#include "sim/report/timeline.h"
#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kScenario = R"(
refreshsim: 1
name: busy
seed: 3
launch_configurations:
  asc-web: {ImageId: img-v1}
scaling_groups:
  asg-a: {launch_configuration: asc-web, instances: 12, zones: [z1, z2]}
  asg-b: {launch_configuration: asc-web, instances: 5, zones: [z2]}
timing:
  reinstall: {lognormal: {median: 4m, p95: 9m}, max: 30m}
slo: {serving_at_least: [90%]}
faults:
  - {match: {image: img-v2}, probability: 0.2, outcome: unhealthy}
  - {match: {group: asg-a, step: boot}, probability: 0.2, outcome: fail}
  - {at: 6m, outage: {zone: z2, for: 3m}}
  - {at: 7m, remove: ins-00000004}
  - {at: 9m, unhealthy: ins-00000015, for: 5m}
calls:
  - {at: 0s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: asc-web, ImageId: img-v2}}
  - at: 1m
    as: reset
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-a
      RefreshSettings:
        RollingUpdateSettings: {BatchNumber: 3, MaxSurge: 2, FailProcess: AUTO_ROLLBACK}
  - at: 2m
    as: replace
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-b
      RefreshMode: ROLLING_UPDATE_REPLACE
      RefreshSettings:
        RollingUpdateSettings: {BatchNumber: 2}
)";

class RealRun : public testing::Test {
 protected:
  void SetUp() override {
    LoadResult loaded = parse_scenario(kScenario);
    for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
    scenario_ = std::move(loaded.scenario);
    history_.emplace(scenario_);
    const auto lines = jsonl_timeline(scenario_, timeline_);
    RunOptions options;
    options.sinks = {&*history_, lines.get()};
    result_ = Simulation(scenario_).run(options);
    history_->finish(result_.end_ms);
  }

  Scenario scenario_;
  StringSink timeline_;
  std::optional<History> history_;
  RunResult result_;
};

TEST_F(RealRun, HistoryAgreesWithTheStatistics) {
  for (std::size_t i = 0; i < result_.groups.size(); ++i) {
    const GroupStatistics& statistics = result_.groups[i].statistics;
    const Shortfall& shortfall = history_->shortfall(GroupId{i});
    EXPECT_EQ(shortfall.missing_integral, statistics.lost_capacity_ms);
    EXPECT_EQ(shortfall.lowest.serving, statistics.serving.min);
    EXPECT_EQ(shortfall.most_badly, statistics.serving_badly.max);
    FleetLevel sum;
    for (const TimeBin& bin : history_->bins(GroupId{i})) {
      sum.serving += bin.integral.serving;
      sum.badly += bin.integral.badly;
      sum.surge += bin.integral.surge;
    }
    EXPECT_EQ(sum.serving, statistics.serving.mean.numerator);
    EXPECT_EQ(sum.badly, statistics.bad_exposure_ms);
    EXPECT_EQ(sum.surge, statistics.surge_cost_ms);
  }
}

// The last state of everything, from nothing but the lines of the file.
TEST_F(RealRun, TheTimelineRebuildsTheState) {
  struct Instance {
    std::string state, image;
    bool healthy = true;
    bool gone = false;
  };
  std::map<std::string, Instance> instances;
  std::map<std::string, std::string> activities;
  std::map<std::pair<std::string, int>, std::string> rows;
  std::istringstream lines(timeline_.text);
  std::uint64_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const Json record = Json::parse(line);
    EXPECT_EQ(record["sequence"], count);
    const std::string kind = record["kind"];
    const std::string subject =
        record["subject"].is_string() ? record["subject"].get<std::string>() : "";
    if (kind == "instance_created") {
      instances[subject] = {record["to"], "", record["detail"]["healthy"], false};
    } else if (kind == "life_cycle_state") {
      EXPECT_EQ(instances.at(subject).state, record["from"]);
      instances[subject].state = record["to"];
    } else if (kind == "instance_gone") {
      instances.at(subject).gone = true;
    } else if (kind == "health") {
      instances.at(subject).healthy = record["to"];
    } else if (kind == "activity_created" || kind == "activity_status") {
      activities[subject] = record["to"];
    } else if (kind == "row_status") {
      rows[{subject, record["part"].get<int>()}] = record["to"];
    }
  }
  EXPECT_EQ(count, result_.records);
  ASSERT_EQ(instances.size(), result_.instances.size());
  for (const InstanceView& view : result_.instances) {
    const Instance& rebuilt = instances.at(instance_text(scenario_.symbols, view.name));
    EXPECT_EQ(rebuilt.gone, view.gone_ms.has_value());
    EXPECT_EQ(rebuilt.healthy, view.healthy);
    EXPECT_EQ(rebuilt.state, name(view.state));
  }
  for (const ActivityView& view : result_.activities) {
    EXPECT_EQ(activities.at(view.id), name(view.status));
    int row = 0;
    for (const BatchView& batch : view.batches) {
      for (const RowView& each : batch.rows) {
        EXPECT_EQ(rows.at({view.id, row++}), name(each.status));
      }
    }
  }
}

TEST_F(RealRun, CsvHasAsManyRecordsAsTheRun) {
  StringSink csv;
  const auto lines = csv_timeline(scenario_, csv);
  RunOptions options;
  options.sinks = {lines.get()};
  Simulation(scenario_).run(options);
  EXPECT_EQ(static_cast<std::uint64_t>(std::count(csv.text.begin(), csv.text.end(), '\n')),
            result_.records + 1);
}

TEST_F(RealRun, SinksDoNotChangeTheRun) {
  EXPECT_EQ(Simulation(scenario_).run().fingerprint, result_.fingerprint);
}

TEST_F(RealRun, TheTextFitsAndTheJsonParses) {
  const std::string text = text_report(result_, scenario_, *history_, {80, true, false});
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(column_count(line), 80) << line;
  StringSink json;
  write_json(result_, scenario_, json);
  EXPECT_EQ(Json::parse(json.text)["records"], result_.records);
}

}  // namespace
}  // namespace refreshsim
