#include "sim/incident/smaller_values.h"

#include <algorithm>
#include <array>

#include "sim/base/duration_text.h"
#include "sim/scenario/scalars.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::array<std::int64_t, 15> kRoundLengths{
    0,           kSecondMs,     2 * kSecondMs, 5 * kSecondMs,  10 * kSecondMs, 30 * kSecondMs,
    kMinuteMs,   2 * kMinuteMs, 5 * kMinuteMs, 10 * kMinuteMs, 30 * kMinuteMs, kHourMs,
    2 * kHourMs, 5 * kHourMs,   10 * kHourMs};
constexpr std::array<std::string_view, 4> kLaws{"lognormal", "uniform", "exponential", "empirical"};

/// 0, 1, 2, 3, 4, 5, then 1-2-5 in each decade; then shares of the number, and one less.
std::vector<std::string> smaller_integers(std::int64_t number) {
  std::vector<std::int64_t> tried;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(number, 6); ++i) tried.push_back(i);
  for (std::int64_t decade = 10; decade < number; decade *= 10) {
    for (const std::int64_t digit : {1, 2, 5}) tried.push_back(digit * decade);
    if (decade > number / 10) break;
  }
  for (std::int64_t part = 2; part <= number; part *= 2) tried.push_back(number - number / part);
  std::erase_if(tried, [number](std::int64_t each) { return each >= number; });
  std::sort(tried.begin(), tried.end());
  tried.erase(std::unique(tried.begin(), tried.end()), tried.end());
  std::vector<std::string> texts;
  for (const std::int64_t each : tried) texts.push_back(std::to_string(each));
  return texts;
}

/// Round lengths below this one; then this one rounded to its largest units.
std::vector<std::string> simpler_lengths(std::int64_t length_ms, std::string_view written) {
  std::vector<std::string> texts;
  for (const std::int64_t each : kRoundLengths) {
    if (each < length_ms) texts.push_back(duration_text(Duration{each}));
  }
  for (const std::int64_t unit : {kHourMs, kMinuteMs, kSecondMs}) {
    const std::int64_t down = length_ms - length_ms % unit;
    for (const std::int64_t each : {down, down + unit}) {
      const std::string text = duration_text(Duration{each});
      const bool rounder = each != length_ms && text.size() < written.size();
      if (each > 0 && rounder) texts.push_back(text);
    }
  }
  return texts;
}

std::vector<std::string> shorter_decimals(std::string_view written) {
  std::vector<std::string> texts{"0", "1"};
  const std::size_t point = written.find('.');
  for (std::size_t end = point + 2; end < written.size(); ++end) {
    texts.emplace_back(written.substr(0, end));
  }
  return texts;
}

bool is_distribution(std::string_view written) {
  return std::any_of(kLaws.begin(), kLaws.end(), [&](std::string_view law) {
    return written.find(std::string(law) + ":") != std::string_view::npos;
  });
}

}  // namespace

std::vector<std::string> smaller_values(std::string_view written, const Outline::Node& node) {
  const bool law_in_braces = node.kind == Outline::Kind::map && node.flow;
  // Not of what has further maps around the law: only `{lognormal: …, max: …}` itself.
  if (law_in_braces && written.size() > 1 && is_distribution(written.substr(0, 16))) {
    return {"0s", "1s", "10s", "1m", "5m", "10m", "30m", "1h"};
  }
  if (node.kind != Outline::Kind::scalar || !node.plain) return {};
  if (const auto length = parse_duration(written)) return simpler_lengths(ms(*length), written);
  const Plain kind = plain_kind(written);
  if (kind == Plain::integer) {
    const auto number = parse_integer(written);
    return number && *number > 0 ? smaller_integers(*number) : std::vector<std::string>();
  }
  if (kind == Plain::number && written.find('.') != std::string_view::npos) {
    return shorter_decimals(written);
  }
  return {};
}

}  // namespace refreshsim
