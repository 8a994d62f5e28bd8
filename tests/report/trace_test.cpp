// Traces hold to the rules of the format: slices of a track nest, arrows start and end in slices.
#include "sim/report/trace.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "refreshsim/load.h"
#include "tests/report/sample.h"

namespace refreshsim {
namespace {

using nlohmann::json;
using Track = std::pair<std::int64_t, std::int64_t>;

json trace_of(const Scenario& scenario) {
  StringSink out;
  Trace trace(scenario, out);
  RunOptions options;
  options.sinks.push_back(&trace);
  trace.finish(Simulation(scenario).run(options));
  return json::parse(out.text);
}

json flagship() {
  const LoadResult loaded = load_scenario(std::string(REFRESHSIM_SOURCE_DIR) +
                                          "/scenarios/rollback-after-failed-canary.yaml");
  EXPECT_TRUE(loaded.ok());
  return loaded.ok() ? trace_of(loaded.scenario) : json();
}

json canary() {
  const sample::Sample sample = sample::failed_canary();
  StringSink out;
  Trace trace(sample.scenario, out);
  trace.hear(sample.records);
  trace.finish(sample.result);
  return json::parse(out.text);
}

Track track_of(const json& event) { return {event["pid"], event["tid"]}; }

struct Slice {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::string name;
};

/// The slices of each track; begins and ends must be in balance.
std::map<Track, std::vector<Slice>> slices_of(const json& trace) {
  std::map<Track, std::vector<Slice>> slices;
  std::map<Track, std::vector<Slice>> open;
  for (const json& event : trace["traceEvents"]) {
    const std::string phase = event["ph"];
    if (phase == "B") open[track_of(event)].push_back({event["ts"], 0, event["name"]});
    if (phase == "E") {
      auto& stack = open[track_of(event)];
      EXPECT_FALSE(stack.empty()) << event;
      if (stack.empty()) continue;
      slices[track_of(event)].push_back({stack.back().begin, event["ts"], stack.back().name});
      stack.pop_back();
    }
    if (phase == "X") {
      const std::int64_t begin = event["ts"];
      slices[track_of(event)].push_back(
          {begin, begin + event["dur"].get<std::int64_t>(), event["name"]});
    }
  }
  for (const auto& [track, stack] : open) EXPECT_TRUE(stack.empty()) << track.second;
  return slices;
}

bool cross(const Slice& a, const Slice& b) {
  return (a.begin < b.begin && b.begin < a.end && a.end < b.end) ||
         (b.begin < a.begin && a.begin < b.end && b.end < a.end);
}

void expect_nested(const std::vector<Slice>& slices) {
  for (std::size_t i = 0; i < slices.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_FALSE(cross(slices[i], slices[j])) << slices[i].name << " and " << slices[j].name;
    }
  }
}

bool within_any(const std::vector<Slice>& slices, std::int64_t ts) {
  for (const Slice& slice : slices) {
    if (slice.begin <= ts && ts <= slice.end) return true;
  }
  return false;
}

void expect_well_formed(const json& trace) {
  auto slices = slices_of(trace);
  for (const auto& [track, of_track] : slices) expect_nested(of_track);
  std::map<std::int64_t, std::int64_t> begun;
  for (const json& event : trace["traceEvents"]) {
    const std::string phase = event["ph"];
    if (phase != "s" && phase != "f") continue;
    EXPECT_TRUE(within_any(slices[track_of(event)], event["ts"])) << event;
    const std::int64_t id = event["id"];
    if (phase == "s") begun[id] = event["ts"];
    if (phase == "f") {
      ASSERT_TRUE(begun.contains(id));
      EXPECT_LE(begun[id], event["ts"]) << "an effect comes before its cause";
    }
  }
}

std::vector<json> of_phase(const json& trace, const std::string& phase) {
  std::vector<json> found;
  for (const json& event : trace["traceEvents"]) {
    if (event["ph"] == phase) found.push_back(event);
  }
  return found;
}

TEST(Trace, OfEveryShippedScenarioHoldsToTheRules) {
  for (const char* folder : {"/scenarios", "/scenarios/issues"}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(REFRESHSIM_SOURCE_DIR) + folder)) {
      const std::string path = entry.path().string();
      if (!path.ends_with(".yaml") || path.ends_with(".base.yaml")) continue;
      SCOPED_TRACE(path);
      const LoadResult loaded = load_scenario(path);
      ASSERT_TRUE(loaded.ok());
      expect_well_formed(trace_of(loaded.scenario));
    }
  }
}

