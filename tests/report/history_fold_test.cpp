#include "sim/record/history_fold.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

FleetLevel serving(std::int64_t count, std::int64_t surge = 0) {
  return {.desired = 9, .serving = count, .surge = surge};
}

TEST(HistoryFold, OfEquallyBadMomentsTheFirstIsShown) {
  TimeBin bin;
  fold_bin(bin, serving(5, 0), 10);
  fold_bin(bin, serving(5, 2), 10);
  EXPECT_EQ(bin.worst.surge, 0);
  TimeBin later;
  fold_bin(later, serving(5, 3), 10);
  EXPECT_EQ(merged(bin, later).worst.surge, 0);
}

TEST(HistoryFold, SliceThatCoversNothingSaysNothing) {
  TimeBin covered;
  fold_bin(covered, serving(5), 10);
  EXPECT_EQ(merged(TimeBin{}, covered).worst.serving, 5);
  EXPECT_EQ(merged(covered, TimeBin{}).worst.serving, 5);
}

TEST(HistoryFold, LowestIsTheFirstMomentWithFewestAndCountsAllOfThem) {
  Shortfall shortfall;
  fold_shortfall(shortfall, serving(5), 0, 10);
  fold_shortfall(shortfall, serving(4), 10, 20);
  fold_shortfall(shortfall, serving(5), 20, 30);
  fold_shortfall(shortfall, serving(4, 1), 30, 45);
  EXPECT_EQ(shortfall.lowest.serving, 4);
  EXPECT_EQ(shortfall.lowest.surge, 0);
  EXPECT_EQ(shortfall.lowest_at_ms, 10);
  EXPECT_EQ(shortfall.lowest_ms, 25);
}

}  // namespace
}  // namespace refreshsim
