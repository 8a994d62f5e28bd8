// Mutations that keep a file a file: whole lines are copied, moved, swapped and left out, and
// values are exchanged for others of the file or for ones that are apt to cause trouble. Half of
// the time libFuzzer's own.
#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using Lines = std::vector<std::string>;
using Random = std::minstd_rand;

constexpr std::array kTrouble{"0s",
                              "1ms",
                              "2d",
                              "52000000d",
                              "0",
                              "1",
                              "-1",
                              "2",
                              "100",
                              "4294967295",
                              "9223372036854775807",
                              "1e308",
                              "0.5",
                              "1",
                              "null",
                              "true",
                              "\"\"",
                              "[]",
                              "{}",
                              "always",
                              "99.999%",
                              "0%",
                              "ins-00000001",
                              "$a",
                              "SUCCESSFUL",
                              "FAILED_PAUSE",
                              "AUTO_ROLLBACK",
                              "RETRY"};

std::size_t below(Random& random, std::size_t limit) {
  return random() % std::max<std::size_t>(limit, 1);
}

Lines split(std::string_view text) {
  Lines lines(1);
  for (const char c : text) {
    lines.back() += c;
    if (c == '\n') lines.emplace_back();
  }
  return lines;
}

struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// The values of a line: what stands between a colon or comma and the next comma or bracket.
std::vector<Span> values_of(const std::string& line) {
  std::vector<Span> found;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool opens = (line[i] == ':' || line[i] == ',') && line[i + 1] == ' ';
    if (!opens && line[i] != '[') continue;
    const std::size_t begin = i + (opens ? 2 : 1);
    const std::size_t end = std::min(line.find_first_of(",}]\n:", begin), line.size());
    if (end > begin) found.push_back({begin, end - begin});
  }
  return found;
}

std::string a_value(const Lines& lines, Random& random) {
  const std::string& line = lines[below(random, lines.size())];
  const auto values = values_of(line);
  if (values.empty() || below(random, 2) == 0) return kTrouble[below(random, kTrouble.size())];
  const Span span = values[below(random, values.size())];
  return line.substr(span.begin, span.size);
}

void exchange_value(Lines& lines, Random& random) {
  std::string& line = lines[below(random, lines.size())];
  const auto values = values_of(line);
  if (values.empty()) return;
  const Span span = values[below(random, values.size())];
  line.replace(span.begin, span.size, a_value(lines, random));
}

void copy_lines(Lines& lines, Random& random) {
  const std::size_t from = below(random, lines.size());
  const std::size_t count = std::min(lines.size() - from, 1 + below(random, 8));
  const Lines copied(lines.begin() + static_cast<std::ptrdiff_t>(from),
                     lines.begin() + static_cast<std::ptrdiff_t>(from + count));
  const auto place = static_cast<std::ptrdiff_t>(below(random, lines.size() + 1));
  lines.insert(lines.begin() + place, copied.begin(), copied.end());
}

void drop_lines(Lines& lines, Random& random) {
  const std::size_t from = below(random, lines.size());
  const std::size_t count = std::min(lines.size() - from, 1 + below(random, 4));
  const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(from);
  lines.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
}

void mutate(Lines& lines, Random& random) {
  switch (below(random, 6)) {
    case 0:
      return copy_lines(lines, random);
    case 1:
      return drop_lines(lines, random);
    case 2:
      return std::swap(lines[below(random, lines.size())], lines[below(random, lines.size())]);
    default:
      return exchange_value(lines, random);
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  Random random(seed);
  random.discard(8);
  if (size == 0 || below(random, 3) == 0) return LLVMFuzzerMutate(data, size, most);
  Lines lines = split(refreshsim::fuzz::text_of(data, size));
  for (std::size_t left = 1 + below(random, 4); left > 0 && !lines.empty(); --left) {
    mutate(lines, random);
  }
  std::string text;
  for (const std::string& line : lines) text += line;
  text.resize(std::min(text.size(), most));
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
