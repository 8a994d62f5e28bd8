// Times as logs write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace refreshsim {

struct TimeStamp {
  std::int64_t unix_ms = 0;           ///< with the zone taken off; as UTC if there is none
  std::int64_t resolution_ms = 1000;  ///< what its last digit stands for, at least 1
  bool has_zone = false;
  std::size_t begin = 0;  ///< where in the text it stands
  std::size_t end = 0;
};

/// The first `YYYY-MM-DDTHH:MM:SS[.fff][zone]` at or after `from`; `/` and a blank will do for `-`
/// and `T`, and `Z`, `+0800` or `+08:00` are zones. None if there is no such time.
std::optional<TimeStamp> find_time(std::string_view text, std::size_t from = 0);

/// Such a time that is all of the text.
std::optional<TimeStamp> parse_time(std::string_view text);

}  // namespace refreshsim
