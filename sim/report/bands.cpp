#include "sim/report/bands.h"

#include <algorithm>
#include <string>

#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

// A stretch of columns, at least one wide.
struct Stretch {
  int from = 0;
  int to = 0;
  int width() const { return to - from; }
};

Stretch stretch(const TimeAxis& axis, std::int64_t from_ms, std::int64_t to_ms) {
  const int from = axis.column(from_ms);
  return {from, std::max(axis.column_after(to_ms), from + 1)};
}

struct Style {
  Glyph glyph;
  Ink ink;
};

Style style(ActivityStatus status) {
  if (is_paused(status)) return {Glyph::paused, Ink::badly};
  return {status == ActivityStatus::INIT ? Glyph::waiting : Glyph::running, Ink::serving};
}

// A label in the middle of its stretch, if there is room for it and an end on either side.
void label_stretch(Canvas& canvas, std::size_t row, const Stretch& where, std::string_view label,
                   Ink ink) {
  const std::string spaced = " " + std::string(label) + " ";
  const int room = where.width() - column_count(spaced);
  if (room >= 2) canvas.put(row, where.from + room / 2, spaced, ink);
}

void draw_end(Canvas& canvas, std::size_t row, const TimeAxis& axis, const ActivityView& activity) {
  const int last = axis.right() - 1;
  if (!activity.end_ms) {
    canvas.put(row, last, Glyph::goes_on, Ink::strong);
    return;
  }
  const int end = std::min(axis.column_after(*activity.end_ms), last);
  const std::string label = " " + std::string(name(activity.status));
  const Ink ink = activity.status == ActivityStatus::SUCCESSFUL ? Ink::strong : Ink::trouble;
  canvas.put(row, end, Glyph::band_end, Ink::strong);
  if (end + 1 + column_count(label) <= axis.right()) {
    canvas.put(row, end + 1, label, ink);
  } else {
    canvas.put_before(row, end, label + " ", ink);
  }
}

// Pauses are drawn last: a short one is worth more than the end of what ran before it.
void draw_statuses(Canvas& canvas, std::size_t row, const TimeAxis& axis,
                   const ActivityView& activity) {
  const auto& history = activity.history;
  for (const bool pauses : {false, true}) {
    for (std::size_t i = 0; i < history.size(); ++i) {
      const auto [begin, status] = history[i];
      const std::int64_t end = i + 1 < history.size() ? history[i + 1].first : axis.end_ms;
      if (has_ended(status) || is_paused(status) != pauses || begin == end) continue;
      const Stretch where = stretch(axis, begin, end);
      canvas.fill(row, where.from, where.to, style(status).glyph, style(status).ink);
      label_stretch(canvas, row, where, name(status), style(status).ink);
    }
  }
  canvas.put(row, axis.column(activity.created_ms), Glyph::band_begin, Ink::strong);
  draw_end(canvas, row, axis, activity);
}

Style end_style(BatchStatus status) {
  switch (status) {
    case BatchStatus::FAILED:
      return {Glyph::batch_failed, Ink::trouble};
    case BatchStatus::PARTIALLY_SUCCESSFUL:
      return {Glyph::batch_partial, Ink::trouble};
    case BatchStatus::SUCCESSFUL:
    case BatchStatus::CANCELLED:
    case BatchStatus::WAITING:
    case BatchStatus::INIT:
    case BatchStatus::RUNNING:
      break;
  }
  return {Glyph::batch_ok, Ink::serving};
}

void draw_batch(Canvas& canvas, std::size_t row, const TimeAxis& axis, const BatchView& batch,
                std::size_t number) {
  if (!batch.start_ms) return;
  const Stretch where = stretch(axis, *batch.start_ms, batch.end_ms.value_or(axis.end_ms));
  const std::string digits = std::to_string(number);
  canvas.fill(row, where.from, where.to, Glyph::batch);
  if (column_count(digits) < where.width()) canvas.put(row, where.from, digits, Ink::strong);
  if (!batch.end_ms) {
    canvas.put(row, where.to - 1, Glyph::goes_on, Ink::strong);
    return;
  }
  canvas.put(row, where.to - 1, end_style(batch.status).glyph, end_style(batch.status).ink);
}

// Where several batches end in one column, a failed one shows.
void draw_batches(Canvas& canvas, std::size_t row, const TimeAxis& axis,
                  const ActivityView& activity) {
  for (std::size_t i = 0; i < activity.batches.size(); ++i) {
    draw_batch(canvas, row, axis, activity.batches[i], i + 1);
  }
  for (const BatchView& batch : activity.batches) {
    const Style end = end_style(batch.status);
    if (!batch.start_ms || !batch.end_ms || end.ink != Ink::trouble) continue;
    const Stretch where = stretch(axis, *batch.start_ms, *batch.end_ms);
    canvas.put(row, where.to - 1, end.glyph, end.ink);
  }
}

}  // namespace

const std::string& known_as(const ActivityView& activity) {
  return activity.as.empty() ? activity.id : activity.as;
}

void draw_activity(Canvas& canvas, const TimeAxis& axis, const ActivityView& activity) {
  const bool utf8 = canvas.look().utf8;
  const std::string label = shortened(printable(known_as(activity), utf8), axis.left - 2, utf8);
  const std::size_t statuses = canvas.add_row();
  canvas.put(statuses, 0, label, Ink::strong);
  draw_statuses(canvas, statuses, axis, activity);
  const std::size_t batches = canvas.add_row();
  canvas.put(batches, 0, "  batches", Ink::faint);
  draw_batches(canvas, batches, axis, activity);
}

}  // namespace refreshsim
