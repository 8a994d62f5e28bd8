#include "sim/report/utf8.h"

#include <gtest/gtest.h>

namespace refreshsim {
namespace {

TEST(Utf8, CountsColumnsNotBytes) {
  EXPECT_EQ(column_count("abc"), 3);
  EXPECT_EQ(column_count("häuser"), 6);
  EXPECT_EQ(column_count("华南"), 4);
  EXPECT_EQ(column_count("e\u0301"), 1);
  EXPECT_EQ(column_count("█▁✓✗"), 4);
}

TEST(Utf8, CountsEachInvalidByte) { EXPECT_EQ(column_count("a\xff\xc3"), 3); }

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsBeyondUnicode) {
  for (const char* text :
       {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"}) {
    EXPECT_FALSE(character_at(text, 0).valid);
  }
  EXPECT_TRUE(character_at("\xf4\x8f\xbf\xbf", 0).valid);
}

TEST(Utf8, ShortensByWholeCharacters) {
  EXPECT_EQ(shortened("abcdef", 6, true), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 6, true), "abcde…");
  EXPECT_EQ(shortened("abcdefg", 6, false), "abcde~");
  EXPECT_EQ(shortened("华南华南", 4, true), "华…");
  EXPECT_EQ(shortened("abc", 0, true), "");
}

TEST(Utf8, ShowsNothingThatSteersATerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\n\x7f", true), "a?[31mb??");
  EXPECT_EQ(printable("a\u202e\u200bb", true), "a??b");
  EXPECT_EQ(printable("\xff", true), "?");
  EXPECT_EQ(printable("häu华", false), "h?u?");
  EXPECT_EQ(printable("e\u0301", true), "e\u0301");
}

}  // namespace
}  // namespace refreshsim
