#include "sim/base/utc.h"

#include <gtest/gtest.h>

#include <limits>

namespace refreshsim {
namespace {

TEST(Utc, WritesTimesAsTheServiceDoes) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1761858000000), "2025-10-30T21:00:00Z");
}

TEST(Utc, KnowsLeapYears) {
  EXPECT_EQ(utc_text(951782399000), "2000-02-28T23:59:59Z");
  EXPECT_EQ(utc_text(951782400000), "2000-02-29T00:00:00Z");
  EXPECT_EQ(utc_text(4107542400000), "2100-03-01T00:00:00Z");
}

TEST(Utc, CutsToTheSecond) { EXPECT_EQ(utc_text(1999), "1970-01-01T00:00:01Z"); }

TEST(Utc, StaysWithinFourDigitYears) {
  EXPECT_EQ(utc_text(-1), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(std::numeric_limits<std::int64_t>::max()), "9999-12-31T23:59:59Z");
}

}  // namespace
}  // namespace refreshsim
