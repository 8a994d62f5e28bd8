#include <gmock/gmock.h>

#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Study, AddsEveryCombinationOfTheGridToItsStrategies) {
  const Study study = study_of(
      "strategies: {plain: {}}\n"
      "grid: {refresh.BatchNumber: [1, 3], refresh.MaxSurge: [0, 1]}\n");
  std::vector<std::string> names;
  for (const Strategy& each : study.strategies) names.push_back(each.name);
  EXPECT_THAT(
      names, ::testing::ElementsAre("plain", "BatchNumber=1 MaxSurge=0", "BatchNumber=1 MaxSurge=1",
                                    "BatchNumber=3 MaxSurge=0", "BatchNumber=3 MaxSurge=1"));
}

TEST(Study, MeasuresTheUsualMetricsAndEveryExpectation) {
  const Study study = study_of("strategies: {plain: {}}\n");
  std::vector<std::string> names;
  for (const StudyMetric& each : study.metrics) names.push_back(each.name);
  EXPECT_THAT(names,
              ::testing::ElementsAre("availability", "lost_capacity", "bad_exposure", "duration",
                                     "surge_cost", "time_to_recover", "blast_radius", "P(1)"));
}

TEST(Study, ComparesWithTheFirstStrategyUnlessABaselineIsNamed) {
  EXPECT_EQ(study_of("strategies: {a: {}, b: {}}\n").baseline, 0U);
  EXPECT_EQ(study_of("strategies: {a: {}, b: {}}\nbaseline: b\n").baseline, 1U);
  EXPECT_THAT(complaint_of("strategies: {fast: {}}\nbaseline: fats\n"),
              HasSubstr("no strategy is called `fats`; did you mean `fast`?"));
}

TEST(Study, TellsOffAWrongMetricWithTheNearestRightOne) {
  EXPECT_THAT(complaint_of("strategies: {a: {}}\nmetrics: [availabilty]\n"),
              HasSubstr("there is no metric `availabilty`; did you mean `availability`?"));
  EXPECT_THAT(complaint_of("strategies: {a: {}}\nmetrics: [P(2)]\n"),
              HasSubstr("`P(2)` is none of the scenario's expectations"));
}

TEST(Study, MeasuresWhatThereIsOfZonesAndStatuses) {
  const Study study = study_of(
      "strategies: {a: {}}\n"
      "metrics: [zones.zone-1.serving.min, refresh.time_in_status.RUNNING, refresh.rows.FAILED]\n");
  EXPECT_EQ(study.metrics[0].path, "zones.zone-1.serving.min");
  EXPECT_EQ(study.metrics[1].path, "time_in_status_ms.RUNNING");
  EXPECT_EQ(study.metrics[1].unit, Unit::ms);
  EXPECT_EQ(study.metrics[2].unit, Unit::count);
  EXPECT_THAT(complaint_of("strategies: {a: {}}\nmetrics: [refresh.rows.FALED]\n"),
              HasSubstr("did you mean `refresh.rows.FAILED`?"));
}

/// Whatever is wrong is told at once, in the file's order.
TEST(Study, TellsEveryErrorAtOnce) {
  const StudyResult loaded = parse_study(
      study_text("replica: 3\n"
                 "baseline: quik\n"
                 "strategies:\n"
                 "  quick: {refresh.BatchNumbr: 2, timing.boo: 1m, timing.drain: soon}\n"
                 "  slow: {timing.boot: later}\n"
                 "grid: {refresh.BatchNumber: [1, 2], refresh.MaxSurg: [0, 1]}\n"
                 "metrics: [availabilty, duration]\n"
                 "objectives: {duraton: minimize}\n"
                 "half_width: {duration: 3s}\n"
                 "expect:\n"
                 "  - {strategy: quack, metric: durations, mean_at_most: 1h}\n"
                 "  - {strategy: slow, metric: duration, better_than: slow}\n"),
      "study.yaml");
  std::string all;
  for (const Diagnostic& each : loaded.diagnostics) all += describe(each) + "\n";
  std::vector<int> lines;
  for (const Diagnostic& each : loaded.diagnostics)
    lines.push_back(static_cast<int>(each.place.line));
  EXPECT_THAT(lines, ::testing::ElementsAre(21, 22, 24, 24, 24, 25, 26, 27, 28, 29, 31, 31, 32))
      << all;
}

/// What is of a wrong kind is told off once, and nothing is read out of it.
TEST(Study, ReadsNothingOutOfAValueOfAWrongKind) {
  const auto complaints = [](const std::string& rest) {
    std::string all;
    for (const Diagnostic& each : parse_study(study_text(rest), "study.yaml").diagnostics) {
      all += each.message + "\n";
    }
    return all;
  };
  EXPECT_EQ(complaints("strategies: [a]\n"),
            "`strategies` must be a map from names to settings, not a list\n");
  EXPECT_EQ(complaints("strategies: {a: [timing.boot]}\n"),
            "`a` must be a map such as {refresh.BatchNumber: 3}, not a list\n");
  const std::string right = "strategies: {a: {}}\n";
  EXPECT_EQ(complaints(right + "grid: [x]\n"),
            "`grid` must be a map such as {refresh.BatchNumber: [1, 2, 3]}, not a list\n");
  EXPECT_EQ(complaints(right + "grid: {timing.boot: {x: 1m}}\n"),
            "`timing.boot` must be a list of values, not a map\n");
  EXPECT_EQ(complaints(right + "objectives: [x]\n"),
            "`objectives` must be a map such as {availability: maximize}, not a list\n");
  EXPECT_EQ(complaints(right + "replicas: auto\nhalf_width: [x]\n"),
            "`half_width` must be a map such as {availability: 0.001}, not a list\n");
  EXPECT_EQ(complaints(right + "metrics: {x: y}\n"),
            "`metrics` must be a list of metrics, not a map\n");
  EXPECT_EQ(complaints(right + "expect: {x: y}\n"),
            "`expect` must be a list of expectations, not a map\n");
}

