// What is put into a line is what std::string would hold, whatever the sizes.
#include "sim/report/line_buffer.h"

#include <gtest/gtest.h>

#include <string>

namespace refreshsim {
namespace {

std::string letters(std::size_t size) {
  std::string text(size, '.');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + (size + i) % 26);
  return text;
}

TEST(LineBuffer, WritesNumbersOfAnySize) {
  LineBuffer lines;
  std::string expected;
  const auto put = [&](std::uint64_t number) {
    Pen pen = lines.begin(Pen::kMostDigits + 1);
    pen.put_number(number);
    pen.put(' ');
    lines.end(pen);
    expected += std::to_string(number) + ' ';
  };
  for (std::uint64_t power = 1; power <= 10'000'000'000'000'000'000U / 10; power *= 10) {
    for (const std::uint64_t number : {power - 1, power, power + 7}) put(number);
  }
  for (int bits = 0; bits < 64; ++bits) {
    for (const std::uint64_t power : {std::uint64_t{1} << bits}) {
      put(power - 1);
      put(power);
    }
  }
  put(UINT64_MAX);
  EXPECT_EQ(lines.view(), expected);
}

TEST(LineBuffer, WritesEightDigitsOrMore) {
  LineBuffer lines;
  Pen pen = lines.begin(100);
  for (const std::uint32_t number : {0U, 7U, 12'345'678U, 99'999'999U, 100'000'000U, UINT32_MAX}) {
    pen.put_eight_digits(number);
    pen.put(' ');
  }
  lines.end(pen);
  EXPECT_EQ(lines.view(), "00000000 00000007 12345678 99999999 100000000 4294967295 ");
}

TEST(LineBuffer, KeepsTextsOfAnyLengthAndGrows) {
  LineBuffer lines;
  std::string expected;
  for (std::size_t size = 0; size < 600; ++size) {
    const std::string text = letters(size);
    const BlockText block(text);
    const std::size_t start = lines.size();
    Pen pen = lines.begin(block.room() + size + 1);
    pen.put(block);
    pen.put_some('?', size % 2);
    pen.put(std::string_view(text));
    expected += text + std::string(size % 2, '?') + text;
    EXPECT_EQ(lines.from(start, pen), std::string_view(expected).substr(start));
    lines.end(pen);
  }
  EXPECT_EQ(lines.view(), expected);
  lines.clear();
  EXPECT_EQ(lines.view(), "");
}

TEST(LineBuffer, ALineThatIsExtendedKeepsItsRoom) {
  LineBuffer lines;
  const BlockText block(letters(40));
  std::string expected;
  for (std::size_t more = 1; more < 200'000; more *= 3) {
    Pen pen = lines.begin(2 * block.room());
    pen.put(block);
    const std::size_t place = lines.reached_by(pen);
    const std::string text = letters(more);
    pen = lines.extend(pen, more);
    EXPECT_EQ(lines.reached_by(pen), place);
    pen.put(std::string_view(text));
    pen.put(block);
    lines.end(pen);
    expected += letters(40) + text + letters(40);
  }
  EXPECT_EQ(lines.view(), expected);
}

}  // namespace
}  // namespace refreshsim
