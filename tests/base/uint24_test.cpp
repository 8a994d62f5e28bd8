#include "sim/base/uint24.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

TEST(Uint24, KeepsEveryNumberBelowItsEnd) {
  for (const std::uint32_t number :
       {0u, 1u, 255u, 256u, 65'535u, 65'536u, 0x123456u, Uint24::kEnd - 1}) {
    EXPECT_EQ(Uint24(number), number);
  }
}

TEST(Uint24, CountsOverItsBytes) {
  Uint24 number(65'535);
  EXPECT_EQ(++number, 65'536u);
  EXPECT_EQ(number, 65'536u);
}

}  // namespace
}  // namespace refreshsim
