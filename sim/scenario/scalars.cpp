#include "sim/scenario/scalars.h"

#include <locale.h>

#include <charconv>
#include <chrono>
#include <clocale>
#include <cstdlib>
#include <string>

namespace refreshsim {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Takes leading digits off the text, at most `most`.
std::string_view take_digits(std::string_view& text, std::size_t most = std::string_view::npos) {
  std::size_t count = 0;
  while (count < text.size() && count < most && digit(text[count])) ++count;
  const std::string_view taken = text.substr(0, count);
  text.remove_prefix(count);
  return taken;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

void take_sign(std::string_view& text) {
  if (!take(text, '-')) take(text, '+');
}

bool is_integer(std::string_view text) {
  take_sign(text);
  return !take_digits(text).empty() && text.empty();
}

/// [sign] digits [. digits] [e [sign] digits], with digits before or after the point.
bool is_number(std::string_view text) {
  take_sign(text);
  bool some = !take_digits(text).empty();
  if (take(text, '.')) some = !take_digits(text).empty() || some;
  if (!some) return false;
  if (take(text, 'e') || take(text, 'E')) {
    take_sign(text);
    if (take_digits(text).empty()) return false;
  }
  return text.empty();
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_odd(std::string_view text) {
  take_sign(text);
  if (text.starts_with("0x")) return all_of(text.substr(2), "0123456789abcdefABCDEF_");
  if (text.starts_with("0o")) return all_of(text.substr(2), "01234567_");
  if (text.starts_with("0b")) return all_of(text.substr(2), "01_");
  if (text == ".inf" || text == ".Inf" || text == ".INF") return true;
  if (text == ".nan" || text == ".NaN" || text == ".NAN") return true;
  return !text.empty() && digit(text.front()) && all_of(text, "0123456789_.");
}

template <std::size_t N>
std::optional<int> fixed(std::string_view& text) {
  const std::string_view digits = take_digits(text, N);
  if (digits.size() != N) return std::nullopt;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Digits after a point as thousandths: `5` is 500.
std::optional<int> thousandths(std::string_view& text) {
  std::string digits(take_digits(text, 3));
  if (digits.empty()) return std::nullopt;
  digits.resize(3, '0');
  return std::stoi(digits);
}

struct Clock {
  int hour, minute, second, ms;
};

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  const auto year = fixed<4>(text);
  if (!year || *year < 1970 || !take(text, '-')) return std::nullopt;
  const auto month = fixed<2>(text);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = fixed<2>(text);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<Clock> take_clock(std::string_view& text) {
  const auto hour = fixed<2>(text);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = fixed<2>(text);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = fixed<2>(text);
  if (!second || *second > 59) return std::nullopt;
  if (!take(text, '.')) return Clock{*hour, *minute, *second, 0};
  const auto ms = thousandths(text);
  if (!ms) return std::nullopt;
  return Clock{*hour, *minute, *second, *ms};
}

}  // namespace

Plain plain_kind(std::string_view text) {
  if (text.empty() || text == "~" || text == "null") return Plain::null;
  if (text == "true" || text == "false") return Plain::boolean;
  if (std::string_view("+-.0123456789").find(text.front()) == std::string_view::npos) {
    return Plain::text;
  }
  if (is_integer(text)) return Plain::integer;
  if (is_number(text)) return Plain::number;
  return is_odd(text) ? Plain::odd : Plain::text;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (!is_integer(text)) return std::nullopt;
  take(text, '+');
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  return value;
}

std::optional<double> parse_number(std::string_view text) {
  if (!is_number(text)) return std::nullopt;
  // libc++ has no from_chars for doubles, and strtod heeds the program's locale.
  static const locale_t plain = newlocale(LC_ALL_MASK, "C", nullptr);
  return strtod_l(std::string(text).c_str(), nullptr, plain);
}

std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !take(text, 'T')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock || text != "Z") return std::nullopt;
  const std::int64_t days = date->time_since_epoch().count();
  const std::int64_t seconds =
      ((days * 24 + clock->hour) * 60 + clock->minute) * 60 + clock->second;
  return seconds * 1000 + clock->ms;
}

std::optional<Threshold> parse_threshold(std::string_view text) {
  Threshold read{false, 0, std::string(text)};
  if (const auto count = parse_integer(text)) {
    if (*count < 0) return std::nullopt;
    read.amount = *count;
    return read;
  }
  const std::string_view digits = take_digits(text, 3);
  if (digits.empty()) return std::nullopt;
  read.percent = true;
  read.amount = *parse_integer(digits) * 1000;
  if (take(text, '.')) {
    const auto rest = thousandths(text);
    if (!rest) return std::nullopt;
    read.amount += *rest;
  }
  if (text != "%") return std::nullopt;
  return read;
}

}  // namespace refreshsim
