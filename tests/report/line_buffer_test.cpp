// Appending to a line gives what std::string would, whatever the sizes.
#include "sim/report/line_buffer.h"

#include <gtest/gtest.h>

#include <string>

namespace refreshsim {
namespace {

TEST(LineBuffer, WritesNumbersOfAnySize) {
  LineBuffer line;
  std::string expected;
  for (std::uint64_t power = 1; power <= 10'000'000'000'000'000'000U / 10; power *= 10) {
    for (const std::uint64_t number : {power - 1, power, power + 7}) {
      line.put_number(number);
      line.put(' ');
      expected += std::to_string(number) + ' ';
    }
  }
  line.put_number(UINT64_MAX);
  EXPECT_EQ(line.view(), expected + "18446744073709551615");
}

TEST(LineBuffer, WritesEightDigitsOrMore) {
  LineBuffer line;
  for (const std::uint32_t number : {0U, 7U, 12'345'678U, 99'999'999U, 100'000'000U, UINT32_MAX}) {
    line.put_eight_digits(number);
    line.put(' ');
  }
  EXPECT_EQ(line.view(), "00000000 00000007 12345678 99999999 100000000 4294967295 ");
}

TEST(LineBuffer, KeepsTextsOfAnyLengthAndGrows) {
  LineBuffer line;
  std::string expected;
  for (std::size_t size = 0; size < 600; ++size) {
    std::string text(size, '.');
    for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + (size + i) % 26);
    const std::size_t start = line.size();
    line.put(text);
    EXPECT_EQ(line.from(start), text);
    expected += text;
  }
  EXPECT_EQ(line.view(), expected);
  line.shrink(3);
  EXPECT_EQ(line.view(), expected.substr(0, 3));
  line.clear();
  EXPECT_EQ(line.view(), "");
}

}  // namespace
}  // namespace refreshsim
