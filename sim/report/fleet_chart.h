// The fleet over time as a stacked picture: serving, serving badly, out of service.
#pragma once

#include <cstdint>
#include <vector>

#include "refreshsim/id.h"
#include "sim/record/history.h"
#include "sim/report/canvas.h"
#include "sim/report/time_axis.h"

namespace refreshsim {

/// What a column shows: the worst moment in its stretch of time, so that no short outage vanishes.
struct FleetColumn {
  FleetLevel worst;
  std::uint32_t failed_steps = 0;
  std::int64_t surge = 0;  ///< the mean number of surge instances, rounded up
};

/// The columns of the axis, from left to right.
std::vector<FleetColumn> fleet_columns(const History& history, GroupId group, const TimeAxis& axis);

/// How high the picture is, and what a cell stands for: the largest desired capacity ends on the
/// edge of a row.
struct FleetScale {
  int rows = 1;
  std::int64_t cells = 1;      ///< so many cells …
  std::int64_t instances = 1;  ///< … are so many instances
};
FleetScale fleet_scale(const std::vector<FleetColumn>& columns);

/// Adds the picture with labels at its left; `desired` is named there.
void draw_fleet(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns);

}  // namespace refreshsim
