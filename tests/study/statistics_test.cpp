#include "sim/study/statistics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace refreshsim {
namespace {

TEST(Mean, HasStudentsInterval) {
  // By hand: mean 3, deviation √2.5, t(0.975; 4) = 2.776445.
  std::vector<double> values{1, 2, 3, 4, 5};
  const MeanEstimate of = mean_of(values, {});
  EXPECT_DOUBLE_EQ(of.mean, 3);
  EXPECT_EQ(of.method, IntervalMethod::student_t);
  EXPECT_NEAR(of.interval.half_width(), 2.776445 * std::sqrt(2.5 / 5), 1e-6);
  EXPECT_NEAR(of.p_value, 0.013236, 1e-5);
}

TEST(Mean, OfSkewedNumbersIsBootstrappedTheSameEveryTime) {
  std::vector<double> values(200, 0.0);
  for (std::size_t i = 0; i < 20; ++i) values[i * 10] = static_cast<double>(i + 1);
  const MeanEstimate once = mean_of(values, {7, 3});
  const MeanEstimate again = mean_of(values, {7, 3});
  EXPECT_EQ(once.method, IntervalMethod::bootstrap_t);
  EXPECT_EQ(once.interval.low, again.interval.low);
  EXPECT_EQ(once.interval.high, again.interval.high);
  EXPECT_NE(once.interval.low, mean_of(values, {7, 4}).interval.low);
  EXPECT_GT(once.interval.high - once.mean, once.mean - once.interval.low);
}

TEST(Mean, OfTheSameNumberEverywhereIsThatNumber) {
  const std::vector<double> values(50, 0.1);
  const MeanEstimate of = mean_of(values, {});
  EXPECT_EQ(of.method, IntervalMethod::constant);
  EXPECT_EQ(of.mean, 0.1);
  EXPECT_EQ(of.interval.half_width(), 0);
}

TEST(Mean, OfOneNumberHasNoInterval) {
  const std::vector<double> values{4};
  EXPECT_EQ(mean_of(values, {}).method, IntervalMethod::none);
  EXPECT_TRUE(std::isinf(mean_of(values, {}).interval.high));
}

TEST(Share, HasWilsonsInterval) {
  std::vector<double> values(10, 0.0);
  values[0] = 1;
  const MeanEstimate of = share_of(values);
  // Brown, Cai and DasGupta (2001): 1 of 10.
  EXPECT_NEAR(of.interval.low, 0.0179, 1e-4);
  EXPECT_NEAR(of.interval.high, 0.4042, 1e-4);
}

TEST(Share, OfNothingHasAnIntervalFromZero) {
  const std::vector<double> values(100, 0.0);
  EXPECT_EQ(share_of(values).interval.low, 0);
  EXPECT_NEAR(share_of(values).interval.high, 0.0370, 1e-4);
}

TEST(ShareDifference, ThatIsNeverSeenIsNotCertainlyNone) {
  const std::vector<double> differences(100, 0.0);
  const MeanEstimate of = share_difference_of(differences);
  EXPECT_LT(of.interval.low, 0);
  EXPECT_GT(of.interval.high, 0);
  EXPECT_EQ(of.p_value, 1);
}

TEST(Quantile, IsTheNearestRankWithOrderStatisticsAround) {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  const QuantileEstimate median = quantile_of(values, 0.5);
  EXPECT_EQ(median.value, 50);
  // The usual table for n = 100: the 40th and the 61st.
  EXPECT_EQ(median.low, 40);
  EXPECT_EQ(median.high, 61);
  EXPECT_EQ(quantile_of(values, 0.99).value, 99);
  EXPECT_FALSE(quantile_of(values, 0.99).high.has_value());
}

TEST(Holm, AdjustsTheSmallestMost) {
  const std::vector<double> p{0.01, 0.04, 0.03};
  const std::vector<double> adjusted = holm(p);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.03);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.06);
}

}  // namespace
}  // namespace refreshsim
