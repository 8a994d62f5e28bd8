#include "sim/report/mark_rows.h"

#include <algorithm>

#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

// Marks that would overlap, as one: `v1-3`. What would go beyond the right edge begins earlier.
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
  int begin(const Look& look, const TimeAxis& axis) const {
    return std::min(column, axis.right() - column_count(text(look)));
  }
  int end(const Look& look, const TimeAxis& axis) const {
    return begin(look, axis) + column_count(text(look));
  }
  void take(const Cluster& later) {
    if (!later.last.empty()) last = later.last;
    if (later.glyph == Glyph::refused) glyph = later.glyph;
  }
};

std::vector<Cluster> clusters(const Look& look, const TimeAxis& axis, const EventMarks& marks) {
  std::vector<Cluster> all;
  for (const EventMark& event : marks.events) {
    all.push_back({axis.column(event.at_ms), event.glyph, event.key, event.key});
    while (all.size() > 1) {
      const Cluster& later = all.back();
      Cluster& earlier = all[all.size() - 2];
      if (later.begin(look, axis) >= earlier.end(look, axis)) break;
      earlier.take(later);
      all.pop_back();
    }
  }
  return all;
}

// What fills a text up to a width; at least one.
std::string blanks(const std::string& text, int width) {
  return std::string(static_cast<std::size_t>(std::max(1, width - column_count(text))), ' ');
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
    canvas.put(row, cluster.begin(canvas.look(), axis), cluster.text(canvas.look()),
               cluster.glyph == Glyph::refused ? Ink::trouble : ink);
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
  bool refusals = false;
  for (const EventMark& event : marks.events) {
    if (event.text.empty()) continue;
    const bool refused = event.glyph == Glyph::refused;
    refusals = refusals || refused;
    const std::string head = std::string(glyph(look, event.glyph)) + event.key;
    const std::string moment = short_moment_words(event.at_ms);
    const std::string times =
        event.times > 1 ? " (" + count_words(static_cast<std::int64_t>(event.times)) + " times)"
                        : "";
    const std::string begin = "  " + head + blanks(head, 4) + moment + blanks(moment, 9);
    const int room = look.width - column_count(begin) - column_count(times);
    list += "  " + paint(look, refused ? Ink::trouble : Ink::strong, head) + blanks(head, 4) +
            paint(look, Ink::faint, moment) + blanks(moment, 9) +
            shortened(printable(event.text, look.utf8), room, look.utf8) + times + "\n";
  }
  std::string rest = refusals ? std::string(glyph(look, Glyph::refused)) + " refused" : "";
  if (!marks.rest.empty()) rest += (rest.empty() ? "" : "; ") + marks.rest;
  return rest.empty() ? list : list + "  " + paint(look, Ink::faint, rest) + "\n";
}

}  // namespace refreshsim
