// Simulated time (include/refreshsim/time.h).
#include "refreshsim/time.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace refreshsim {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
  a + b;
};

TEST(Time, InstantsAreIntegersAndDoNotAdd) {
  static_assert(std::is_same_v<Duration::rep, std::int64_t>);
  static_assert(std::is_same_v<Duration::period, std::milli>);
  static_assert(!Addable<Instant, Instant>);
  static_assert(Addable<Instant, Duration>);
  EXPECT_EQ(ms(at_ms(5) + Duration{7}), 12);
  EXPECT_EQ(ms(at_ms(5) - at_ms(7)), -2);
}

TEST(Time, ManyLongestLengthsFitIntoIt) {
  EXPECT_GT(INT64_MAX / kLongest.count(), 2'000);
  EXPECT_LT(at_ms(0) + 1'000 * kLongest, kNever);
}

}  // namespace
}  // namespace refreshsim
