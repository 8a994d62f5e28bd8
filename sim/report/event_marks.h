// What was done to the fleet: calls and faults, as marks on the time axis and as a list.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"
#include "sim/report/canvas.h"
#include "sim/report/fleet_chart.h"
#include "sim/report/time_axis.h"

namespace refreshsim {

/// One event with its mark. Calls are numbered, faults lettered.
struct EventMark {
  std::int64_t at_ms = 0;
  std::int64_t until_ms = 0;  ///< of something that lasts; else at_ms
  std::string key;            ///< `1`, `a`; empty: not in the list
  Glyph glyph = Glyph::call;
  std::string text;  ///< what it was, for the list
};

struct EventMarks {
  std::vector<EventMark> events;
  std::string rest;  ///< what the list leaves out: `and 3 more calls`; empty: nothing
};

/// The first ten that concern the group; accepted DescribeRefreshActivities change nothing and are
/// only counted.
EventMarks call_marks(const RunResult& result, const Scenario& scenario, GroupId group);
EventMarks fault_marks(const History& history, const Scenario& scenario, GroupId group,
                       std::int64_t end_ms);

/// Adds a row of marks, if there are any; those too near to each other share one.
void draw_marks(Canvas& canvas, const TimeAxis& axis, std::string_view label,
                const EventMarks& marks, Ink ink);
/// Adds a row with a mark wherever steps failed, if any did.
void draw_failures(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns);
/// Adds a row that shows where there were surge instances, and how many, if there were any.
void draw_surge(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns);
/// The list of events, a line each.
std::string list_marks(const Look& look, const EventMarks& marks);

}  // namespace refreshsim
