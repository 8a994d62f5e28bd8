// The first difference is shown so that one sees it.
#include "tests/golden/difference.h"

#include <gtest/gtest.h>

namespace refreshsim::golden {
namespace {

TEST(FirstDifference, OfEqualTextsIsNone) { EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), ""); }

TEST(FirstDifference, IsShownWithItsLineAndACaret) {
  EXPECT_EQ(first_difference("{\n\"events\":12\n}\n", "{\n\"events\":13\n}\n"),
            "line 2\n"
            "  golden:  \"events\":12\n"
            "  now:     \"events\":13\n"
            "                     ^");
}

TEST(FirstDifference, LeavesOutMostOfALongLine) {
  const std::string before(200, 'a');
  const std::string after(200, 'z');
  EXPECT_EQ(first_difference(before + "1" + after, before + "2" + after),
            "line 1\n"
            "  golden: …" +
                std::string(70, 'a') + "1" + std::string(49, 'z') +
                "…\n"
                "  now:    …" +
                std::string(70, 'a') + "2" + std::string(49, 'z') +
                "…\n"
                "          " +
                std::string(71, ' ') + "^");
}

TEST(FirstDifference, MayBeTheEndOfOneOfThem) {
  EXPECT_EQ(first_difference("a\n", "a\nb\n"),
            "line 2\n"
            "  golden:  (the end)\n"
            "  now:     b\n"
            "           ^");
}

}  // namespace
}  // namespace refreshsim::golden
