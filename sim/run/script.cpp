#include "sim/run/script.h"

namespace refreshsim {
namespace {

bool is_threshold(const Trigger& trigger) {
  return trigger.kind == Trigger::Kind::serving_below ||
         trigger.kind == Trigger::Kind::serving_badly_above;
}

}  // namespace

Script::Script(const Scenario& scenario, EventQueue& queue, const StatisticsFold& statistics)
    : scenario_(scenario), queue_(queue), statistics_(statistics) {
  for (std::size_t i = 0; i < scenario.calls.size(); ++i) {
    const Call& call = scenario.calls[i];
    if (!call.when) continue;
    triggered_.push_back({CallId{i}, 0, false});
    reactions_.emplace_back(call.after);
    thresholds_ = thresholds_ || is_threshold(*call.when);
  }
}

void Script::reset(const Draws& draws) {
  draws_ = draws;
  names_.clear();
  latest_.assign(scenario_.activity_names.size(), Record::kNone);
  firings_ = 0;
  for (State& state : triggered_) state = {state.call, 0, false};
  for (std::size_t i = 0; i < scenario_.calls.size(); ++i) {
    const Call& call = scenario_.calls[i];
    if (call.at) schedule(CallId{i}, 1, ms(*call.at), 0);
  }
}

void Script::schedule(CallId call, std::uint32_t firing, std::int64_t time_ms,
                      std::uint64_t cause) {
  Event event;
  event.time_ms = time_ms;
  event.order = Order::call(call.value, firing);
  event.tag = cause;
  event.target = call.value;
  event.kind = EventKind::call_is_made;
  queue_.push(event);
}

void Script::hear(std::span<const Record> records) {
  for (const Record& record : records) apply(record);
}

void Script::apply(const Record& record) {
  if (record.kind == RecordKind::activity_created) {
    names_.push_back(NameId{record.b});
    if (record.b != Record::kNone) latest_[record.b] = record.subject;
    look_at(record, NameId{record.b});
  }
  if (record.kind == RecordKind::activity_status || record.kind == RecordKind::batch_status) {
    look_at(record, names_[record.subject]);
  }
}

/// With `times`, a name means its latest activity.
void Script::look_at(const Record& record, NameId name) {
  if (!name.some() || latest_[name.value] != record.subject) return;
  for (State& state : triggered_) {
    const Trigger& trigger = *scenario_.calls[state.call.value].when;
    if (trigger.activity == name && enters(trigger, record)) {
      fire(state, record.time_ms, record.sequence);
    }
  }
}

/// trigger: of an activity or a batch; those of a group name no activity.
bool Script::enters(const Trigger& trigger, const Record& record) const {
  if (trigger.kind == Trigger::Kind::batch_status) {
    return record.kind == RecordKind::batch_status && record.part == trigger.batch &&
           record.to == static_cast<std::uint32_t>(trigger.batch_status);
  }
  return record.kind != RecordKind::batch_status &&
         record.to == static_cast<std::uint32_t>(trigger.status);
}

bool Script::beyond(const Trigger& trigger) const {
  const GroupFold& group = statistics_.group(trigger.group);
  if (trigger.kind == Trigger::Kind::serving_below) {
    return is_below(group.serving(), trigger.threshold, group.desired());
  }
  return is_above(group.serving_badly(), trigger.threshold, group.desired());
}

void Script::begin() {
  for (State& state : triggered_) {
    const Trigger& trigger = *scenario_.calls[state.call.value].when;
    if (is_threshold(trigger)) state.beyond = beyond(trigger);
  }
}

void Script::after_event(std::int64_t now_ms, std::uint64_t last_record) {
  for (State& state : triggered_) {
    const Trigger& trigger = *scenario_.calls[state.call.value].when;
    if (!is_threshold(trigger)) continue;
    const bool was_beyond = state.beyond;
    state.beyond = beyond(trigger);
    if (state.beyond && !was_beyond) fire(state, now_ms, last_record);
  }
}

void Script::fire(State& state, std::int64_t now_ms, std::uint64_t cause) {
  const Call& call = scenario_.calls[state.call.value];
  if (call.times && state.fired >= *call.times) return;
  const std::uint32_t firing = ++state.fired;
  ++firings_;
  const Sampler& reaction = reactions_[static_cast<std::size_t>(&state - triggered_.data())];
  const std::uint64_t bits =
      reaction.constant() ? 0
                          : draws_.bits({Purpose::reaction_time, state.call.value, 0, 0, firing});
  schedule(state.call, firing, now_ms + ms(reaction(bits)), cause);
}

}  // namespace refreshsim
