#include "sim/report/time_axis.h"

#include <algorithm>
#include <array>

#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr int kLabelColumns = 11;  // a label and the gap after it

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::array kSteps{std::int64_t{1},
                            std::int64_t{2},
                            std::int64_t{5},
                            std::int64_t{10},
                            std::int64_t{20},
                            std::int64_t{50},
                            std::int64_t{100},
                            std::int64_t{200},
                            std::int64_t{500},
                            kSecond,
                            2 * kSecond,
                            5 * kSecond,
                            10 * kSecond,
                            15 * kSecond,
                            30 * kSecond,
                            kMinute,
                            2 * kMinute,
                            5 * kMinute,
                            10 * kMinute,
                            15 * kMinute,
                            30 * kMinute,
                            kHour,
                            2 * kHour,
                            3 * kHour,
                            6 * kHour,
                            12 * kHour,
                            kDay,
                            2 * kDay,
                            7 * kDay};

}  // namespace

int TimeAxis::column_after(std::int64_t ms) const {
  return left + static_cast<int>(std::clamp<std::int64_t>(ms, 0, end_ms) * columns / end_ms);
}

int TimeAxis::column(std::int64_t ms) const { return std::min(column_after(ms), right() - 1); }

std::int64_t TimeAxis::begin_ms(int column) const {
  return (end_ms * (column - left) + columns - 1) / columns;
}

std::int64_t TimeAxis::tick_ms() const {
  const std::int64_t least = end_ms * kLabelColumns / columns;
  for (const std::int64_t step : kSteps) {
    if (step >= least) return step;
  }
  std::int64_t step = 10 * kDay;
  while (step < least) step *= 10;
  return step;
}

void draw_axis(Canvas& canvas, const TimeAxis& axis) {
  const std::size_t line = canvas.add_row();
  const std::size_t labels = canvas.add_row();
  canvas.put(line, axis.left - 1, Glyph::corner, Ink::faint);
  canvas.fill(line, axis.left, axis.right(), Glyph::floor, Ink::faint);
  for (std::int64_t tick = 0; tick < axis.end_ms; tick += axis.tick_ms()) {
    const int column = axis.column(tick);
    const std::string label = moment_words(tick);
    if (tick > 0) canvas.put(line, column, Glyph::floor_tick, Ink::faint);
    if (column + column_count(label) <= axis.right()) canvas.put(labels, column, label, Ink::faint);
  }
}

}  // namespace refreshsim
