#include <gmock/gmock.h>

#include "sim/report/utf8.h"
#include "sim/study/controls.h"
#include "sim/study/regression.h"
#include "sim/study/study_reports.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* kGrid =
    "replicas: 200\n"
    "grid: {refresh.BatchNumber: [1, 2, 3], refresh.MaxSurge: [0, 1]}\n"
    "objectives: {availability: maximize, duration: minimize}\n";

TEST(StudyText, FitsItsColumns) {
  const Study study = study_of(kGrid);
  const std::string text = report_of(study, run_of(study), "text");
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    EXPECT_LE(column_count(line), 80) << line;
    at = end + 1;
  }
}

TEST(StudyText, BeginsWithWhichIsBestAndShowsHowToReplay) {
  const Study study = study_of(
      "replicas: 200\nstrategies: {a: {}, b: {refresh.BatchNumber: 1}}\n"
      "objectives: {availability: maximize}\n");
  const std::string text = report_of(study, run_of(study), "text");
  EXPECT_THAT(text, ::testing::StartsWith("a has the highest availability"));
  EXPECT_THAT(text, HasSubstr("b by"));
  EXPECT_THAT(text, HasSubstr("refreshsim run study.yaml --seed 1 --replica"));
  EXPECT_THAT(text, HasSubstr("--set refresh.BatchNumber=1"));
}

TEST(StudyText, NamesTheSettingThatMattersMost) {
  const Study study = study_of(kGrid);
  const StudyRun run = run_of(study);
  const std::vector<std::string> all = conclusions(findings_of(study, run));
  EXPECT_THAT(all, ::testing::Contains(::testing::StartsWith(
                       "BatchNumber matters most for duration: from 1 to 3 it adds ")));
}

TEST(StudyText, TellsTheExtremesOfEveryMetric) {
  const Study study = study_of(
      "replicas: 50\nstrategies: {a: {}}\nmetrics: [availability, lost_capacity, duration]\n");
  const StudyRun run = run_of(study);
  const std::string text = report_of(study, run, "text");
  const Analysis all = analyse(study, run);
  for (const auto& cells : all.cells) {
    EXPECT_THAT(text, HasSubstr("a " + std::to_string(*cells[0].worst) + " and " +
                                std::to_string(*cells[0].median)));
  }
}

TEST(StudyText, SaysWhatCanNotBeToldApart) {
  const Study study = study_of("replicas: 20\nstrategies: {a: {}, b: {refresh.BatchNumber: 2}}\n");
  EXPECT_THAT(report_of(study, run_of(study), "text"), HasSubstr("b (the very same) can't"));
}

TEST(StudyExpectation, FailsIfTheStudyShowsOtherwise) {
  const Study study = study_of(
      "replicas: 100\nstrategies: {a: {}, b: {refresh.BatchNumber: 1}}\n"
      "expect:\n"
      "  - {strategy: a, metric: availability, better_than: b}\n"
      "  - {strategy: b, metric: availability, better_than: a}\n"
      "  - {strategy: a, metric: availability, mean_at_least: 0.99}\n"
      "  - {strategy: a, metric: duration, mean_at_most: 10h}\n");
  const StudyRun run = run_of(study);
  const Analysis all = analyse(study, run);
  ASSERT_EQ(all.wishes.size(), 4U);
  EXPECT_TRUE(all.wishes[0].ok);
  EXPECT_FALSE(all.wishes[1].ok);
  EXPECT_FALSE(all.wishes[2].ok);
  EXPECT_TRUE(all.wishes[3].ok);
  EXPECT_THAT(failed_wishes(findings_of(study, run)), HasSubstr("study.yaml:25"));
}

