// Activities over time: their statuses as a band, their batches below it.
#pragma once

#include "refreshsim/run.h"
#include "sim/report/canvas.h"
#include "sim/report/time_axis.h"

namespace refreshsim {

/// The name that readers know an activity by: `as`, or else its id.
const std::string& known_as(const ActivityView& activity);

/// Adds a row of statuses and a row of batches.
void draw_activity(Canvas& canvas, const TimeAxis& axis, const ActivityView& activity);

}  // namespace refreshsim