TEST(Trace, HasATrackForEachGroupActivityBatchAndInstance) {
  std::vector<std::string> names;
  for (const json& event : of_phase(flagship(), "M")) {
    if (event["name"] == "thread_name" || event["name"] == "process_name") {
      names.push_back(event["args"]["name"]);
    }
  }
  for (const char* name : {"asg-web", "calls", "faults", "AutoScalingGroupStatus", "asr-00000001",
                           "asr-00000001 batch 1", "ins-00000001"}) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1) << name;
  }
}

TEST(Trace, CallsAreMarksWithRequestAndAnswer) {
  std::vector<json> calls;
  for (const json& event : of_phase(canary(), "i")) {
    if (event["s"] == "g") calls.push_back(event);
  }
  ASSERT_FALSE(calls.empty());
  for (const json& call : calls) {
    EXPECT_TRUE(call["args"]["request"].is_object());
    EXPECT_TRUE(call["args"]["response"].contains("Response"));
  }
}

TEST(Trace, SlicesOfCallsAtOneInstantEndWithTheirOwnExchange) {
  const LoadResult loaded = parse_scenario(R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 2}}
calls:
  - {at: 0s, action: DescribeRefreshActivities, request: {Limit: 1}}
  - {at: 0s, action: DescribeRefreshActivities, request: {Limit: 200}}
  - {at: 1s, action: DescribeRefreshActivities, request: {Limit: 3}}
)",
                                           "s.yaml");
  ASSERT_TRUE(loaded.ok());
  std::vector<json> begun;
  std::vector<std::pair<std::string, int>> calls;
  const json trace = trace_of(loaded.scenario);
  for (const json& event : trace["traceEvents"]) {
    if (event["ph"] == "B" && event["name"].get<std::string>().starts_with("Describe")) {
      begun.push_back(event);
    }
    if (event["ph"] != "E" || !event.contains("args")) continue;
    EXPECT_EQ(event["tid"], begun.back()["tid"]);
    EXPECT_LT(event["ts"].get<int>() - begun.back()["ts"].get<int>(), 1000);
    calls.emplace_back(begun.back()["name"], event["args"]["request"]["Limit"]);
    begun.pop_back();
  }
  const std::string refused = "DescribeRefreshActivities: InvalidParameterValue.LimitExceeded";
  EXPECT_EQ(calls, (std::vector<std::pair<std::string, int>>{{"DescribeRefreshActivities", 3},
                                                             {refused, 200},
                                                             {"DescribeRefreshActivities", 1}}));
}

TEST(Trace, LevelsAreWrittenWhenTheyChange) {
  std::int64_t lowest = 1'000'000;
  for (const json& event : of_phase(canary(), "C")) {
    if (event["name"] == "serving") {
      lowest = std::min(lowest, event["args"]["instances"].get<std::int64_t>());
    }
  }
  EXPECT_EQ(lowest, 6);
}

TEST(Trace, ArrowsLeadFromACallToItsActivity) {
  const json trace = flagship();
  std::map<std::int64_t, std::string> names;
  for (const json& event : of_phase(trace, "M")) {
    if (event["name"] == "thread_name") names[event["tid"]] = event["args"]["name"];
  }
  std::map<std::int64_t, std::string> from;
  std::vector<std::string> arrows;
  for (const json& event : of_phase(trace, "s")) from[event["id"]] = names[event["tid"]];
  for (const json& event : of_phase(trace, "f")) {
    arrows.push_back(from[event["id"]] + " -> " + names[event["tid"]]);
  }
  for (const char* arrow : {"calls -> asr-00000001", "asr-00000001 -> asr-00000001 batch 1",
                            "asr-00000001 batch 1 -> ins-00000003"}) {
    EXPECT_EQ(std::count(arrows.begin(), arrows.end(), arrow) > 0, true) << arrow;
  }
}

TEST(Trace, NamesAreData) {
  sample::Sample sample = sample::failed_canary();
  sample.scenario.groups[0].id = "</script>\"\\\n";
  StringSink out;
  Trace trace(sample.scenario, out);
  trace.hear(sample.records);
  trace.finish(sample.result);
  bool seen = false;
  for (const json& event : of_phase(json::parse(out.text), "M")) {
    seen = seen || (event["name"] == "process_name" && event["args"]["name"] == "</script>\"\\\n");
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace refreshsim
