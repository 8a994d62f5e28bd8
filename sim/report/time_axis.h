// Time from left to right.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/report/canvas.h"

namespace refreshsim {

/// The columns [left, left + columns) of a canvas stand for the window [0, end_ms).
struct TimeAxis {
  std::int64_t end_ms = 0;  ///< > 0
  int left = 0;
  int columns = 0;

  int right() const { return left + columns; }
  /// The column of a moment; the end itself falls in the last one.
  int column(std::int64_t ms) const;
  /// The column after a stretch that ends at this moment: right() for the end itself.
  int column_after(std::int64_t ms) const;
  /// The first moment of a column.
  std::int64_t begin_ms(int column) const;
  /// Whole steps of seconds, minutes, hours or days, far enough apart for labels.
  std::int64_t tick_ms() const;
};

/// Adds the axis with its ticks, and a row of labels.
void draw_axis(Canvas& canvas, const TimeAxis& axis);

}  // namespace refreshsim
