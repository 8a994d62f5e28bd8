// How many runs go on at once.
#include "sim/studio/run_places.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

TEST(RunPlaces, AreSoManyAndFreeAgainWhenARunEnds) {
  RunPlaces places(2);
  auto first = places.take("a");
  const auto second = places.take("b");
  EXPECT_NE(first, nullptr);
  EXPECT_NE(second, nullptr);
  EXPECT_EQ(places.take("c"), nullptr);
  first.reset();
  EXPECT_NE(places.take("c"), nullptr);
}

TEST(RunPlaces, APagesNewRunEndsItsOlderOneAndNoOther) {
  RunPlaces places(4);
  const auto old = places.take("a");
  const auto other = places.take("b");
  const auto nameless = places.take("");
  const auto young = places.take("a");
  EXPECT_TRUE(old->given_up());
  EXPECT_FALSE(other->given_up());
  EXPECT_FALSE(nameless->given_up());
  EXPECT_FALSE(young->given_up());
  EXPECT_EQ(places.take(""), nullptr) << "one that is given up has its place until it ends";
  EXPECT_FALSE(nameless->given_up());
}

TEST(RunPlaces, ClosedEndTheirRunsAndTakeNoOthers) {
  RunPlaces places(2);
  const auto run = places.take("");
  places.close();
  EXPECT_TRUE(run->given_up());
  EXPECT_EQ(places.take("a"), nullptr);
}

}  // namespace
}  // namespace refreshsim
