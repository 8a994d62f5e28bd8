#include "sim/report/picture.h"

#include <algorithm>

#include "sim/report/bands.h"
#include "sim/report/canvas.h"
#include "sim/report/event_marks.h"
#include "sim/report/fleet_chart.h"
#include "sim/report/mark_rows.h"
#include "sim/report/time_axis.h"
#include "sim/report/utf8.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr std::size_t kActivities = 6;
constexpr int kNarrowestGutter = 15;  // "desired 99.9k ┤"
constexpr int kWidestGutter = 20;

std::vector<const ActivityView*> activities_of(const RunResult& result, const std::string& group) {
  std::vector<const ActivityView*> list;
  for (const ActivityView& activity : result.activities) {
    if (activity.group == group) list.push_back(&activity);
  }
  return list;
}

TimeAxis axis_for(const RunResult& result, const std::vector<const ActivityView*>& activities,
                  const Look& look) {
  int gutter = kNarrowestGutter;
  for (const ActivityView* activity : activities) {
    gutter = std::max(gutter, column_count(known_as(*activity)) + 2);
  }
  gutter = std::min(gutter, kWidestGutter);
  return {result.end_ms, gutter, look.width - gutter};
}

// What the marks mean, as far as they occur.
class Legend {
 public:
  explicit Legend(const Look& look) : look_(look) {}

  void explain(bool occurs, Glyph mark, Ink ink, std::string_view meaning) {
    if (!occurs) return;
    line_ += line_.empty() ? "  " : "   ";
    line_ += paint(look_, ink, glyph(look_, mark)) + " " + std::string(meaning);
  }
  void note(std::string_view text) { line_ += "   " + paint(look_, Ink::faint, text); }
  std::string line() const { return line_ + "\n"; }

 private:
  const Look& look_;
  std::string line_;
};

std::string fleet_legend(const std::vector<FleetColumn>& columns, const Look& look) {
  const auto any = [&](std::int64_t FleetLevel::*part) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const FleetColumn& column) { return column.worst.*part > 0; });
  };
  Legend legend(look);
  legend.explain(true, Glyph::serving, Ink::serving, "serving");
  legend.explain(any(&FleetLevel::badly), Glyph::badly, Ink::badly, "serving badly");
  legend.explain(any(&FleetLevel::out), Glyph::out, Ink::faint, "out of service");
  legend.note("(worst moment of each column)");
  return legend.line();
}

std::string activity_legend(const std::vector<const ActivityView*>& activities, const Look& look) {
  const auto any = [&](BatchStatus status) {
    return std::any_of(activities.begin(), activities.end(), [&](const ActivityView* each) {
      return std::any_of(each->batches.begin(), each->batches.end(),
                         [&](const BatchView& batch) { return batch.status == status; });
    });
  };
  const bool paused = std::any_of(activities.begin(), activities.end(), [](const ActivityView* a) {
    return std::any_of(a->history.begin(), a->history.end(),
                       [](const auto& entry) { return is_paused(entry.second); });
  });
  Legend legend(look);
  legend.explain(!activities.empty(), Glyph::running, Ink::serving, "running");
  legend.explain(paused, Glyph::paused, Ink::badly, "paused");
  legend.explain(any(BatchStatus::SUCCESSFUL), Glyph::batch_ok, Ink::serving, "successful");
  legend.explain(any(BatchStatus::PARTIALLY_SUCCESSFUL), Glyph::batch_partial, Ink::trouble,
                 "partially successful");
  legend.explain(any(BatchStatus::FAILED), Glyph::batch_failed, Ink::trouble, "failed");
  return legend.line();
}

}  // namespace

std::string picture(const RunResult& result, const Scenario& scenario, const History& history,
                    GroupId group, const Look& look) {
  if (result.end_ms <= 0) return "  (nothing happened in the window)\n";
  const auto activities = activities_of(result, scenario.groups[group.value].id);
  const TimeAxis axis = axis_for(result, activities, look);
  const std::vector<FleetColumn> columns = fleet_columns(history, group, axis);
  const EventMarks calls = call_marks(result, scenario, group);
  const EventMarks faults = fault_marks(history, scenario, group, result.end_ms);

  Canvas canvas(look);
  draw_fleet(canvas, axis, columns);
  draw_axis(canvas, axis);
  draw_marks(canvas, axis, "calls", calls, Ink::strong);
  draw_marks(canvas, axis, "faults", faults, Ink::badly);
  draw_failures(canvas, axis, columns);
  draw_surge(canvas, axis, columns);
  const std::size_t shown = std::min(activities.size(), kActivities);
  for (std::size_t i = 0; i < shown; ++i) draw_activity(canvas, axis, *activities[i]);

  std::string text = fleet_legend(columns, look) + canvas.text();
  if (activities.size() > shown) {
    const auto more = static_cast<std::int64_t>(activities.size() - shown);
    text += "  and " + count_words(more) + " more activities\n";
  }
  if (!activities.empty()) text += activity_legend(activities, look);
  const std::string events = list_marks(look, calls) + list_marks(look, faults);
  return events.empty() ? text : text + "\n" + events;
}

}  // namespace refreshsim
