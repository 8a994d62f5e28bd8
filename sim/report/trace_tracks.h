// The tracks of a trace: one of calls, one of faults, and for each group a process with its own
// track and one for each activity, batch and instance.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/base/byte_sink.h"
#include "sim/report/trace_event.h"

namespace refreshsim {

/// What a track is about, in the order in which a viewer shows them.
enum class TrackKind : std::uint8_t { calls, faults, group, activity, batch, instance };

class TraceTracks {
 public:
  explicit TraceTracks(ByteSink& out) : out_(out) {}

  /// Names the process of a group.
  void open_process(std::uint32_t process, std::string_view name);
  /// The track of a thing, which is named when it is first asked for. `part`: a batch's number.
  TraceTrack track(std::uint32_t process, TrackKind kind, std::uint32_t subject, std::uint32_t part,
                   std::string_view name);
  /// The same without naming it; no track if it has none yet.
  TraceTrack find(TrackKind kind, std::uint32_t subject, std::uint32_t part = 0) const;
  /// Every track so far, in the order of their numbers.
  const std::vector<TraceTrack>& all() const { return all_; }

 private:
  using Key = std::tuple<TrackKind, std::uint32_t, std::uint32_t>;
  ByteSink& out_;
  std::map<Key, TraceTrack> tracks_;
  std::vector<TraceTrack> all_;
};

}  // namespace refreshsim
