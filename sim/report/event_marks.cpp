#include "sim/report/event_marks.h"

#include <algorithm>

#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr std::size_t kListed = 10;

// The text at `key` of a request; empty if there is none.
std::string_view text_at(const Value& request, std::string_view key) {
  const Value* value = request.find(key);
  const std::string* text = value == nullptr ? nullptr : value->text();
  return text == nullptr ? std::string_view{} : std::string_view{*text};
}

// A call that names neither the group nor its launch configuration is shown with the first group.
bool concerns(const Value& request, const Scenario& scenario, GroupId group) {
  const ScalingGroup& of = scenario.groups[group.value];
  const std::string_view named = text_at(request, "AutoScalingGroupId");
  const std::string_view configured = text_at(request, "LaunchConfigurationId");
  if (scenario.groups.size() == 1 || named == of.id) return true;
  if (!configured.empty()) return scenario.configurations[of.configuration.value].id == configured;
  const bool known = std::any_of(scenario.groups.begin(), scenario.groups.end(),
                                 [&](const ScalingGroup& each) { return each.id == named; });
  return !known && group.value == 0;
}

std::string changed_fields(const Value& request) {
  std::string text;
  for (const std::string_view field : EnumText<Field>::names) {
    const std::string_view value = text_at(request, field);
    if (!value.empty()) text += " " + std::string(field) + " " + std::string(value);
  }
  return text;
}

// A refusal's mark says that it is one; the code is told without its kind, to be short. A code
// without a kind is about a parameter, which only the message names.
std::string call_text(const CallView& view, const Call& call) {
  std::string text(name(call.action));
  if (!call.as.empty()) text += " as " + call.as;
  text += changed_fields(view.request);
  if (view.code.empty()) return text;
  const std::size_t kind = view.code.rfind('.');
  text += ": " + view.code.substr(kind + 1);
  if (kind == std::string::npos) text += ": " + std::string(refusal_message(view));
  return text;
}

std::string lasting(const Fault& fault) {
  return fault.lasts ? " for " + moment_words(ms(*fault.lasts)) : std::string();
}

bool concerns(const FaultMark& mark, const Scenario& scenario, GroupId group) {
  if (mark.group.some()) return mark.group == group;
  const Fault& fault = scenario.faults[mark.fault.value];
  const std::vector<ZoneId>& zones = scenario.groups[group.value].zones;
  return fault.kind != FaultKind::outage ||
         std::find(zones.begin(), zones.end(), fault.zone) != zones.end();
}

std::string and_more(std::size_t unlisted, std::size_t polls, std::string_view noun) {
  std::string text;
  if (unlisted > 0) {
    text = "and " + plural(static_cast<std::int64_t>(unlisted), "more " + std::string(noun));
  }
  if (polls > 0) {
    text += text.empty() ? "and " : ", ";
    text += plural(static_cast<std::int64_t>(polls), "poll") + " (DescribeRefreshActivities)";
  }
  return text;
}

}  // namespace

std::string fault_text(const Fault& fault, const Scenario& scenario) {
  const auto instance = [&] { return instance_text(scenario.symbols, fault.instance); };
  switch (fault.kind) {
    case FaultKind::remove:
      return instance() + " destroyed by its owner";
    case FaultKind::outage:
      return "outage of " + scenario.zones[fault.zone.value] + lasting(fault);
    case FaultKind::unhealthy_for:
      return instance() + " unhealthy" + lasting(fault);
    case FaultKind::group_status:
      return "AutoScalingGroupStatus " + std::string(name(fault.status)) + lasting(fault);
    case FaultKind::fail:
    case FaultKind::hang:
    case FaultKind::delay:
    case FaultKind::takes:
    case FaultKind::fail_after:
    case FaultKind::unhealthy:
    case FaultKind::unhealthy_after:
      break;
  }
  return std::string(name(fault.kind));
}

void EventMarks::add(EventMark mark, const std::string& text, char first) {
  const bool again = keys > 0 && !events.back().key.empty() && events[latest].text == text;
  if (again) {
    ++events[latest].times;
    mark.key = events[latest].key;
  } else if (keys < kListed) {
    const auto letter = static_cast<char>(static_cast<std::size_t>(first) + keys);
    mark.key = first == '1' ? std::to_string(keys + 1) : std::string(1, letter);
    mark.text = text;
    latest = events.size();
    ++keys;
  }
  events.push_back(std::move(mark));
}

std::size_t EventMarks::unlisted() const {
  return static_cast<std::size_t>(std::count_if(events.begin(), events.end(),
                                                [](const EventMark& e) { return e.key.empty(); }));
}

EventMarks call_marks(const RunResult& result, const Scenario& scenario, GroupId group) {
  EventMarks marks;
  std::size_t polls = 0;
  for (const CallView& view : result.calls) {
    const Call& call = scenario.calls[view.call.value];
    if (!concerns(view.request, scenario, group)) continue;
    if (call.action == Action::DescribeRefreshActivities && view.code.empty()) {
      ++polls;
      continue;
    }
    EventMark mark;
    mark.at_ms = mark.until_ms = view.at_ms;
    if (!view.code.empty()) mark.glyph = Glyph::refused;
    marks.add(std::move(mark), call_text(view, call), '1');
  }
  marks.rest = and_more(marks.unlisted(), polls, "call");
  return marks;
}

EventMarks fault_marks(const History& history, const Scenario& scenario, GroupId group,
                       std::int64_t end_ms) {
  EventMarks marks;
  for (const FaultMark& fault : history.fault_marks()) {
    if (!concerns(fault, scenario, group)) continue;
    const Fault& what = scenario.faults[fault.fault.value];
    const bool lasts = what.kind != FaultKind::remove;
    EventMark mark;
    mark.at_ms = fault.began_ms;
    mark.until_ms = lasts ? fault.ended_ms.value_or(end_ms) : fault.began_ms;
    mark.glyph = Glyph::fault;
    const std::string_view none = fault.effective ? "" : " (changes nothing)";
    marks.add(std::move(mark), fault_text(what, scenario) + std::string(none), 'a');
  }
  const std::size_t unseen = history.fault_count() - history.fault_marks().size();
  marks.rest = and_more(marks.unlisted() + unseen, 0, "fault");
  return marks;
}

}  // namespace refreshsim
