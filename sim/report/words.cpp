#include "sim/report/words.h"

#include <array>
#include <limits>
#include <string_view>

#include "sim/report/ratio_text.h"

namespace refreshsim {
namespace {

struct Unit {
  std::int64_t ms;
  std::string_view text;
};
constexpr std::array kUnits{Unit{86'400'000, "d"}, Unit{3'600'000, "h"}, Unit{60'000, "m"},
                            Unit{1000, "s"}, Unit{1, "ms"}};

constexpr std::array kInstanceUnits{
    Unit{86'400'000 * std::int64_t{100}, "instance-days"}, Unit{3'600'000, "instance-hours"},
    Unit{60'000, "instance-minutes"}, Unit{1000, "instance-seconds"},
    Unit{1, "instance-milliseconds"}};

constexpr std::int64_t kNoOverflow = std::numeric_limits<std::int64_t>::max() / 100;

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string length_words(std::int64_t ms) {
  if (ms == 0) return "0s";
  if (ms < 1000) return std::to_string(ms) + "ms";
  if (ms < 60'000) return ratio_text({ms, 1000}, 3) + "s";
  std::size_t unit = 0;
  while (ms < kUnits[unit].ms) ++unit;
  const Unit& big = kUnits[unit];
  const Unit& small = kUnits[unit + 1];
  const std::int64_t rounded = (ms + small.ms / 2) / small.ms;
  if (unit > 0 && rounded * small.ms >= kUnits[unit - 1].ms)
    return length_words(rounded * small.ms);
  const std::int64_t per_big = big.ms / small.ms;
  const std::int64_t rest = rounded % per_big;
  const std::string whole = std::to_string(rounded / per_big) + std::string(big.text);
  return rest == 0 ? whole : whole + two_digits(rest) + std::string(small.text);
}

std::string moment_words(std::int64_t ms) {
  if (ms == 0) return "0s";
  std::string text;
  for (const Unit& unit : kUnits) {
    if (ms >= unit.ms) (text += std::to_string(ms / unit.ms)) += unit.text;
    ms %= unit.ms;
  }
  return text;
}

std::string short_moment_words(std::int64_t ms) {
  return moment_words(ms < 60'000 ? ms : ms - ms % 1000);
}

std::string instance_time_words(std::int64_t instance_ms) {
  if (instance_ms == 0) return "none";
  std::size_t unit = 0;
  while (instance_ms < 2 * kInstanceUnits[unit].ms && unit + 1 < kInstanceUnits.size()) ++unit;
  const std::int64_t length = unit == 0 ? 86'400'000 : kInstanceUnits[unit].ms;
  return ratio_text({instance_ms, length}, 3) + " " + std::string(kInstanceUnits[unit].text);
}

std::string percent_words(const Ratio& share) {
  if (share.denominator == 0) return "none";
  Ratio hundredfold = share;
  while (hundredfold.numerator > kNoOverflow) {
    hundredfold.numerator /= 2;
    hundredfold.denominator /= 2;
  }
  hundredfold.numerator *= 100;
  const bool all = share.numerator == share.denominator;
  int digits = 3;
  while (!all && digits < 9 && ratio_text(hundredfold, digits) == "100") ++digits;
  return ratio_text(hundredfold, digits) + " %";
}

std::string count_words(std::int64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3 && digits[at - 4] != '-'; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string short_count_words(std::int64_t count) {
  if (count < 10'000) return count_words(count);
  if (count < 1'000'000) return ratio_text({count, 1000}, 3) + "k";
  return ratio_text({count, 1'000'000}, 3) + "M";
}

std::string plural(std::int64_t count, std::string_view noun) {
  return count_words(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string_view refusal_message(const CallView& call) {
  const Value* at = &call.response;
  for (const std::string_view key : {"Response", "Error", "Message"}) {
    at = at->find(key);
    if (at == nullptr) return {};
  }
  return at->text() == nullptr ? std::string_view{} : std::string_view{*at->text()};
}

}  // namespace refreshsim
