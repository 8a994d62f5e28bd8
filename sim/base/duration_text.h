// Lengths of time as users write them: `250ms`, `15s`, `4m`, `1h30m`, `2d`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "refreshsim/time.h"

namespace refreshsim {

/// Days, hours, minutes, seconds, milliseconds, in this order, at least one of them, each a whole
/// decimal number with its unit. None for anything else and for more than kLongest.
std::optional<Duration> parse_duration(std::string_view text);

/// The shortest such text: `1h2m3s`, `250ms`; `0s` for nothing. Not for negative lengths.
std::string duration_text(Duration length);

/// What parse_duration takes, as a regular expression for schemas.
inline constexpr std::string_view kDurationPattern =
    "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";

}  // namespace refreshsim
