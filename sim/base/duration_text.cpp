#include "sim/base/duration_text.h"

#include <array>
#include <charconv>

namespace refreshsim {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t ms;
};

constexpr std::array<Unit, 5> kUnits{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

/// Takes what leads the text off it: digits, or anything else.
std::string_view take(std::string_view& text, bool digits) {
  std::size_t length = 0;
  while (length < text.size() && (text[length] >= '0' && text[length] <= '9') == digits) ++length;
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  std::size_t next = 0;
  while (!text.empty()) {
    const std::string_view digits = take(text, true);
    const std::string_view unit = take(text, false);
    std::int64_t amount = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
    while (next < kUnits.size() && kUnits[next].name != unit) ++next;
    if (digits.empty() || read.ec != std::errc() || next == kUnits.size()) return std::nullopt;
    if (amount > (kLongest.count() - total) / kUnits[next].ms) return std::nullopt;
    total += amount * kUnits[next++].ms;
  }
  return Duration{total};
}

std::string duration_text(Duration length) {
  std::string text;
  std::int64_t left = length.count();
  for (const Unit& unit : kUnits) {
    if (left < unit.ms) continue;
    text += std::to_string(left / unit.ms);
    text += unit.name;
    left %= unit.ms;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace refreshsim
