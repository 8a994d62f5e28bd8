#include "sim/incident/time_stamp.h"

#include <algorithm>
#include <chrono>

namespace refreshsim {
namespace {

/// `count` digits at `at`; -1 if they are not there.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int number = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool one_of_at(std::string_view text, std::size_t at, std::string_view wanted) {
  return at < text.size() && wanted.find(text[at]) != std::string_view::npos;
}

/// Digits after the point: milliseconds, and what the last digit stands for.
void take_fraction(std::string_view text, TimeStamp& stamp) {
  if (!one_of_at(text, stamp.end, ".,") || digits_at(text, stamp.end + 1, 1) < 0) return;
  std::int64_t unit = 1000;
  for (++stamp.end; digits_at(text, stamp.end, 1) >= 0; ++stamp.end) {
    unit /= 10;
    stamp.unix_ms += unit * digits_at(text, stamp.end, 1);
  }
  stamp.resolution_ms = std::max<std::int64_t>(unit, 1);
}

void take_zone(std::string_view text, TimeStamp& stamp) {
  if (one_of_at(text, stamp.end, "Zz")) {
    stamp.has_zone = true;
    ++stamp.end;
    return;
  }
  if (!one_of_at(text, stamp.end, "+-")) return;
  const bool colon = one_of_at(text, stamp.end + 3, ":");
  const int hours = digits_at(text, stamp.end + 1, 2);
  const int minutes = digits_at(text, stamp.end + (colon ? 4 : 3), 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return;
  const std::int64_t offset_ms = (hours * 60 + minutes) * std::int64_t{60'000};
  stamp.unix_ms -= text[stamp.end] == '-' ? -offset_ms : offset_ms;
  stamp.has_zone = true;
  stamp.end += colon ? 6 : 5;
}

std::optional<TimeStamp> time_at(std::string_view text, std::size_t at) {
  const int year = digits_at(text, at, 4);
  const int month = digits_at(text, at + 5, 2);
  const int day = digits_at(text, at + 8, 2);
  const int hour = digits_at(text, at + 11, 2);
  const int minute = digits_at(text, at + 14, 2);
  const int second = digits_at(text, at + 17, 2);
  const bool shape = one_of_at(text, at + 4, "-/") && one_of_at(text, at + 7, "-/") &&
                     one_of_at(text, at + 10, "T t") && one_of_at(text, at + 13, ":") &&
                     one_of_at(text, at + 16, ":");
  if (!shape || std::min({year, month, day, hour, minute, second}) < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1970 || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  TimeStamp stamp;
  stamp.unix_ms = ((days * 24 + hour) * 3600 + minute * 60 + second) * 1000;
  stamp.begin = at;
  stamp.end = at + 19;
  take_fraction(text, stamp);
  take_zone(text, stamp);
  return stamp;
}

}  // namespace

std::optional<TimeStamp> find_time(std::string_view text, std::size_t from) {
  for (std::size_t colon = text.find(':', from); colon != std::string_view::npos;
       colon = text.find(':', colon + 1)) {
    if (colon < from + 13) continue;
    if (const auto found = time_at(text, colon - 13)) return found;
  }
  return std::nullopt;
}

std::optional<TimeStamp> parse_time(std::string_view text) {
  const auto found = time_at(text, 0);
  return found && found->end == text.size() ? found : std::nullopt;
}

}  // namespace refreshsim
