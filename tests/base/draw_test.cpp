// Keyed draws (sim/base/DRAWS.md).
#include "sim/base/draw.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace refreshsim {
namespace {

constexpr DrawKey kKey{Purpose::step_duration, 1, 2, 3, 4};

// Known answers of Philox4x32-10 as its authors published them with Random123, laid out as DRAWS.md
// says.
TEST(Draw, IsPhilox) {
  EXPECT_EQ(Draws(0, 0).bits({}), 0xe169c58d6627e8d5U);
  const DrawKey digits_of_pi{Purpose::surge_step_duration, 0x3198a2e, 0x243f6a88, 0x0370, 0x7344};
  EXPECT_EQ(Draws(0x299f31d0a4093822, 0x85a308d3).bits(digits_of_pi), 0x94fdccebd16cfe09U);
  const DrawKey ones{static_cast<Purpose>(15), 0xfffffff, 0xffffffff, 0xffff, 0xffff};
  EXPECT_EQ(Draws(0xffffffffffffffff, 0xffffffff).bits(ones), 0x41c83b0e408f276dU);
}

TEST(Draw, ThoseOfManySubjectsAreThoseOfEach) {
  const Draws draws(0x299f31d0a4093822, 7);
  for (std::size_t count = 0; count < 20; ++count) {
    for (const std::uint32_t first : {0u, 5u, 0xfffffffdu}) {  // subjects begin anew after the last
      DrawKey key{Purpose::step_duration, 1, first, 0x60003, 0x50004};
      std::vector<std::uint64_t> all(count);
      draws.bits(key, all);
      for (const std::uint64_t each : all) {
        EXPECT_EQ(each, draws.bits(key)) << key.subject;
        ++key.subject;
      }
    }
  }
}

TEST(Draw, ThoseInARowAreThoseOfEach) {
  const Draws draws(7, 3);
  DrawsInARow row;
  row.reset(draws);
  DrawKey key{Purpose::step_duration, 1, 0xfffffff0, 1, 1};
  const auto expect_next = [&] {
    EXPECT_EQ(row.bits(key), draws.bits(key)) << key.subject << ' ' << key.attempt;
  };
  for (int i = 0; i < 100; ++i, ++key.subject) expect_next();
  for (const std::uint32_t subject : {200u, 201u, 202u, 201u, 240u, 233u, 234u, 199u, 200u}) {
    key.subject = subject;
    expect_next();
  }
  for (std::uint32_t* each : {&key.attempt, &key.activity, &key.place}) {
    ++*each;
    expect_next();
  }
  key.purpose = Purpose::fault;
  expect_next();
  row.reset(Draws(8, 3));
  EXPECT_EQ(row.bits(key), Draws(8, 3).bits(key));
}

TEST(Draw, LargeAttemptsAndActivitiesGoIntoTheKey) {
  DrawKey large = kKey;
  large.attempt = 0x50004;
  EXPECT_EQ(Draws(7, 0).bits(large), Draws(7 ^ 5, 0).bits(kKey));
  large = kKey;
  large.activity = 0x60003;
  EXPECT_EQ(Draws(7, 0).bits(large), Draws(7 ^ (std::uint64_t{6} << 32), 0).bits(kKey));
}

TEST(Draw, EachPartOfTheKeyChangesTheDraw) {
  std::set<std::uint64_t> seen;
  for (std::uint32_t purpose = 0; purpose < 5; ++purpose) {
    DrawKey key = kKey;
    key.purpose = static_cast<Purpose>(purpose);
    seen.insert(Draws(1, 0).bits(key));
  }
  for (std::uint32_t other = 10; other < 20; ++other) {
    seen.insert(Draws(1, 0).bits({kKey.purpose, other, 2, 3, 4}));
    seen.insert(Draws(1, 0).bits({kKey.purpose, 1, other, 3, 4}));
    seen.insert(Draws(1, 0).bits({kKey.purpose, 1, 2, other, 4}));
    seen.insert(Draws(1, 0).bits({kKey.purpose, 1, 2, 3, other}));
    seen.insert(Draws(1, other).bits(kKey));
    seen.insert(Draws(other, 0).bits(kKey));
    seen.insert(Draws(std::uint64_t{other} << 32, 0).bits(kKey));
  }
  EXPECT_EQ(seen.size(), 5U + 7 * 10);
}

TEST(Draw, DependsOnNoOrder) {
  const Draws draws(42, 3);
  std::vector<std::uint64_t> forth, back;
  for (std::uint32_t i = 0; i < 100; ++i) forth.push_back(draws.bits({Purpose::fault, i, i, 1, 1}));
  for (std::uint32_t i = 100; i-- > 0;) back.push_back(draws.bits({Purpose::fault, i, i, 1, 1}));
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(forth, back);
}

TEST(Draw, UnitIsTheUpper53Bits) {
  EXPECT_EQ(unit(0), 0);
  EXPECT_EQ(unit(0x7ff), 0);
  EXPECT_EQ(unit(0x800), 0x1p-53);
  EXPECT_EQ(unit(std::uint64_t{1} << 63), 0.5);
  EXPECT_EQ(unit(~std::uint64_t{0}), 1 - 0x1p-53);
}

TEST(Draw, HappensIfItIsBelowTheProbability) {
  const Draws draws(1, 0);
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    const DrawKey key{Purpose::fault, 0, i, 1, 1};
    EXPECT_TRUE(draws.happens(1, key));
    EXPECT_FALSE(draws.happens(0, key));
    EXPECT_EQ(draws.happens(0.3, key), unit(draws.bits(key)) < 0.3);
    if (draws.happens(0.3, key)) ++count;
  }
  EXPECT_NEAR(static_cast<double>(count), 3'000, 250) << "five standard deviations";
}

}  // namespace
}  // namespace refreshsim
