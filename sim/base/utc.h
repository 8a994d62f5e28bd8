// Dates for the output: the only place where simulated time meets a calendar.
#pragma once

#include <cstdint>
#include <string>

namespace refreshsim {

/// `YYYY-MM-DDTHH:mm:ssZ`, as the service writes times: UTC, proleptic Gregorian, without leap
/// seconds, cut to the second. Before 1970 and after 9999 the nearest of the two ends is given.
std::string utc_text(std::int64_t unix_ms);

}  // namespace refreshsim
