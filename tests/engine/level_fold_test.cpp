// Step functions folded as they change (model.md, section 7).
#include "sim/record/level_fold.h"

#include <gtest/gtest.h>

#include <array>

namespace refreshsim {
namespace {

TEST(LevelFold, IntegralAndExtremesAreExact) {
  LevelFold fold;
  fold.set(5, 0);
  fold.add(-2, 10);
  fold.add(4, 30);
  fold.close(100);
  EXPECT_EQ(fold.integral(), 5 * 10 + 3 * 20 + 7 * 70);
  EXPECT_EQ(fold.min(), 3);
  EXPECT_EQ(fold.max(), 7);
  EXPECT_EQ(fold.value(), 7);
}

TEST(LevelFold, WhatHoldsForNoTimeDoesNotCount) {
  LevelFold fold;
  fold.set(5, 0);
  fold.set(99, 10);
  fold.set(-99, 10);
  fold.set(6, 10);
  fold.close(20);
  fold.set(0, 20);
  fold.close(20);
  EXPECT_EQ(fold.integral(), 5 * 10 + 6 * 10);
  EXPECT_EQ(fold.min(), 5) << "neither -99 nor the 0 at the very end";
  EXPECT_EQ(fold.max(), 6);
}

TEST(LevelFold, StartsAtZeroWhichCountsIfItHolds) {
  LevelFold fold;
  fold.set(4, 10);
  fold.close(20);
  EXPECT_EQ(fold.min(), 0);
  EXPECT_EQ(fold.integral(), 40);
}

TEST(LevelFold, RemembersWhenEachExtremeFirstHeld) {
  LevelFold fold;
  fold.set(4, 0);
  fold.set(9, 10);
  fold.set(2, 20);
  fold.set(1, 30);
  fold.set(9, 30);  // 1 for 0 ms
  fold.set(2, 40);
  fold.close(50);
  EXPECT_EQ(fold.level(50).max_at_ms, 10);
  EXPECT_EQ(fold.level(50).min_at_ms, 20);
}

TEST(LevelFold, EmptyWindowHasNoExtremes) {
  LevelFold fold;
  fold.set(4, 0);
  fold.close(0);
  const Level level = fold.level(0);
  EXPECT_FALSE(level.min.has_value());
  EXPECT_FALSE(level.max.has_value());
  EXPECT_FALSE(level.mean.value().has_value());
}

TEST(LevelsFold, IsALevelFoldEach) {
  LevelFold one, other;
  LevelsFold<2> both;
  const std::array<std::array<std::int64_t, 3>, 6> changes = {
      {{0, 5, 1}, {3, 5, 4}, {3, 4, 4}, {10, 4, 0}, {12, -7, 0}, {20, 6, 9}}};
  for (const auto& [now_ms, first, second] : changes) {
    one.set(first, now_ms);
    other.set(second, now_ms);
    both.set({first, second}, now_ms);
    EXPECT_EQ(both.value(1), second);
  }
  for (const std::int64_t end_ms : {20, 31}) {
    one.close(end_ms);
    other.close(end_ms);
    both.close(end_ms);
    std::size_t i = 0;
    for (const LevelFold* fold : {&one, &other}) {
      const Level level = both.level(i, end_ms);
      EXPECT_EQ(both.integral(i), fold->integral()) << i;
      EXPECT_EQ(level.mean.numerator, fold->integral()) << i;
      EXPECT_EQ(level.min, fold->min()) << i;
      EXPECT_EQ(level.max, fold->max()) << i;
      EXPECT_EQ(level.min_at_ms, fold->level(end_ms).min_at_ms) << i;
      EXPECT_EQ(level.max_at_ms, fold->level(end_ms).max_at_ms) << i;
      ++i;
    }
  }
  EXPECT_EQ(one.level(31).min_at_ms, 12);
  EXPECT_EQ(one.max(), 6);
}

TEST(LevelFold, ClosingInBetweenChangesNothing) {
  LevelFold fold, often;
  fold.set(3, 0);
  often.set(3, 0);
  for (std::int64_t now = 1; now < 40; ++now) often.close(now);
  fold.set(8, 40);
  often.set(8, 40);
  fold.close(100);
  often.close(100);
  EXPECT_EQ(often.integral(), fold.integral());
  EXPECT_EQ(often.min(), fold.min());
  EXPECT_EQ(often.max(), fold.max());
}

TEST(LevelFold, MeanIsTheIntegralOverTheWindow) {
  LevelFold fold;
  fold.set(2, 0);
  fold.set(4, 50);
  fold.close(100);
  EXPECT_EQ(fold.level(100).mean.numerator, 300);
  EXPECT_EQ(fold.level(100).mean.denominator, 100);
}

TEST(StretchFold, BeginsWhereTheLastGoodStretchBegan) {
  StretchFold fold;
  fold.set(false, 10);
  fold.set(true, 20);
  fold.set(false, 30);
  fold.set(true, 40);
  fold.close(100);
  EXPECT_EQ(fold.begin(100), 40);
}

TEST(StretchFold, GoodFromTheStartBeginsAtZero) {
  StretchFold fold;
  fold.close(100);
  EXPECT_EQ(fold.begin(100), 0);
}

TEST(StretchFold, BadForNoTimeDoesNotInterrupt) {
  StretchFold fold;
  fold.set(false, 10);
  fold.set(true, 20);
  fold.set(false, 50);
  fold.set(true, 50);
  fold.close(100);
  EXPECT_EQ(fold.begin(100), 20);
}

TEST(StretchFold, GoodForNoTimeDoesNotBeginOne) {
  StretchFold fold;
  fold.set(false, 10);
  fold.set(true, 20);
  fold.set(false, 20);
  fold.set(true, 60);
  fold.close(100);
  EXPECT_EQ(fold.begin(100), 60);
}

TEST(StretchFold, VeryEndCountsEvenForNoTime) {
  StretchFold recovered, broken;
  recovered.set(false, 10);
  recovered.set(true, 100);
  recovered.close(100);
  EXPECT_EQ(recovered.begin(100), 100);
  broken.set(false, 100);
  broken.close(100);
  EXPECT_FALSE(broken.begin(100).has_value());
}

}  // namespace
}  // namespace refreshsim
