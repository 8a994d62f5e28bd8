#include "sim/report/words.h"

#include <gtest/gtest.h>

#include <limits>

namespace refreshsim {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Words, NameTheTwoLargestUnitsOfALength) {
  EXPECT_EQ(length_words(0), "0s");
  EXPECT_EQ(length_words(250), "250ms");
  EXPECT_EQ(length_words(12'345), "12.3s");
  EXPECT_EQ(length_words(60'000), "1m");
  EXPECT_EQ(length_words(495'000), "8m15s");
  EXPECT_EQ(length_words(3'720'000), "1h02m");
  EXPECT_EQ(length_words(2 * 86'400'000 + 4 * 3'600'000), "2d04h");
}

TEST(Words, CarryWhenALengthRoundsUp) {
  EXPECT_EQ(length_words(3'599'999), "1h");
  EXPECT_EQ(length_words(119'999), "2m");
}

TEST(Words, GiveMomentsExactlyAsScenariosDo) {
  EXPECT_EQ(moment_words(0), "0s");
  EXPECT_EQ(moment_words(3'720'250), "1h2m250ms");
  EXPECT_EQ(short_moment_words(758'414), "12m38s");
  EXPECT_EQ(short_moment_words(12'414), "12s414ms");
}

TEST(Words, ChooseAUnitForInstanceTime) {
  EXPECT_EQ(instance_time_words(0), "none");
  EXPECT_EQ(instance_time_words(1), "1 instance-milliseconds");
  EXPECT_EQ(instance_time_words(90'000), "90 instance-seconds");
  EXPECT_EQ(instance_time_words(69 * 60'000), "69 instance-minutes");
  EXPECT_EQ(instance_time_words(9 * 3'600'000), "9 instance-hours");
  EXPECT_EQ(instance_time_words(std::int64_t{86'400'000} * 1000), "1000 instance-days");
}

TEST(Words, NeverRoundAShareUpToAll) {
  EXPECT_EQ(percent_words({1, 1}), "100 %");
  EXPECT_EQ(percent_words({999'999, 1'000'000}), "99.9999 %");
  EXPECT_EQ(percent_words({8134, 10'000}), "81.3 %");
  EXPECT_EQ(percent_words({0, 7}), "0 %");
  EXPECT_EQ(percent_words({0, 0}), "none");
  EXPECT_EQ(percent_words({kMost / 2, kMost}), "50 %");
}

TEST(Words, GroupDigits) {
  EXPECT_EQ(count_words(999), "999");
  EXPECT_EQ(count_words(1'000'000), "1,000,000");
  EXPECT_EQ(count_words(-1000), "-1,000");
  EXPECT_EQ(short_count_words(9999), "9,999");
  EXPECT_EQ(short_count_words(875'000), "875k");
  EXPECT_EQ(short_count_words(1'250'000), "1.25M");
  EXPECT_EQ(plural(1, "instance"), "1 instance");
  EXPECT_EQ(plural(0, "instance"), "0 instances");
}

}  // namespace
}  // namespace refreshsim
