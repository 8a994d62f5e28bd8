// What scalars say: numbers, times, thresholds. Numbers are decimal: `010` is ten.
#pragma once

#include <optional>
#include <string_view>

#include "refreshsim/scenario.h"

namespace refreshsim {

/// What a scalar without quotes is, as in YAML 1.2 and JSON; `odd`: a number in a form that other
/// YAML readers know (0x10, 1_000, .nan), a text here.
enum class Plain : std::uint8_t { null, boolean, integer, number, odd, text };
Plain plain_kind(std::string_view text);

/// Decimal digits with an optional sign; none for anything else and beyond 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text);
/// A decimal number, with an exponent or without.
std::optional<double> parse_number(std::string_view text);
/// `YYYY-MM-DDTHH:MM:SSZ`, with up to three decimals of a second, of the years 1970 to 9999, as
/// milliseconds since 1970.
std::optional<std::int64_t> parse_timestamp(std::string_view text);
/// `6` or `70%`, up to three decimals; none for anything else. The count is not limited here.
std::optional<Threshold> parse_threshold(std::string_view text);

inline constexpr std::string_view kTimestampPattern =
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z$";
inline constexpr std::string_view kPercentPattern = "^[0-9]{1,3}([.][0-9]{1,3})?%$";

}  // namespace refreshsim
