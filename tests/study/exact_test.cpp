// Each number of small studies, beside what it is by hand or by another way to compute it.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "sim/study/linear.h"
#include "sim/study/measure.h"
#include "sim/study/regression.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

/// A run that gave these numbers: of one metric, by strategy and replica.
StudyRun run_that_gave(const std::vector<std::vector<double>>& values) {
  StudyRun run;
  run.numbers = Numbers(values.size(), 1);
  run.stopped_for.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    run.numbers.reserve(i, values[i].size());
    for (std::size_t k = 0; k < values[i].size(); ++k) run.numbers.set(i, 0, k, values[i][k]);
    run.numbers.set_count(i, values[i].size());
  }
  return run;
}

class SmallStudy : public ::testing::Test {
 protected:
  Study study = study_of(
      "strategies: {a: {}, b: {refresh.BatchNumber: 3}, c: {refresh.BatchNumber: 6}}\n"
      "metrics: [duration]\n");
  StudyRun run = run_that_gave({{1, 2, 3, 4, 5}, {0, 2, 4, 6, 8}, {11, 12, 13, 14, 15}});
  std::vector<Cell> cells = analyse(study, run).cells[0];
};

TEST_F(SmallStudy, PairedDifferencesAreThoseOfEachReplica) {
  // b − a: −1, 0, 1, 2, 3. Deviation √2.5; t(0.975; 4) = 2.776445; t = √2 gives p = 0.2302.
  const MeanEstimate& off = cells[1].comparison->difference;
  EXPECT_DOUBLE_EQ(off.mean, 1);
  EXPECT_NEAR(off.interval.half_width(), 2.776445 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(off.p_value, 0.2301996, 1e-6);
  EXPECT_EQ(cells[2].comparison->difference.method, IntervalMethod::constant);
  EXPECT_EQ(cells[2].comparison->difference.mean, 10);
  EXPECT_FALSE(cells[0].comparison.has_value());
}

TEST_F(SmallStudy, UnpairedHalfWidthHasBothVariances) {
  // Variances 2.5 and 10; t(0.975; 8) = 2.306004.
  EXPECT_NEAR(cells[1].comparison->unpaired_half_width, 2.306004 * std::sqrt(12.5 / 5), 1e-6);
}

TEST_F(SmallStudy, HolmsCorrectionIsOverTheComparisonsWithTheBaseline) {
  EXPECT_EQ(cells[2].comparison->holm_p, 0);
  EXPECT_NEAR(cells[1].comparison->holm_p, 0.2301996, 1e-6);  // the last one stays as it is
}

TEST_F(SmallStudy, BestIsCountedByReplicaAndTiesAreShared) {
  // b, a and b, a, a, a.
  EXPECT_DOUBLE_EQ(*cells[0].best_in, 0.7);
  EXPECT_DOUBLE_EQ(*cells[1].best_in, 0.3);
  EXPECT_DOUBLE_EQ(*cells[2].best_in, 0);
}

TEST_F(SmallStudy, ExtremesAreReplicas) {
  EXPECT_EQ(*cells[1].worst, 4U);
  EXPECT_EQ(*cells[1].median, 2U);
  EXPECT_EQ(cells[1].p50.value, 4);
  EXPECT_EQ(cells[1].most, 8);
}

TEST_F(SmallStudy, ReplicasWithoutANumberAreLeftOutOfWhatNeedsIt) {
  run = run_that_gave({{1, kNull, 3, 4, 5}, {0, 2, 4, 6, kNull}, {11, 12, 13, 14, 15}});
  cells = analyse(study, run).cells[0];
  EXPECT_EQ(cells[0].missing, 1U);
  EXPECT_EQ(cells[0].mean.count, 4U);
  EXPECT_EQ(cells[1].comparison->difference.count, 3U);
  EXPECT_NEAR(cells[1].comparison->difference.mean, 2.0 / 3, 1e-12);
  EXPECT_DOUBLE_EQ(*cells[0].best_in, 2.0 / 3);
}

TEST(ExactShares, OfTheSameReplicasDifferByBonettAndPrice) {
  std::vector<double> differences(20, 0.0);
  for (std::size_t i = 0; i < 7; ++i) differences[i] = i < 5 ? 1 : -1;
  const MeanEstimate of = share_difference_of(differences);
  EXPECT_DOUBLE_EQ(of.mean, 0.15);
  EXPECT_NEAR(of.interval.low, -0.1247593, 1e-6);
  EXPECT_NEAR(of.interval.high, 0.3974865, 1e-6);
  // The sign test: 2 × (1 + 7 + 21) ÷ 2⁷.
  EXPECT_DOUBLE_EQ(of.p_value, 0.453125);
}

TEST(ExactHolm, OfThosePickedOutOfSoMany) {
  const std::vector<double> p{0.04, 0.01};
  const std::vector<double> adjusted = holm(p, 6);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.2);
}

