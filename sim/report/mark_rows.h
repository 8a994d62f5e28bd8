// Rows of marks below the fleet, and the list that says what they stand for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/report/canvas.h"
#include "sim/report/event_marks.h"
#include "sim/report/fleet_chart.h"
#include "sim/report/time_axis.h"

namespace refreshsim {

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
