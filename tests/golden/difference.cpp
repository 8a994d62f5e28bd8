#include "tests/golden/difference.h"

#include <algorithm>

namespace refreshsim::golden {
namespace {

constexpr std::size_t kBefore = 70;
constexpr std::size_t kAfter = 50;

/// The part of a line around a place, with what it leaves out shown as dots.
std::string surroundings(std::string_view line, std::size_t begin, std::size_t end) {
  const std::string dots = end < line.size() ? "…" : "";
  return (begin > 0 ? "…" : " ") + std::string(line.substr(begin, end - begin)) + dots;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) return "(the end)";
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

std::string first_difference(std::string_view golden, std::string_view now) {
  if (golden == now) return {};
  const auto parting = std::mismatch(golden.begin(), golden.end(), now.begin(), now.end());
  const auto place = static_cast<std::size_t>(parting.first - golden.begin());
  const std::string_view same = golden.substr(0, place);
  const std::size_t line_begin = same.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t column = place - line_begin;
  const std::size_t begin = column > kBefore ? column - kBefore : 0;
  const auto show = [&](std::string_view text) {
    const std::string_view line = line_at(text, line_begin);
    return surroundings(line, std::min(begin, line.size()), std::min(column + kAfter, line.size()));
  };
  return "line " + std::to_string(1 + std::count(same.begin(), same.end(), '\n')) +
         "\n  golden: " + show(golden) + "\n  now:    " + show(now) + "\n          " +
         std::string(1 + column - begin, ' ') + "^";
}

}  // namespace refreshsim::golden
