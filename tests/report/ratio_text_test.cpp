#include "sim/report/ratio_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace refreshsim {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(RatioText, HasNoTrailingZerosAndNoPointForWholeNumbers) {
  EXPECT_EQ(ratio_text({0, 5}), "0");
  EXPECT_EQ(ratio_text({5, 5}), "1");
  EXPECT_EQ(ratio_text({1, 2}), "0.5");
  EXPECT_EQ(ratio_text({1200, 100}), "12");
  EXPECT_EQ(ratio_text({1000, 1}), "1000");
}

TEST(RatioText, KeepsNineSignificantDigits) {
  EXPECT_EQ(ratio_text({1, 3}), "0.333333333");
  EXPECT_EQ(ratio_text({2, 3}), "0.666666667");
  EXPECT_EQ(ratio_text({22, 7}), "3.14285714");
  EXPECT_EQ(ratio_text({1, 300000}), "0.00000333333333");
  EXPECT_EQ(ratio_text({1234567891234, 1}), "1234567890000");
}

TEST(RatioText, RoundsHalfToEven) {
  EXPECT_EQ(ratio_text({1234567885, 10'000'000'000}), "0.123456788");
  EXPECT_EQ(ratio_text({1234567895, 10'000'000'000}), "0.12345679");
  EXPECT_EQ(ratio_text({12345678851, 100'000'000'000}), "0.123456789");
}

TEST(RatioText, CarriesThroughAllDigits) {
  EXPECT_EQ(ratio_text({9999999999, 10'000'000'000}), "1");
  EXPECT_EQ(ratio_text({99999999996, 10}), "10000000000");
}

TEST(RatioText, IsExactWhereDoublesAreNot) {
  EXPECT_EQ(ratio_text({kMost - 1, kMost}), "1");
  EXPECT_EQ(ratio_text({1, kMost}), "0.000000000000000000108420217");
  EXPECT_EQ(ratio_text({kMost, 1}), "9223372040000000000");
  EXPECT_EQ(ratio_text({-1, 4}), "-0.25");
}

TEST(RatioText, OfNothingIsEmpty) { EXPECT_EQ(ratio_text({1, 0}), ""); }

TEST(RatioText, TakesFewerDigitsWhenAsked) {
  EXPECT_EQ(ratio_text({988, 1000}, 2), "0.99");
  EXPECT_EQ(ratio_text({12345, 1}, 3), "12300");
}

}  // namespace
}  // namespace refreshsim
