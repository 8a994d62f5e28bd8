#include "sim/explore/small_world.h"

#include <algorithm>

#include "sim/run/call_log.h"

namespace refreshsim {
namespace {

Phase phase_of(ChoiceKind kind) {
  switch (kind) {
    case ChoiceKind::passes:
    case ChoiceKind::fails:
      return Phase::completion;
    case ChoiceKind::vanishes:
    case ChoiceKind::fault_begins:
    case ChoiceKind::fault_ends:
      return Phase::fault;
    case ChoiceKind::call:
      return Phase::call;
    case ChoiceKind::reacts:
      return Phase::reaction;
  }
  return Phase::reaction;
}

}  // namespace

bool mentions(const Value& value, const std::string& id) {
  if (value.text() != nullptr) return *value.text() == id;
  if (const Value::List* items = value.list()) {
    return std::any_of(items->begin(), items->end(),
                       [&id](const Value& item) { return mentions(item, id); });
  }
  if (const Value::Map* entries = value.map()) {
    return std::any_of(entries->begin(), entries->end(),
                       [&id](const auto& entry) { return mentions(entry.second, id); });
  }
  return false;
}

SmallWorld::SmallWorld(const Scenario& scenario, std::uint32_t vanishings)
    : scenario_(scenario),
      vanishings_(vanishings),
      fleet_(scenario, queue_, facts_),
      service_(scenario, queue_, facts_, fleet_) {
  reset();
}

void SmallWorld::reset() {
  facts_.reset({});
  fleet_.reset(Draws(scenario_.seed, 0), service_);
  service_.reset();
  queue_.clear();
  now_.calls_made.assign(scenario_.calls.size(), false);
  now_.faults_begun.assign(scenario_.faults.size(), false);
  now_.faults_ended.assign(scenario_.faults.size(), false);
  now_.vanished = 0;
  now_.phase = 0;
}

bool SmallWorld::clock_is_held() const {
  for (std::uint32_t i = 0; i < service_.activity_count(); ++i) {
    if (service_.activity(ActivityId{i}).pending != Activity::kNoReaction) return true;
  }
  return false;
}

void SmallWorld::save(Moment& to) const {
  to = now_;
  to.fleet = fleet_.state();
  to.service = service_.state();
}

void SmallWorld::restore(const Moment& from) {
  fleet_.restore(from.fleet);
  service_.restore(from.service);
  now_.calls_made = from.calls_made;
  now_.faults_begun = from.faults_begun;
  now_.faults_ended = from.faults_ended;
  now_.vanished = from.vanished;
  now_.phase = from.phase;
}

void SmallWorld::add_instances(std::vector<Choice>& to) const {
  for (std::uint32_t i = 0; i < fleet_.instance_count(); ++i) {
    const InstanceId id{i};
    if (fleet_[id].gone) continue;
    if (fleet_.step_of(id) && now_.phase <= static_cast<std::uint32_t>(Phase::completion)) {
      if (fleet_.could_pass(id)) to.push_back({ChoiceKind::passes, i});
      to.push_back({ChoiceKind::fails, i});
    }
    if (now_.vanished < vanishings_ && now_.phase <= static_cast<std::uint32_t>(Phase::fault))
      to.push_back({ChoiceKind::vanishes, i});
  }
}

void SmallWorld::add_faults(std::vector<Choice>& to) const {
  if (now_.phase > static_cast<std::uint32_t>(Phase::fault)) return;
  for (std::uint32_t i = 0; i < scenario_.faults.size(); ++i) {
    const Fault& fault = scenario_.faults[i];
    if (!fault.timed()) continue;
    if (!now_.faults_begun[i]) {
      to.push_back({ChoiceKind::fault_begins, i});
    } else if (fault.lasts && !now_.faults_ended[i]) {
      to.push_back({ChoiceKind::fault_ends, i});
    }
  }
}

std::vector<Choice> SmallWorld::choices() const {
  std::vector<Choice> all;
  add_instances(all);
  add_faults(all);
  for (std::uint32_t i = 0; i < scenario_.calls.size(); ++i) {
    if (!now_.calls_made[i]) all.push_back({ChoiceKind::call, i});
  }
  for (std::uint32_t i = 0; i < service_.activity_count(); ++i) {
    if (service_.activity(ActivityId{i}).pending != Activity::kNoReaction) {
      all.push_back({ChoiceKind::reacts, i});
    }
  }
  return all;
}

ErrorCode SmallWorld::apply(const Choice& choice) {
  ErrorCode answer = ErrorCode::ok;
  const InstanceId instance{choice.subject};
  switch (choice.kind) {
    case ChoiceKind::passes:
      fleet_.end_step(instance, FailureCause::none);
      break;
    case ChoiceKind::fails:
      fleet_.end_step(instance, FailureCause::told_to_fail);
      break;
    case ChoiceKind::vanishes:
      ++now_.vanished;
      fleet_.vanish(instance, facts_.next());
      break;
    case ChoiceKind::fault_begins:
      now_.faults_begun[choice.subject] = true;
      fleet_.begin_fault(FaultId{choice.subject});
      break;
    case ChoiceKind::fault_ends:
      now_.faults_ended[choice.subject] = true;
      fleet_.end_fault(FaultId{choice.subject}, facts_.next());
      break;
    case ChoiceKind::call:
      answer = call(CallId{choice.subject});
      break;
    case ChoiceKind::reacts: {
      Event event;
      event.target = choice.subject;
      event.tag = service_.activity(ActivityId{choice.subject}).pending;
      service_.react(event);
      break;
    }
  }
  queue_.clear();
  const auto phase = static_cast<std::uint32_t>(phase_of(choice.kind));
  now_.phase = clock_is_held() ? std::max(now_.phase, phase) : 0;
  return answer;
}

ErrorCode SmallWorld::call(CallId id) {
  now_.calls_made[id.value] = true;
  const Value request = with_ids(scenario_, scenario_.calls[id.value], service_);
  return service_.call(id, 1, request, facts_.next(), nullptr).code;
}

bool SmallWorld::taken_out(InstanceId id) const {
  const Instance& instance = fleet_[id];
  const ScalingGroup& group = scenario_.groups[instance.group().value];
  const std::uint32_t position = fleet_.position_of(id);
  if (position < group.listed.size() &&
      group.listed[position].state != LifeCycleState::IN_SERVICE) {
    return true;
  }
  const std::string name = instance_text(scenario_.symbols, fleet_.name_of(id));
  for (std::size_t i = 0; i < scenario_.calls.size(); ++i) {
    const Call& call = scenario_.calls[i];
    const bool standby = call.action == Action::EnterStandby && now_.calls_made[i];
    if (standby && mentions(call.request, name)) return true;
  }
  return false;
}

void SmallWorld::resume(ActivityId id) {
  service_.resume_leaving_failures(id, facts_.next());
  queue_.clear();
}

std::string SmallWorld::describe(const Choice& choice) const {
  const auto instance = [&] {
    return instance_text(scenario_.symbols, fleet_.name_of(InstanceId{choice.subject}));
  };
  const auto step = [&] { return std::string(name(*fleet_.step_of(InstanceId{choice.subject}))); };
  switch (choice.kind) {
    case ChoiceKind::passes:
      return instance() + ": " + step() + " passes";
    case ChoiceKind::fails:
      return instance() + ": " + step() + " fails";
    case ChoiceKind::vanishes:
      return instance() + " is destroyed by its owner";
    case ChoiceKind::fault_begins:
    case ChoiceKind::fault_ends: {
      const Fault& fault = scenario_.faults[choice.subject];
      return "fault " + std::to_string(choice.subject + 1) + " (" + std::string(name(fault.kind)) +
             (choice.kind == ChoiceKind::fault_begins ? ") begins" : ") ends");
    }
    case ChoiceKind::call: {
      const Call& call = scenario_.calls[choice.subject];
      return "call " + std::to_string(choice.subject + 1) + " " + std::string(name(call.action)) +
             (call.as.empty() ? "" : " as " + call.as);
    }
    case ChoiceKind::reacts: {
      const Activity& activity = service_.activity(ActivityId{choice.subject});
      return "the service goes on with " + activity.id + " (" + std::string(name(activity.state)) +
             ")";
    }
  }
  return "";
}

}  // namespace refreshsim
