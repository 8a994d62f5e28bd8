#include "sim/report/event_marks.h"

#include <algorithm>

#include "sim/report/utf8.h"
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

// Marks that would overlap, as one: `v1-3`.
struct Cluster {
  int column = 0;
  Glyph glyph = Glyph::call;
  std::string first;
  std::string last;

  std::string text(const Look& look) const {
    std::string shown(refreshsim::glyph(look, glyph));
    shown += first;
    if (!last.empty() && last != first) shown += "-" + last;
    return shown;
  }
};

std::vector<Cluster> clusters(const Look& look, const TimeAxis& axis, const EventMarks& marks) {
  std::vector<Cluster> all;
  for (const EventMark& event : marks.events) {
    const int column = axis.column(event.at_ms);
    const bool near =
        !all.empty() && column < all.back().column + column_count(all.back().text(look));
    if (!near) {
      all.push_back({column, event.glyph, event.key, event.key});
      continue;
    }
    if (!event.key.empty()) all.back().last = event.key;
    if (event.glyph == Glyph::refused) all.back().glyph = event.glyph;
  }
  return all;
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

void draw_marks(Canvas& canvas, const TimeAxis& axis, std::string_view label,
                const EventMarks& marks, Ink ink) {
  if (marks.events.empty()) return;
  const std::size_t row = canvas.add_row();
  canvas.put(row, 0, label, Ink::faint);
  for (const EventMark& event : marks.events) {
    if (event.until_ms <= event.at_ms) continue;
    canvas.fill(row, axis.column(event.at_ms), axis.column_after(event.until_ms),
                Glyph::fault_lasts, ink);
  }
  for (const Cluster& cluster : clusters(canvas.look(), axis, marks)) {
    const std::string text = cluster.text(canvas.look());
    const int column = std::min(cluster.column, axis.right() - column_count(text));
    canvas.put(row, column, text, cluster.glyph == Glyph::refused ? Ink::trouble : ink);
  }
}

void draw_failures(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns) {
  const auto failed = [](const FleetColumn& column) { return column.failed_steps > 0; };
  if (std::none_of(columns.begin(), columns.end(), failed)) return;
  const std::size_t row = canvas.add_row();
  canvas.put(row, 0, "failed steps", Ink::faint);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!failed(columns[i])) continue;
    canvas.put(row, axis.left + static_cast<int>(i), Glyph::failed_step, Ink::trouble);
  }
}

void draw_surge(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns) {
  const auto surging = [](const FleetColumn& column) { return column.surge > 0; };
  if (std::none_of(columns.begin(), columns.end(), surging)) return;
  const std::size_t row = canvas.add_row();
  canvas.put(row, 0, "surge", Ink::faint);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!surging(columns[i])) continue;
    std::size_t end = i;
    std::int64_t most = 0;
    for (; end < columns.size() && surging(columns[end]); ++end) {
      most = std::max(most, columns[end].surge);
    }
    const int from = axis.left + static_cast<int>(i);
    canvas.fill(row, from, axis.left + static_cast<int>(end), Glyph::surge, Ink::serving);
    const std::string number = short_count_words(most);
    if (end - i > number.size() + 1) canvas.put(row, from + 1, number, Ink::strong);
    i = end;
  }
}

std::string list_marks(const Look& look, const EventMarks& marks) {
  std::string list;
  for (const EventMark& event : marks.events) {
    if (event.key.empty()) break;
    const bool refused = event.glyph == Glyph::refused;
    std::string head = std::string(glyph(look, event.glyph)) + event.key;
    head.resize(head.size() + static_cast<std::size_t>(std::max(0, 4 - column_count(head))), ' ');
    std::string moment = short_moment_words(event.at_ms);
    moment.resize(std::max<std::size_t>(moment.size(), 8), ' ');
    const int room = look.width - 3 - static_cast<int>(moment.size()) - 4;
    const std::string text = shortened(printable(event.text, look.utf8), room, look.utf8);
    list += "  " + paint(look, refused ? Ink::trouble : Ink::strong, head) +
            paint(look, Ink::faint, moment) + " " + text + "\n";
  }
  if (!marks.rest.empty()) list += "  " + paint(look, Ink::faint, marks.rest) + "\n";
  return list;
}

}  // namespace refreshsim
