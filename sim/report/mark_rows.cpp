#include "sim/report/mark_rows.h"

#include <algorithm>

#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

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
