// Activities over time: their statuses as a band, their batches below it.
#pragma once

#include "refreshsim/run.h"
#include "sim/report/canvas.h"
#include "sim/report/time_axis.h"

namespace refreshsim {

/// The name that readers know an activity by: `as`, or else its id.
const std::string& known_as(const ActivityView& activity);

/// Whether nothing more will happen to it.
bool has_ended(ActivityStatus status);
bool is_pause(ActivityStatus status);

/// Adds a row of statuses and a row of batches.
void draw_activity(Canvas& canvas, const TimeAxis& axis, const ActivityView& activity);

}  // namespace refreshsim
