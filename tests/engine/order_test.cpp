// The fields of an event's order: none reaches into another's bits (sim/engine/event.h).
#include <gtest/gtest.h>

#include <vector>

#include "sim/engine/event.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kLastGroup = Order::kMaxGroups - 1;
constexpr std::uint32_t kLastMember = Order::kMaxMembers - 1;

Phase phase_of(std::uint64_t order) { return static_cast<Phase>(order >> 60); }

TEST(Order, LargestFieldsDoNotOverlap) {
  constexpr std::uint64_t kLow40 = (std::uint64_t{1} << 40) - 1;
  EXPECT_EQ(Order::member(kLastGroup, 0) & Order::member(0, kLastMember), 0U);
  EXPECT_EQ(Order::member(kLastGroup, kLastMember), kLow40) << "they fill all 40 bits";
  const std::uint64_t place = Order::key(Phase::completion, Order::kMaxPlaces, 0);
  EXPECT_EQ(place & kLow40, 0U);
  EXPECT_EQ(place >> 60, 0U);
  EXPECT_EQ(place | kLow40, (std::uint64_t{1} << 60) - 1);
}

TEST(Order, PhaseSurvivesTheLargestFields) {
  const std::uint32_t last = Order::kMaxPlaces - 1;
  EXPECT_EQ(phase_of(Order::completion(kLastGroup, kLastMember)), Phase::completion);
  EXPECT_EQ(phase_of(Order::window(kLastGroup, kLastMember)), Phase::fault);
  EXPECT_EQ(phase_of(Order::fault(last, true)), Phase::fault);
  EXPECT_EQ(phase_of(Order::defect(last, kLastGroup, kLastMember)), Phase::fault);
  EXPECT_EQ(phase_of(Order::call(Order::kMaxPlaces, 0xffffffff)), Phase::call);
  EXPECT_EQ(phase_of(Order::reaction(0xffffffff)), Phase::reaction);
}

TEST(Order, PlaceSurvivesTheLargestFields) {
  EXPECT_EQ(Order::place_of(Order::completion(kLastGroup, kLastMember)), 0U);
  EXPECT_EQ(Order::place_of(Order::window(kLastGroup, kLastMember)), 0U);
  EXPECT_EQ(Order::place_of(Order::defect(6, kLastGroup, kLastMember)), 7U);
  EXPECT_EQ(Order::place_of(Order::fault(Order::kMaxPlaces - 1, true)), Order::kMaxPlaces);
  EXPECT_EQ(Order::place_of(Order::call(5, 0xffffffff)), 5U);
  EXPECT_EQ(Order::place_of(Order::reaction(0xffffffff)), 0U);
  EXPECT_EQ(Order::low_of(Order::call(5, 0xffffffff)), 0xffffffffU);
}

TEST(Order, EveryPhaseComesBeforeTheNext) {
  constexpr std::uint64_t kLow40 = (std::uint64_t{1} << 40) - 1;
  const std::vector<Phase> phases{Phase::completion, Phase::fault, Phase::call, Phase::reaction};
  for (std::size_t i = 1; i < phases.size(); ++i) {
    EXPECT_LT(Order::key(phases[i - 1], Order::kMaxPlaces, kLow40), Order::key(phases[i], 0, 0));
  }
}

TEST(Order, TimeGoesBeforeEverything) {
  Event early, late;
  early.order = Order::reaction(0xffffffff);
  late.time_ms = 1;
  EXPECT_TRUE(early.before(late));
  EXPECT_FALSE(late.before(early));
  EXPECT_FALSE(early.before(early));
}

}  // namespace
}  // namespace refreshsim