TEST(Study, TellsItsOwnErrorsAndItsScenariosTogether) {
  std::string text = study_text("strategies: {a: {refresh.BatchNumbr: 1}}\nbaseline: b\n");
  text.replace(text.find("instances: 6"), 12, "instances: x");
  EXPECT_EQ(parse_study(text, "study.yaml").diagnostics.size(), 3U);
  const StudyResult missing = parse_study(
      "refreshsim_study: 1\nscenario: none.yaml\nstrategies: {a: {}}\nbaseline: b\n", "s.yaml");
  EXPECT_EQ(missing.diagnostics.size(), 2U);
}

TEST(Study, NeedsStrategiesOrAGrid) {
  EXPECT_THAT(complaint_of("replicas: 10\n"),
              HasSubstr("a study needs at least one of `strategies` and `grid`"));
}

TEST(Study, TellsTheScenariosOwnErrorsAtTheirPlace) {
  std::string text = study_text("strategies: {a: {}}\n");
  text.replace(text.find("instances: 6"), 12, "instances: x");
  const StudyResult loaded = parse_study(text, "study.yaml");
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(describe(loaded.diagnostics.front()), StartsWith("study.yaml:5:"));
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
}

TEST(Study, IsNoScenarioAndAScenarioIsNoStudy) {
  const StudyResult loaded = parse_study("refreshsim: 1\n", "s.yaml");
  ASSERT_FALSE(loaded.ok());
  EXPECT_THAT(loaded.diagnostics.front().message, HasSubstr("`refreshsim run` runs it"));
}

TEST(Study, ReplicasAutoNeedAHalfWidth) {
  EXPECT_THAT(complaint_of("strategies: {a: {}}\nreplicas: auto\n"), HasSubstr("half_width"));
  EXPECT_THAT(complaint_of("strategies: {a: {}}\nreplicas: 10\nat_most: 20\n"),
              HasSubstr("goes only with `replicas: auto`"));
  const Study study = study_of(
      "strategies: {a: {}}\nreplicas: auto\nhalf_width: {duration: 30s, availability: 0.01}\n");
  EXPECT_EQ(study.replicas.half_widths.size(), 2U);
  EXPECT_EQ(study.replicas.half_widths.front().second, 30'000);
}

TEST(Study, WritesItselfOutSoThatItCanBeReadAgain) {
  const Study study =
      study_of("name: it\nstrategies: {a: {refresh.BatchNumber: 3}}\nreplicas: 5\n");
  const StudyResult again = parse_study(study.text, "again.yaml");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.study.text, study.text);
  EXPECT_EQ(again.study.strategies.front().settings.front().value, "3");
}

TEST(Study, OfAScenarioWithoutCallsHasSettingsToo) {
  const StudyResult loaded = parse_study(
      "refreshsim_study: 1\n"
      "scenario:\n"
      "  refreshsim: 1\n"
      "  launch_configurations: {l: {}}\n"
      "  scaling_groups: {g: {launch_configuration: l, instances: 1}}\n"
      "grid: {scaling_groups.g.instances: [0, 1]}\n"
      "objectives: {availability: maximize, duration: minimize}\n"
      "replicas: 3\n",
      "study.yaml");
  ASSERT_TRUE(loaded.ok());
  EXPECT_THAT(report_of(loaded.study, run_of(loaded.study), "text"),
              HasSubstr("duration is null in every replica"));
}

TEST(Study, MustKeepTheScenariosGroups) {
  const StudyResult loaded =
      parse_study(study_text("strategies: {a: {scaling_groups: {}}}\n"), "s");
  EXPECT_FALSE(loaded.ok());
}

/// Whatever is left out or spoilt, there is an answer, and no crash.
TEST(Study, ThatIsSpoiltInAnyPlaceIsToldOffOrStillOne) {
  const std::string whole = study_text(
      "strategies: {a: {refresh.BatchNumber: 3, faults.0.probability: 0.5}}\n"
      "objectives: {availability: maximize}\n"
      "expect: [{strategy: a, metric: availability, mean_at_least: 0.5}]\n");
  std::size_t right = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string less = whole;
    less.erase(at, 1 + at % 5);
    if (parse_study(less, "study.yaml").ok()) ++right;
    if (parse_study(whole.substr(0, at), "study.yaml").ok()) ++right;
  }
  EXPECT_GT(right, 0U);
  EXPECT_LT(right, whole.size());
}

}  // namespace
}  // namespace refreshsim::testing
