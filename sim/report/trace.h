// A run as a trace that Perfetto and chrome://tracing open: Chrome's trace event format, in JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"
#include "sim/report/names.h"
#include "sim/report/trace_tracks.h"

namespace refreshsim {

/// Written while the run goes on: a slice for each status of an activity, each run of a batch, each
/// state of an instance but IN_SERVICE and each of its steps; marks for calls and faults; levels of
/// the fleet. Arrows lead from what caused a change to the change, where that is on another track.
/// One simulated millisecond is 1,000 units of `ts`. Memory grows with the things that have a
/// track, not with the records.
class Trace final : public RecordSink {
 public:
  Trace(const Scenario& scenario, ByteSink& out);

  void hear(std::span<const Record> records) override;
  /// Closes what is open at the window's end, adds calls with requests and answers, and the arrows.
  void finish(const RunResult& result);

 private:
  /// A moment on a track from which an arrow may start.
  struct Anchor {
    std::int64_t ts = 0;
    TraceTrack track;
  };
  void hear_one(const Record& record);
  void hear_call(const Record& record);
  void hear_fault(const Record& record);
  void hear_activity(const Record& record);
  void hear_batch(const Record& record);
  void hear_instance(const Record& record);
  void hear_group(const Record& record);
  void hear_step_end(const Record& record);

  void open(const Record& record, TraceTrack track, std::string_view name);
  void close(std::int64_t ts, TraceTrack track);
  void mark(const Record& record, TraceTrack track, std::string_view text);
  std::string call_text(Action action, std::string_view code) const;
  void mark_call(const CallView& call);
  void end_call(const CallView& call);
  void write_step(const Record& started, std::int64_t end, std::string_view outcome);
  void write_levels();
  void lead_to(const Record& record, TraceTrack track);

  std::string spelled(const Record& record, Meaning meaning, std::uint32_t value) const;
  TraceTrack instance_track(const Record& record);
  TraceTrack activity_track(const Record& record);
  TraceTrack group_track(std::uint32_t group) const {
    return tracks_.find(TrackKind::group, group);
  }
  Anchor cause_of(const Record& record) const;

  const Scenario& scenario_;
  ByteSink& out_;
  Names names_;
  TraceTracks tracks_;
  History history_;
  std::vector<FleetLevel> written_;  // the levels that were written last, of each group
  std::int64_t levels_ms_ = 0;
  // Of each record of this instant, the first of which has that sequence. Whatever is drawn follows
  // from a record of its own instant: an event begins with a step's end, a call or a fault.
  std::vector<Anchor> anchors_;
  std::uint64_t first_anchor_ = 0;
  std::int64_t anchors_ms_ = 0;
  std::size_t arrows_ = 0;
  std::vector<bool> is_open_;                 // by the number of the track
  std::vector<std::optional<Record>> steps_;  // of each instance, the one that goes on
};

}  // namespace refreshsim
