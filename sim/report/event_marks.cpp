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

std::string call_text(const CallView& view, const Call& call) {
  std::string text(name(call.action));
  if (!call.as.empty()) text += " as " + call.as;
  text += changed_fields(view.request);
  if (!view.code.empty()) text += ": refused, " + view.code;
  return text;
}

std::string lasting(const Fault& fault) {
  return fault.lasts ? " for " + moment_words(ms(*fault.lasts)) : std::string();
}

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

bool concerns(const FaultMark& mark, const Scenario& scenario, GroupId group) {
  if (mark.group.some()) return mark.group == group;
  const Fault& fault = scenario.faults[mark.fault.value];
  const std::vector<ZoneId>& zones = scenario.groups[group.value].zones;
  return fault.kind != FaultKind::outage ||
         std::find(zones.begin(), zones.end(), fault.zone) != zones.end();
}

std::string and_more(std::size_t all, std::size_t polls, std::string_view noun) {
  std::string text;
  if (all > kListed) {
    text = "and " + plural(static_cast<std::int64_t>(all - kListed), "more " + std::string(noun));
  }
  if (polls > 0) {
    text += text.empty() ? "and " : ", ";
    text += plural(static_cast<std::int64_t>(polls), "poll") + " (DescribeRefreshActivities)";
  }
  return text;
}

}  // namespace

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
    EventMark mark{view.at_ms, view.at_ms, {}, Glyph::call, {}};
    if (!view.code.empty()) mark.glyph = Glyph::refused;
    if (marks.events.size() < kListed) {
      mark.key = std::to_string(marks.events.size() + 1);
      mark.text = call_text(view, call);
    }
    marks.events.push_back(std::move(mark));
  }
  marks.rest = and_more(marks.events.size(), polls, "call");
  return marks;
}

EventMarks fault_marks(const History& history, const Scenario& scenario, GroupId group,
                       std::int64_t end_ms) {
  EventMarks marks;
  for (const FaultMark& fault : history.fault_marks()) {
    if (!concerns(fault, scenario, group)) continue;
    const bool lasts = scenario.faults[fault.fault.value].kind != FaultKind::remove;
    const std::int64_t until = lasts ? fault.ended_ms.value_or(end_ms) : fault.began_ms;
    EventMark mark{fault.began_ms, until, {}, Glyph::fault, {}};
    if (marks.events.size() < kListed) {
      mark.key = std::string(1, static_cast<char>('a' + marks.events.size()));
      mark.text = fault_text(scenario.faults[fault.fault.value], scenario);
      if (!fault.effective) mark.text += " (changes nothing)";
    }
    marks.events.push_back(std::move(mark));
  }
  const std::size_t unseen = history.fault_count() - history.fault_marks().size();
  marks.rest = and_more(marks.events.size() + unseen, 0, "fault");
  return marks;
}

}  // namespace refreshsim