/// Gauss and Jordan, in long doubles: the inverse of XᵀX, and its product with Xᵀy.
struct NormalEquations {
  std::vector<std::vector<long double>> inverse;
  std::vector<long double> beta;
};
NormalEquations solve(const std::vector<std::vector<double>>& x, const std::vector<double>& y) {
  const std::size_t k = x.front().size();
  std::vector<std::vector<long double>> a(k, std::vector<long double>(2 * k));
  std::vector<long double> right(k);
  for (std::size_t row = 0; row < x.size(); ++row) {
    for (std::size_t i = 0; i < k; ++i) {
      right[i] += static_cast<long double>(x[row][i]) * y[row];
      for (std::size_t j = 0; j < k; ++j)
        a[i][j] += static_cast<long double>(x[row][i]) * x[row][j];
    }
  }
  for (std::size_t i = 0; i < k; ++i) a[i][k + i] = 1;
  for (std::size_t i = 0; i < k; ++i) {
    const long double pivot = a[i][i];
    for (long double& each : a[i]) each /= pivot;
    for (std::size_t j = 0; j < k; ++j) {
      const long double factor = j == i ? 0 : a[j][i];
      for (std::size_t c = 0; c < 2 * k; ++c) a[j][c] -= factor * a[i][c];
    }
  }
  NormalEquations all;
  for (std::size_t i = 0; i < k; ++i) {
    all.inverse.emplace_back(a[i].begin() + static_cast<std::ptrdiff_t>(k), a[i].end());
    long double& beta = all.beta.emplace_back();
    for (std::size_t j = 0; j < k; ++j) beta += all.inverse[i][j] * right[j];
  }
  return all;
}

TEST(ExactControls, AreTheInterceptOfLeastSquares) {
  constexpr std::size_t kCount = 200;
  ControlMatrix controls{2, {}};
  std::vector<double> y;
  std::vector<std::size_t> places;
  std::vector<std::vector<double>> x;
  std::uint64_t state = 1;
  const auto draw = [&state] {
    state = state * 6364136223846793005 + 1442695040888963407;
    return static_cast<double>(state >> 40) / (1 << 24) - 0.5;
  };
  for (std::size_t i = 0; i < kCount; ++i) {
    const double a = draw();
    const double b = draw() + a / 2;
    x.push_back({1, a, b});
    controls.values.insert(controls.values.end(), {a, b});
    y.push_back(7 + 3 * a - 2 * b + draw() / 4);
    places.push_back(i);
  }
  const MeanEstimate plain = mean_of(y, {});
  const auto got = with_controls(y, places, controls, plain);
  ASSERT_TRUE(got.has_value());
  const NormalEquations by = solve(x, y);
  long double squares = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    long double rest = y[i];
    for (std::size_t j = 0; j < 3; ++j) rest -= by.beta[j] * x[i][j];
    squares += rest * rest;
  }
  const auto error = static_cast<double>(std::sqrt(squares / (kCount - 3) * by.inverse[0][0]));
  EXPECT_NEAR(got->estimate.mean, static_cast<double>(by.beta[0]), 1e-10);
  // t(0.975; 197) = 1.972079.
  EXPECT_NEAR(got->estimate.interval.half_width(), 1.972079 * error, 1e-7);
  EXPECT_NEAR(got->narrower, plain.interval.half_width() / (1.972079 * error), 1e-4);
}

TEST(ExactRegression, OfTwoSettingsHasTheContrastsOfEachReplica) {
  const Study study = study_of(
      "grid: {refresh.BatchNumber: [2, 4], refresh.MaxSurge: [0, 1]}\nmetrics: [duration]\n");
  const std::vector<std::vector<double>> y{{10, 12, 11}, {13, 14, 12}, {20, 25, 21}, {30, 33, 29}};
  const auto fitted = regression(study, run_that_gave(y).numbers, 0);
  ASSERT_TRUE(fitted.has_value());
  EXPECT_TRUE(fitted->interactions);
  EXPECT_DOUBLE_EQ(fitted->explained, 1);
  std::vector<double> batches, surge, both;
  for (std::size_t i = 0; i < 3; ++i) {
    batches.push_back((y[2][i] + y[3][i] - y[0][i] - y[1][i]) / 2 / 2);  // for one batch more
    surge.push_back((y[1][i] + y[3][i] - y[0][i] - y[2][i]) / 2);
    both.push_back((y[3][i] - y[2][i] - y[1][i] + y[0][i]) / 2);
  }
  struct Contrast {
    std::string term;
    std::vector<double> values;
    double spread;
  };
  const std::vector<Contrast> contrasts{
      {"BatchNumber", batches, 2}, {"MaxSurge", surge, 1}, {"BatchNumber x MaxSurge", both, 1}};
  for (const Contrast& contrast : contrasts) {
    const auto found = std::find_if(fitted->effects.begin(), fitted->effects.end(),
                                    [&](const Effect& each) { return each.term == contrast.term; });
    ASSERT_NE(found, fitted->effects.end()) << contrast.term;
    const MeanEstimate by_hand = mean_of(contrast.values, {});
    EXPECT_NEAR(found->estimate.mean, by_hand.mean, 1e-12) << contrast.term;
    EXPECT_NEAR(found->error, by_hand.deviation / std::sqrt(3.0), 1e-12) << contrast.term;
    EXPECT_NEAR(found->range(), by_hand.mean * contrast.spread, 1e-12) << contrast.term;
  }
  EXPECT_EQ(fitted->effects.front().term, "BatchNumber");
  EXPECT_EQ(fitted->effects.front().from, "2");
  EXPECT_EQ(fitted->effects.front().to, "4");
}

TEST(ExactRegression, TellsHowMuchOfTheDifferencesALineExplains) {
  const Study study = study_of("grid: {refresh.BatchNumber: [1, 2, 3]}\nmetrics: [duration]\n");
  const auto fitted = regression(study, run_that_gave({{-1, 1}, {0, 2}, {4, 6}}).numbers, 0);
  ASSERT_TRUE(fitted.has_value());
  // Means 0, 1, 5: slope 2.5, and 1.5 of 14 are left.
  EXPECT_NEAR(fitted->effects.front().estimate.mean, 2.5, 1e-12);
  EXPECT_NEAR(fitted->explained, 1 - 1.5 / 14, 1e-12);
}

}  // namespace
}  // namespace refreshsim::testing
