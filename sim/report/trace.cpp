#include "sim/report/trace.h"

#include <fmt/format.h>

#include "refreshsim/error_code.h"
#include "sim/base/utc.h"
#include "sim/report/event_marks.h"
#include "sim/report/json_writer.h"
#include "sim/report/trace_event.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kScenarioProcess = 1;
constexpr std::uint32_t kFirstGroup = 2;

std::uint32_t process_of(std::uint32_t group) { return kFirstGroup + group; }

void grow_to_hold(auto& list, std::size_t at) {
  if (at >= list.size()) list.resize(at + 1);
}

}  // namespace

Trace::Trace(const Scenario& scenario, ByteSink& out)
    : scenario_(scenario),
      out_(out),
      names_(scenario),
      tracks_(out),
      history_(scenario),
      written_(scenario.groups.size(), FleetLevel{-1, -1, -1, -1, -1}) {
  out_.write("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n");
  tracks_.open_process(kScenarioProcess, scenario.name);
  tracks_.track(kScenarioProcess, TrackKind::calls, 0, 0, "calls");
  tracks_.track(kScenarioProcess, TrackKind::faults, 0, 0, "faults");
  for (std::uint32_t i = 0; i < scenario.groups.size(); ++i) {
    tracks_.open_process(process_of(i), scenario.groups[i].id);
    tracks_.track(process_of(i), TrackKind::group, i, 0, "AutoScalingGroupStatus");
  }
}

void Trace::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (record.time_ms != levels_ms_) write_levels();
    levels_ms_ = record.time_ms;
    names_.learn(record);
    if (record.time_ms != anchors_ms_ || anchors_.empty()) {
      anchors_.clear();
      anchors_ms_ = record.time_ms;
      first_anchor_ = record.sequence;
    }
    // What is not drawn itself stands where its cause does.
    anchors_.push_back(cause_of(record));
    hear_one(record);
    history_.hear({&record, 1});
  }
}

void Trace::hear_one(const Record& record) {
  switch (record.kind) {
    case RecordKind::call_made:
      return hear_call(record);
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
      return hear_fault(record);
    case RecordKind::activity_created:
    case RecordKind::activity_status:
      return hear_activity(record);
    case RecordKind::batch_status:
      return hear_batch(record);
    case RecordKind::instance_created:
    case RecordKind::life_cycle_state:
    case RecordKind::instance_gone:
      return hear_instance(record);
    case RecordKind::group_listed:
    case RecordKind::group_status:
      return hear_group(record);
    case RecordKind::step_started:
      grow_to_hold(steps_, record.subject);
      steps_[record.subject] = record;
      return;
    case RecordKind::step_ended:
      return hear_step_end(record);
    case RecordKind::installed:
    case RecordKind::health:
    case RecordKind::enabled_status:
    case RecordKind::in_activity_status:
    case RecordKind::desired_capacity:
    case RecordKind::configuration_field:
    case RecordKind::software_defined:
    case RecordKind::activity_settings:
    case RecordKind::surge_state:
    case RecordKind::row_status:
    case RecordKind::zone_outage:
      return;
  }
}

/// Its slice ends at the end, when its request and answer are known.
void Trace::hear_call(const Record& record) {
  const TraceTrack track = tracks_.find(TrackKind::calls, 0);
  const std::int64_t ts = trace_ts(record.time_ms);
  const auto code = static_cast<ErrorCode>(record.to);
  out_.write(trace_event('B',
                         call_text(scenario_.calls[record.subject].action,
                                   code == ErrorCode::ok ? std::string_view() : code_text(code)),
                         ts, track));
  anchors_.back() = {ts, track};
}

void Trace::hear_fault(const Record& record) {
  const TraceTrack track = tracks_.find(TrackKind::faults, 0);
  const std::string what = fault_text(scenario_.faults[record.subject], scenario_);
  mark(record, track, what + (record.kind == RecordKind::fault_began ? "" : ": over"));
}

