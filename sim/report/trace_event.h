// One event of a trace, as text: Chrome's trace event format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace refreshsim {

/// Where an event of a trace stands. Numbers of tracks are never used twice.
struct TraceTrack {
  std::uint32_t process = 0;
  std::uint32_t number = 0;  ///< 0: no track
  bool operator==(const TraceTrack&) const = default;
};

/// Microseconds, as `ts` and `dur` are.
constexpr std::int64_t trace_ts(std::int64_t time_ms) { return time_ms * 1000; }

std::string json_text(std::string_view text);

/// `{"ph":"B","name":"RUNNING","ts":…,"pid":…,"tid":…MORE},` and a line feed; `more` begins with a
/// comma.
std::string trace_event(char phase, std::string_view name, std::int64_t ts, TraceTrack track,
                        std::string_view more = "");
/// What a viewer is told of a process or a track. `value` is JSON; `after` follows the event.
std::string trace_metadata(std::string_view what, TraceTrack track, std::string_view key,
                           std::string_view value, std::string_view after = ",");

}  // namespace refreshsim