TEST(ParetoFront, HoldsWhatNothingBeatsInEverything) {
  const Study study = study_of(
      "replicas: 200\n"
      "objectives: {availability: maximize, duration: minimize}\n"
      "strategies:\n"
      "  fast: {refresh.BatchNumber: 1, faults.0.probability: 0}\n"
      "  careful: {refresh.BatchNumber: 3, faults.0.probability: 0}\n"
      "  fast again: {refresh.BatchNumber: 1, faults.0.probability: 0}\n"
      "  slow: {refresh.BatchNumber: 1, faults.0.probability: 0, timing.reinstall: 40m}\n");
  const Analysis all = analyse(study, run_of(study));
  EXPECT_EQ(all.front, (std::vector{Front::on, Front::on, Front::on, Front::off}));
}

TEST(Regression, FindsTheSlopeOfEachSetting) {
  const Study study = study_of(kGrid);
  const StudyRun run = run_of(study);
  const auto fitted = regression(study, run.numbers, 3);
  ASSERT_TRUE(fitted.has_value());
  EXPECT_TRUE(fitted->interactions);
  ASSERT_EQ(fitted->effects.size(), 3U);
  EXPECT_EQ(fitted->effects[0].term, "BatchNumber");
  // In a balanced grid the slope is half the difference between the outer means.
  const auto mean = [&](std::size_t i) {
    double sum = 0;
    for (const double each : run.numbers.of(i, 3)) sum += each;
    return sum / 200;
  };
  const double slope = (mean(4) + mean(5) - mean(0) - mean(1)) / 4;
  EXPECT_NEAR(fitted->effects[0].estimate.mean, slope, std::abs(slope) * 1e-9);
}

TEST(ControlVariates, NarrowTheIntervalAndKeepTheMean) {
  const Study study = study_of("replicas: 2000\nstrategies: {a: {faults.0.probability: 0}}\n");
  const Analysis all = analyse(study, run_of(study, 2));
  const Cell& lost = all.cells[1][0];
  ASSERT_TRUE(lost.controlled.has_value());
  EXPECT_GT(lost.controlled->narrower, 1.5);
  EXPECT_LE(lost.controlled->estimate.interval.low, lost.mean.interval.high);
  EXPECT_GE(lost.controlled->estimate.interval.high, lost.mean.interval.low);
}

TEST(Controls, AreZeroOnAverage) {
  const Study study = study_of("replicas: 4000\nstrategies: {a: {}}\nmetrics: [availability]\n");
  const StudyRun run = run_of(study, 2);
  const Controls controls(study, run.numbers, 1);
  const ControlMatrix& of = controls.of(0);
  ASSERT_EQ(of.columns, 3U);  // the reinstall's mean and longest, the fault's share
  for (std::size_t column = 0; column < of.columns; ++column) {
    std::vector<double> values;
    for (std::size_t i = column; i < of.values.size(); i += of.columns) {
      values.push_back(of.values[i]);
    }
    const MeanEstimate mean = mean_of(values, {});
    EXPECT_LT(std::abs(mean.mean), 2 * mean.interval.half_width()) << column;
  }
}

TEST(Controls, AreTheSameByAnyNumberOfThreads) {
  const Study study = study_of("replicas: 50\nstrategies: {a: {}}\nmetrics: [availability]\n");
  const StudyRun run = run_of(study, 2);
  EXPECT_EQ(run.jobs, 2U);
  const std::vector<double> by_one = Controls(study, run.numbers, 1).of(0).values;
  ASSERT_EQ(by_one.size(), 150U);
  for (const std::size_t jobs : {2U, 7U, 99U}) {
    EXPECT_EQ(Controls(study, run.numbers, jobs).of(0).values, by_one) << jobs;
  }
}

TEST(Csv, HasALineForEachStrategyAndReplica) {
  const Study study = study_of("replicas: 3\nstrategies: {'a,b': {}}\nmetrics: [availability]\n");
  StringSink out;
  write_replicas(study, run_of(study).numbers, out);
  EXPECT_THAT(out.text, ::testing::StartsWith("strategy,replica,availability\n\"a,b\",0,0."));
  EXPECT_EQ(std::count(out.text.begin(), out.text.end(), '\n'), 4);
}

}  // namespace
}  // namespace refreshsim::testing
