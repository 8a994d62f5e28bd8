#include "sim/base/utc.h"

#include <algorithm>
#include <chrono>

namespace refreshsim {
namespace {

constexpr std::int64_t kLastSecond = 253402300799;  // 9999-12-31T23:59:59Z

void put(std::string& text, unsigned number, int digits) {
  std::string reversed;
  for (int i = 0; i < digits; ++i, number /= 10) {
    reversed.push_back(static_cast<char>('0' + number % 10));
  }
  text.append(reversed.rbegin(), reversed.rend());
}

}  // namespace

std::string utc_text(std::int64_t unix_ms) {
  const std::int64_t second = unix_ms < 0 ? 0 : std::min<std::int64_t>(unix_ms / 1000, kLastSecond);
  const auto of_day = static_cast<unsigned>(second % 86400);
  const std::chrono::sys_days day{std::chrono::days{second / 86400}};
  const std::chrono::year_month_day date{day};

  std::string text;
  text.reserve(20);
  put(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put(text += '-', static_cast<unsigned>(date.month()), 2);
  put(text += '-', static_cast<unsigned>(date.day()), 2);
  put(text += 'T', of_day / 3600, 2);
  put(text += ':', of_day / 60 % 60, 2);
  put(text += ':', of_day % 60, 2);
  return text += 'Z';
}

}  // namespace refreshsim
