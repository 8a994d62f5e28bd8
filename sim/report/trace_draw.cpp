// How a trace draws: slices, marks, levels, arrows.
#include <fmt/format.h>

#include "sim/report/json_writer.h"
#include "sim/report/trace.h"
#include "sim/report/trace_event.h"

namespace refreshsim {
namespace {

/// A call takes no simulated time; it is drawn this long, so that an arrow can start within it.
constexpr std::int64_t kCallLength = 999;

std::string exchange(const CallView& call) {
  std::string args = R"(,"args":{"request":)";
  append_json(args, call.request);
  append_json(args += R"(,"response":)", call.response);
  return args + '}';
}

struct TracedLevel {
  std::string_view name;
  std::int64_t FleetLevel::*value;
};
constexpr std::array kTracedLevels{
    TracedLevel{"desired", &FleetLevel::desired}, TracedLevel{"serving", &FleetLevel::serving},
    TracedLevel{"serving badly", &FleetLevel::badly},
    TracedLevel{"out of service", &FleetLevel::out}, TracedLevel{"surge", &FleetLevel::surge}};

}  // namespace

void Trace::open(const Record& record, TraceTrack track, std::string_view name) {
  const std::int64_t ts = trace_ts(record.time_ms);
  if (track.number >= is_open_.size()) is_open_.resize(track.number + std::size_t{1});
  is_open_[track.number] = true;
  out_.write(trace_event('B', name, ts, track));
  lead_to(record, track);
}

void Trace::close(std::int64_t ts, TraceTrack track) {
  if (track.number >= is_open_.size() || !is_open_[track.number]) return;
  is_open_[track.number] = false;
  out_.write(trace_event('E', "", ts, track));
}

void Trace::mark(const Record& record, TraceTrack track, std::string_view text) {
  out_.write(trace_event('i', text, trace_ts(record.time_ms), track, R"(,"s":"t")"));
}

/// An arrow from what caused it to what begins here, if that is elsewhere. The slices at both of
/// its ends have been written before it.
void Trace::lead_to(const Record& record, TraceTrack track) {
  const Anchor here{trace_ts(record.time_ms), track};
  const Anchor from = anchors_.back();
  anchors_.back() = here;
  if (from.track.number == 0 || from.track == track) return;
  const std::string id = fmt::format(R"(,"cat":"cause","id":{})", ++arrows_);
  out_.write(trace_event('s', "cause", from.ts, from.track, id));
  out_.write(trace_event('f', "cause", here.ts, here.track, id + R"(,"bp":"e")"));
}

void Trace::write_step(const Record& started, std::int64_t end, std::string_view outcome) {
  const std::int64_t ts = trace_ts(started.time_ms);
  out_.write(trace_event('X', name(static_cast<Step>(started.to)), ts, instance_track(started),
                         fmt::format(R"(,"dur":{},"args":{{"attempt":{},"batch":{},{}}})", end - ts,
                                     started.a, started.b, outcome)));
}

std::string Trace::call_text(Action action, std::string_view code) const {
  std::string text(name(action));
  if (!code.empty()) text.append(": ").append(code);
  return text;
}

void Trace::mark_call(const CallView& call) {
  const std::string text = call_text(scenario_.calls[call.call.value].action, call.code);
  out_.write(trace_event('i', text, trace_ts(call.at_ms), tracks_.find(TrackKind::calls, 0),
                         R"(,"s":"g")" + exchange(call)));
}

void Trace::end_call(const CallView& call) {
  out_.write(trace_event('E', "", trace_ts(call.at_ms) + kCallLength,
                         tracks_.find(TrackKind::calls, 0), exchange(call)));
}

/// The levels that have changed, as they are when a moment is over.
void Trace::write_levels() {
  for (std::uint32_t i = 0; i < written_.size(); ++i) {
    const FleetLevel& now = history_.now(GroupId{i});
    for (const TracedLevel& level : kTracedLevels) {
      if (now.*level.value == written_[i].*level.value) continue;
      out_.write(trace_event('C', level.name, trace_ts(levels_ms_), group_track(i),
                             fmt::format(R"(,"args":{{"instances":{}}})", now.*level.value)));
    }
    written_[i] = now;
  }
}

std::string Trace::spelled(const Record& record, Meaning meaning, std::uint32_t value) const {
  std::string text;
  names_.append(text, record, meaning, value);
  return text;
}

}  // namespace refreshsim
