// Simulated time: whole milliseconds since the scenario's start (model.md, section 1).
#pragma once

#include <chrono>
#include <cstdint>

namespace refreshsim {

/// The clock of the simulated world. It has no now(): only an event moves it. A time point is not a
/// length, so `Instant + Instant` does not compile.
struct SimClock {
  using rep = std::int64_t;
  using period = std::milli;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<SimClock>;
  static constexpr bool is_steady = true;
};

using Duration = SimClock::duration;
using Instant = SimClock::time_point;

inline constexpr Instant kStart{};

/// Later than everything; what "never" is compared with.
inline constexpr Instant kNever = Instant::max();

/// The longest length that a file may name, or a distribution give: 2^52 ms, some 142,000 years.
inline constexpr Duration kLongest{std::int64_t{1} << 52};

constexpr std::int64_t ms(Duration length) { return length.count(); }
constexpr std::int64_t ms(Instant time) { return time.time_since_epoch().count(); }
constexpr Instant at_ms(std::int64_t count) { return Instant{Duration{count}}; }

}  // namespace refreshsim
