#include "sim/report/trace_tracks.h"

#include <algorithm>

namespace refreshsim {
namespace {

/// Tracks of one process from top to bottom: a batch below its activity, instances last.
std::uint64_t sort_index(TrackKind kind, std::uint32_t subject, std::uint32_t part) {
  constexpr std::uint64_t kActivity = 1'000;
  constexpr std::uint64_t kInstances = 1'000'000'000;
  switch (kind) {
    case TrackKind::calls:
    case TrackKind::faults:
    case TrackKind::group:
      return static_cast<std::uint64_t>(kind);
    case TrackKind::activity:
    case TrackKind::batch:
      return kActivity * (subject + std::uint64_t{1}) +
             std::min<std::uint64_t>(part, kActivity - 1);
    case TrackKind::instance:
      return kInstances + subject;
  }
  return 0;
}

}  // namespace

void TraceTracks::open_process(std::uint32_t process, std::string_view name) {
  out_.write(trace_metadata("process_name", {process, 0}, "name", json_text(name)));
  out_.write(
      trace_metadata("process_sort_index", {process, 0}, "sort_index", std::to_string(process)));
}

TraceTrack TraceTracks::track(std::uint32_t process, TrackKind kind, std::uint32_t subject,
                              std::uint32_t part, std::string_view name) {
  const TraceTrack fresh{process, static_cast<std::uint32_t>(tracks_.size()) + 1};
  const auto [found, is_new] = tracks_.try_emplace(Key{kind, subject, part}, fresh);
  if (is_new) {
    all_.push_back(fresh);
    out_.write(trace_metadata("thread_name", fresh, "name", json_text(name)));
    out_.write(trace_metadata("thread_sort_index", fresh, "sort_index",
                              std::to_string(sort_index(kind, subject, part))));
  }
  return found->second;
}

TraceTrack TraceTracks::find(TrackKind kind, std::uint32_t subject, std::uint32_t part) const {
  const auto found = tracks_.find(Key{kind, subject, part});
  return found == tracks_.end() ? TraceTrack{} : found->second;
}

}  // namespace refreshsim
