#include "sim/report/fleet_chart.h"

#include <algorithm>
#include <optional>
#include <string>

#include "sim/record/history_fold.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr int kRows = 8;       // of a fleet too large for a row an instance
constexpr int kMostRows = 10;  // of a smaller one
constexpr int kFewestRows = 4;
constexpr int kHighest = 12;  // with what goes beyond the desired capacity

// A column in cells from the bottom up. The eighths are those of the cell on top of the full ones.
struct Stack {
  int full = 0;
  int eighths = 0;
  int badly = 0;
  int out = 0;
};

// Anything above zero shows, anything missing shows too: a cell at least for those who fail their
// traffic, an eighth for those who serve.
Stack stack(const FleetLevel& level, const FleetScale& scale, bool eighths) {
  const std::int64_t fine = eighths ? 8 : 1;
  const auto cells = [&](std::int64_t instances) {
    const std::int64_t rounded =
        (instances * scale.cells * 2 + scale.instances) / (scale.instances * 2);
    return static_cast<int>(instances > 0 ? std::max<std::int64_t>(1, rounded) : 0);
  };
  const std::int64_t missing = level.badly + level.out;
  std::int64_t parts =
      (level.serving * scale.cells * fine * 2 + scale.instances) / (scale.instances * 2);
  if (level.serving > 0) parts = std::max<std::int64_t>(parts, 1);
  if (missing > 0) {
    const std::int64_t all = cells(level.serving + missing) * fine;
    parts = std::min(parts, std::max<std::int64_t>(all - 1, level.serving > 0 ? 1 : 0));
  }
  Stack result;
  result.full = static_cast<int>(parts / fine);
  result.eighths = static_cast<int>(parts % fine);
  const int used = result.full + (result.eighths > 0 ? 1 : 0);
  const int total = std::max(cells(level.serving + missing), used);
  result.badly = std::min(cells(level.badly), std::max(scale.rows - used, 0));
  result.out = std::max(0, std::min(total, scale.rows) - used - result.badly);
  return result;
}

void draw_column(Canvas& canvas, std::size_t top_row, int column, const FleetLevel& level,
                 const FleetScale& scale) {
  const Stack cells = stack(level, scale, canvas.look().utf8);
  const auto row_of = [&](int height) {
    return top_row + static_cast<std::size_t>(scale.rows - 1 - height);
  };
  const auto desired =
      static_cast<int>((level.desired * scale.cells + scale.instances - 1) / scale.instances);
  if (desired > 0) canvas.put(row_of(desired - 1), column, Glyph::desired, Ink::faint);
  int height = 0;
  for (int i = 0; i < cells.full; ++i) {
    canvas.put(row_of(height++), column, Glyph::serving, Ink::serving);
  }
  if (cells.eighths > 0) {
    canvas.put(row_of(height++), column, partial_glyph(canvas.look(), cells.eighths), Ink::serving);
  }
  for (int i = 0; i < cells.badly; ++i)
    canvas.put(row_of(height++), column, Glyph::badly, Ink::badly);
  for (int i = 0; i < cells.out; ++i) canvas.put(row_of(height++), column, Glyph::out, Ink::faint);
}

// The number of instances at the top edge of a row; none if it is no whole one.
std::optional<std::int64_t> label_of(const FleetScale& scale, int height) {
  const std::int64_t instances = scale.instances * (height + 1);
  if (instances % scale.cells != 0) return std::nullopt;
  return instances / scale.cells;
}

}  // namespace

std::vector<FleetColumn> fleet_columns(const History& history, GroupId group,
                                       const TimeAxis& axis) {
  const std::span<const TimeBin> bins = history.bins(group);
  std::vector<FleetColumn> columns;
  for (int column = axis.left; column < axis.right(); ++column) {
    const auto bin_at = [&](std::int64_t ms) {
      return static_cast<std::size_t>(std::min<std::int64_t>(
          ms / history.bin_ms(), static_cast<std::int64_t>(bins.size()) - 1));
    };
    const std::size_t first = bin_at(axis.begin_ms(column));
    const std::size_t last = std::max(first + 1, bin_at(axis.begin_ms(column + 1)));
    TimeBin all = bins[first];
    for (std::size_t i = first + 1; i < last; ++i) all = merged(all, bins[i]);
    const std::int64_t length = std::max<std::int64_t>(all.covered_ms, 1);
    columns.push_back({all.worst, all.failed_steps, (all.integral.surge + length - 1) / length});
  }
  return columns;
}

FleetScale fleet_scale(const std::vector<FleetColumn>& columns) {
  std::int64_t top = 1;
  std::int64_t desired = 1;
  for (const FleetColumn& column : columns) {
    const FleetLevel& level = column.worst;
    top = std::max({top, level.desired, level.serving + level.badly + level.out});
    desired = std::max(desired, level.desired);
  }
  if (top <= kMostRows) {
    const std::int64_t each = std::max<std::int64_t>(1, kFewestRows / top);
    return {static_cast<int>(each * top), each, 1};
  }
  const std::int64_t rows = (top * kRows + desired - 1) / desired;
  if (rows > kHighest) return {kRows, kRows, top};
  return {static_cast<int>(rows), kRows, desired};
}

void draw_fleet(Canvas& canvas, const TimeAxis& axis, const std::vector<FleetColumn>& columns) {
  const FleetScale scale = fleet_scale(columns);
  const std::int64_t desired = columns.empty() ? 0 : columns.front().worst.desired;
  std::size_t top_row = 0;
  for (int height = scale.rows - 1; height >= 0; --height) {
    const std::size_t row = canvas.add_row();
    if (height == scale.rows - 1) top_row = row;
    canvas.put(row, axis.left - 1, Glyph::wall, Ink::faint);
    const std::optional<std::int64_t> instances = label_of(scale, height);
    if (!instances) continue;
    const std::string label =
        (instances == desired ? "desired " : "") + short_count_words(*instances);
    canvas.put_before(row, axis.left - 2, label, Ink::faint);
    canvas.put(row, axis.left - 1, Glyph::label_tick, Ink::faint);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    draw_column(canvas, top_row, axis.left + static_cast<int>(i), columns[i].worst, scale);
  }
}

}  // namespace refreshsim
