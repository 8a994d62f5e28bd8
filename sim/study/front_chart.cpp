#include <algorithm>
#include <cmath>

#include "sim/report/canvas.h"
#include "sim/report/wrap.h"
#include "sim/study/quantity.h"
#include "sim/study/study_reports.h"

namespace refreshsim {
namespace {

constexpr int kHeight = 14;
constexpr std::string_view kMarks = "123456789abcdefghijklmnopqrstuvwxyz";

struct Axis {
  double least = 0;
  double most = 0;
  int place(double value, int cells) const {
    if (most == least) return cells / 2;
    return static_cast<int>(std::lround((value - least) / (most - least) * (cells - 1)));
  }
};

Axis axis_of(const Findings& of, std::size_t metric) {
  Axis axis{INFINITY, -INFINITY};
  for (const Cell& each : of.analysis.cells[metric]) {
    if (!std::isfinite(each.mean.mean)) continue;
    axis.least = std::min(axis.least, each.mean.mean);
    axis.most = std::max(axis.most, each.mean.mean);
  }
  return axis;
}

Ink ink_of(Front front) { return front == Front::off ? Ink::faint : Ink::strong; }

std::string title(const Findings& of, std::size_t metric) {
  const std::string unit = quantity_of(of, metric).unit();
  return of.study.metrics[metric].name + (unit.empty() ? "" : ", " + unit);
}

/// What the marks stand for; `*` for the front, `~` for what can't be told from it.
std::string key_of(const Findings& of, const std::vector<std::string>& labels) {
  std::string text;
  for (std::size_t i = 0; i < std::min(labels.size(), kMarks.size()); ++i) {
    const Front front = of.analysis.front[i];
    const char* const mark = front == Front::on ? "*" : front == Front::off ? "" : "~";
    text += (i == 0 ? "" : ", ") + std::string(1, kMarks[i]) + " = " + labels[i] + mark;
  }
  return text;
}

}  // namespace

std::string front_chart(const Findings& of, const std::vector<std::string>& labels,
                        const Look& look) {
  if (of.study.objectives.size() < 2) return {};
  const std::size_t across = of.study.objectives[0].metric;
  const std::size_t up = of.study.objectives[1].metric;
  const Axis x = axis_of(of, across);
  const Axis y = axis_of(of, up);
  if (!std::isfinite(x.least) || !std::isfinite(y.least)) return {};
  const Quantity along = quantity_of(of, across);
  const Quantity upward = quantity_of(of, up);
  const int margin =
      2 + static_cast<int>(std::max(upward.number(y.least).size(), upward.number(y.most).size()));
  const int cells = look.width - margin - 4;
  Canvas canvas(look);
  canvas.put(canvas.add_row(), margin, title(of, up));
  for (int i = 0; i < kHeight; ++i) canvas.put(canvas.add_row(), margin, Glyph::wall);
  canvas.put_before(1, margin - 1, upward.number(y.most));
  canvas.put_before(kHeight, margin - 1, upward.number(y.least));
  for (std::size_t i = std::min(labels.size(), kMarks.size()); i-- > 0;) {
    const double a = of.analysis.cells[across][i].mean.mean;
    const double b = of.analysis.cells[up][i].mean.mean;
    if (!std::isfinite(a) || !std::isfinite(b)) continue;
    const auto row = static_cast<std::size_t>(kHeight - y.place(b, kHeight));
    canvas.put(row, margin + 2 + x.place(a, cells), kMarks.substr(i, 1),
               ink_of(of.analysis.front[i]));
  }
  const std::size_t floor = canvas.add_row();
  canvas.put(floor, margin, Glyph::corner);
  canvas.fill(floor, margin + 1, look.width - 1, Glyph::floor);
  const std::size_t words = canvas.add_row();
  canvas.put(words, margin + 2, along.number(x.least));
  const std::string name = title(of, across);
  canvas.put(words, margin + 2 + (cells - static_cast<int>(name.size())) / 2, name);
  canvas.put_before(words, look.width - 1, along.number(x.most));
  return "\n" + canvas.text() +
         wrapped(key_of(of, labels) + " (* on the front, ~ can't be told from it)", "  ", look);
}

}  // namespace refreshsim
