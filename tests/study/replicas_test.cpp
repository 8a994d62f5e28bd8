#include "sim/study/replicas.h"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/study/analysis.h"
#include "sim/study/study_reports.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

TEST(Replicas, AreTheSameForAnyNumberOfThreads) {
  const Study study = study_of(two_strategies(100));
  const StudyRun one = run_of(study, 1);
  const StudyRun three = run_of(study, 3);
  EXPECT_EQ(csv_of(study, one), csv_of(study, three));
  EXPECT_EQ(report_of(study, one, "json"), report_of(study, three, "json"));
}

TEST(Replicas, AreWhatRunGivesForThisSeedAndReplica) {
  const Study study = study_of(two_strategies(100));
  const StudyRun run = run_of(study);
  Simulation simulation(study.strategies[1].scenario);
  RunOptions how;
  how.replica = 17;
  const RunResult result = simulation.run(how);
  EXPECT_EQ(run.numbers.of(1, 0)[17], *result.groups[0].statistics.availability.value());
  const ActivityView& refresh = result.activities.front();
  EXPECT_EQ(run.numbers.of(1, 3)[17],
            static_cast<double>(refresh.end_ms.value_or(result.end_ms) - refresh.created_ms));
  const double expected = result.expectations.front().ok ? 1 : 0;
  EXPECT_EQ(run.numbers.of(1, 7)[17], expected);
}

TEST(Replicas, FaceTheSameLuckUnderEveryStrategy) {
  const Study study = study_of("replicas: 50\nstrategies: {a: {}, b: {refresh.BatchNumber: 2}}\n");
  const Analysis all = analyse(study, run_of(study));
  EXPECT_EQ(all.cells[0][1].comparison->difference.mean, 0);
  EXPECT_EQ(all.cells[0][1].comparison->difference.method, IntervalMethod::constant);
}

TEST(Replicas, EndWhenInterrupted) {
  const Study study = study_of(two_strategies(100));
  const std::atomic<bool> interrupted{true};
  StudyOptions options;
  options.interrupted = &interrupted;
  const StudyOutcome outcome = run_study(study, options);
  EXPECT_TRUE(outcome.run.partial);
  EXPECT_EQ(outcome.run.numbers.count(0), 0U);
}

TEST(AutomaticReplicas, EndWhenTheHalfWidthsAreReached) {
  const Study study = study_of(
      "replicas: auto\nhalf_width: {availability: 0.02}\n"
      "strategies: {two: {refresh.BatchNumber: 2}, three: {refresh.BatchNumber: 3}}\n");
  const StudyRun run = run_of(study, 2);
  EXPECT_TRUE(run.half_widths_reached);
  const Analysis all = analyse(study, run);
  EXPECT_LE(all.cells[0][0].mean.interval.half_width(), 0.02);
  EXPECT_EQ(run.numbers.count(0) % 128, 0U);
}

TEST(AutomaticReplicas, StopWhatIsClearlyDominated) {
  const Study study = study_of(
      "replicas: auto\nat_most: 600\nhalf_width: {availability: 0.000001}\n"
      "objectives: {availability: maximize}\n"
      "strategies: {slow: {}, worse: {refresh.BatchNumber: 1}}\nbaseline: slow\n");
  const StudyRun run = run_of(study);
  EXPECT_FALSE(run.half_widths_reached);
  ASSERT_TRUE(run.stopped_for[1].has_value());
  EXPECT_EQ(*run.stopped_for[1], 0U);
  EXPECT_LT(run.numbers.count(1), run.numbers.count(0));
  EXPECT_THAT(report_of(study, run, "text"), ::testing::HasSubstr("worse was stopped after"));
}

}  // namespace
}  // namespace refreshsim::testing
