// Quantities as people say them; rounded, for reading only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "refreshsim/run.h"

namespace refreshsim {

/// `250ms`, `12.3s`, `8m15s`, `1h02m`, `2d04h`: the two largest units, rounded.
std::string length_words(std::int64_t ms);
/// The exact time of a moment in the syntax of scenarios: `0s`, `8m15s`, `1h2m250ms`.
std::string moment_words(std::int64_t ms);
/// The same without the milliseconds from a minute on.
std::string short_moment_words(std::int64_t ms);
/// Instances × ms: `42 instance-seconds`, `69 instance-minutes`, `3.5 instance-hours`; `none` for
/// 0.
std::string instance_time_words(std::int64_t instance_ms);
/// `98.8 %`, with three digits, more where that would read 100; `none` without a denominator.
std::string percent_words(const Ratio& share);
/// `1,234,567`.
std::string count_words(std::int64_t count);
/// A count in few characters, three digits: `875`, `12.5k`, `1M`.
std::string short_count_words(std::int64_t count);
/// What the service says of a call that it refused; empty if it was accepted.
std::string_view refusal_message(const CallView& call);
/// `1 instance`, `3 instances`.
std::string plural(std::int64_t count, std::string_view noun);

}  // namespace refreshsim