void Trace::hear_activity(const Record& record) {
  const TraceTrack track = activity_track(record);
  close(trace_ts(record.time_ms), track);
  const auto status = static_cast<ActivityStatus>(record.to);
  if (has_ended(status)) {
    mark(record, track, name(status));
  } else {
    open(record, track, name(status));
  }
}

void Trace::hear_batch(const Record& record) {
  const auto status = static_cast<BatchStatus>(record.to);
  const TraceTrack track = tracks_.track(
      process_of(record.group), TrackKind::batch, record.subject, record.part,
      fmt::format("{} batch {}", spelled(record, Meaning::activity, record.subject), record.part));
  close(trace_ts(record.time_ms), track);
  if (status == BatchStatus::INIT || status == BatchStatus::RUNNING) {
    open(record, track, name(status));
  } else if (status != BatchStatus::WAITING) {
    mark(record, track, name(status));
  }
}

void Trace::hear_instance(const Record& record) {
  const TraceTrack track = instance_track(record);
  close(trace_ts(record.time_ms), track);
  if (record.kind == RecordKind::instance_gone) {
    return mark(record, track, "gone: " + spelled(record, Meaning::gone_reason, record.to));
  }
  const auto state = static_cast<LifeCycleState>(record.to);
  if (state != LifeCycleState::IN_SERVICE) {
    open(record, track, name(state));
  } else if (record.kind == RecordKind::life_cycle_state) {
    mark(record, track, name(state));
  }
}

void Trace::hear_group(const Record& record) {
  const TraceTrack track = tracks_.find(TrackKind::group, record.subject);
  close(trace_ts(record.time_ms), track);
  open(record, track, name(static_cast<GroupStatus>(record.to)));
}

/// A step is written when it is over: then its outcome is known. It lies within the state that its
/// instance is in, whose slice has been opened before.
void Trace::hear_step_end(const Record& record) {
  if (record.subject >= steps_.size() || !steps_[record.subject]) return;
  const Record started = *steps_[record.subject];
  steps_[record.subject].reset();
  write_step(
      started, trace_ts(record.time_ms),
      fmt::format(R"("result":"{}","cause":"{}")", spelled(record, Meaning::step_result, record.d),
                  name(static_cast<FailureCause>(record.to))));
  // An arrow from a step starts at its last moment: after it there is nothing to start from.
  if (record.time_ms > started.time_ms) {
    anchors_.back() = {trace_ts(record.time_ms) - 1, instance_track(record)};
  }
}

TraceTrack Trace::instance_track(const Record& record) {
  return tracks_.track(process_of(record.group), TrackKind::instance, record.subject, 0,
                       spelled(record, Meaning::instance, record.subject));
}

TraceTrack Trace::activity_track(const Record& record) {
  return tracks_.track(process_of(record.group), TrackKind::activity, record.subject, 0,
                       spelled(record, Meaning::activity, record.subject));
}

Trace::Anchor Trace::cause_of(const Record& record) const {
  const bool now = record.cause >= first_anchor_ && record.cause < first_anchor_ + anchors_.size();
  return now ? anchors_[record.cause - first_anchor_] : Anchor{};
}

void Trace::finish(const RunResult& result) {
  const std::int64_t end = trace_ts(result.end_ms);
  write_levels();
  for (const CallView& call : result.calls) mark_call(call);
  // Those of one instant lie within each other, so the last one ends first.
  for (std::size_t i = result.calls.size(); i-- > 0;) end_call(result.calls[i]);
  for (const std::optional<Record>& started : steps_) {
    if (started) write_step(*started, end, R"("result":"still going on")");
  }
  for (const TraceTrack& track : tracks_.all()) close(end, track);
  out_.write(trace_metadata("process_labels", {kScenarioProcess, 0}, "labels",
                            json_text("from " + utc_text(scenario_.start_unix_ms)), ""));
  out_.write(
      fmt::format(R"(],"otherData":{{"scenario":{},"seed":{},"replica":{},"fingerprint":"{}"}}}})"
                  "\n",
                  json_text(result.name), result.seed, result.replica, hex16(result.fingerprint)));
}

}  // namespace refreshsim
