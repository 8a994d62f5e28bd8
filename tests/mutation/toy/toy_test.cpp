#include "toy.h"

#include <gtest/gtest.h>

TEST(Reduced, FromFiveYearsOn) {
  EXPECT_TRUE(toy::reduced(6));
  EXPECT_FALSE(toy::reduced(4));
  EXPECT_FALSE(toy::reduced(91));
}

TEST(Halved, CountsUntilOneIsLeft) {
  EXPECT_EQ(toy::halved(8), 3);
  EXPECT_EQ(toy::halved(1), 0);
}
