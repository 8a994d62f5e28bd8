#include "sim/study/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/report/utf8.h"
#include "sim/study/quantity.h"

namespace refreshsim {
namespace {

std::string p_text(double p) { return p < 0.0001 ? "<.0001" : fmt::format("{:.4f}", p); }

std::string percent(std::optional<double> share) {
  return share ? fmt::format("{:.0f} %", 100 * *share) : "-";
}

/// How many times wider without common random numbers.
std::string gain_text(double unpaired, double paired) {
  if (!std::isfinite(unpaired) || !std::isfinite(paired)) return "-";
  if (unpaired == 0) return "-";
  if (paired == 0) return "exact";
  return fmt::format("{:.1f}x", unpaired / paired);
}

std::string quantile_text(const Quantity& quantity, const QuantileEstimate& of, bool interval) {
  std::string text = quantity.number(of.value);
  if (!interval) return text;
  return text + " (" + (of.low ? quantity.number(*of.low) : "-") + " to " +
         (of.high ? quantity.number(*of.high) : "-") + ")";
}

/// The unit and digits that suit the differences of a metric.
Quantity difference_quantity(const Findings& of, std::size_t metric) {
  double largest = 0;
  double finest = 0;
  for (const Cell& each : of.analysis.cells[metric]) {
    if (!each.comparison) continue;
    const MeanEstimate& off = each.comparison->difference;
    if (std::isfinite(off.mean)) largest = std::max(largest, std::abs(off.mean));
    const double half = off.interval.half_width();
    if (!(half > 0) || !std::isfinite(half)) continue;
    largest = std::max({largest, std::abs(off.interval.low), std::abs(off.interval.high)});
    finest = finest == 0 ? half : std::min(finest, half);
  }
  return Quantity(of.study.metrics[metric], largest, finest);
}

Quantity regression_quantity(const Findings& of, std::size_t metric) {
  double largest = 0;
  double finest = 0;
  for (const Effect& each : of.regressions[metric]->effects) {
    largest = std::max({largest, std::abs(each.estimate.mean), std::abs(each.range())});
    if (each.error > 0) finest = finest == 0 ? each.error : std::min(finest, each.error);
  }
  return Quantity(of.study.metrics[metric], largest, finest);
}

void add_control_row(const Findings& of, std::size_t metric, const std::string& label,
                     const MeanEstimate& plain, const std::optional<Controlled>& controlled,
                     StudyTable& table) {
  if (!controlled) return;
  const Quantity fitting(of.study.metrics[metric], std::abs(plain.mean),
                         controlled->estimate.interval.half_width());
  const std::string unit = fitting.unit().empty() ? "" : " " + fitting.unit();
  table.rows.push_back({of.study.metrics[metric].name + " of " + label,
                        fitting.number(controlled->estimate.mean) + unit,
                        fitting.number(plain.interval.half_width()),
                        fitting.number(controlled->estimate.interval.half_width()),
                        fmt::format("{:.2f}x", controlled->narrower)});
}

}  // namespace

std::vector<std::string> labels_of(const Study& study, std::size_t widest) {
  std::vector<std::string> labels;
  bool fits = true;
  for (const Strategy& each : study.strategies) {
    fits = fits && static_cast<std::size_t>(column_count(each.name)) <= widest;
    labels.push_back(printable(each.name, true));
  }
  if (fits) return labels;
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = "#" + std::to_string(i + 1);
  return labels;
}

std::string metric_title(const Findings& of, std::size_t metric) {
  const StudyMetric& about = of.study.metrics[metric];
  std::string text = about.name;
  const std::string unit = quantity_of(of, metric).unit();
  if (!unit.empty()) text += ", " + unit;
  text += of.study.more_is_better(metric) ? " (more is better)" : " (less is better)";
  if (about.kind == StudyMetric::Kind::expectation) text += ": " + about.path;
  return text;
}

StudyTable metric_table(const Findings& of, std::size_t metric,
                        const std::vector<std::string>& labels, bool intervals) {
  const Quantity quantity = quantity_of(of, metric);
  const bool share = of.study.metrics[metric].unit == Unit::share;
  const bool more = of.study.more_is_better(metric);
  StudyTable table{{"strategy", share ? "share" : "mean", "95 % interval"}, {}};
  if (!share) table.head.insert(table.head.end(), {"p50", "p90", "p99", "max"});
  if (!share && more) table.head.emplace_back("min");
  if (intervals) table.head.insert(table.head.end(), {"worst replica", "median replica"});
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Cell& cell = of.analysis.cells[metric][i];
    const bool some = cell.mean.count > 0;
    std::vector<std::string>& row = table.rows.emplace_back();
    row = {labels[i], some ? quantity.number(cell.mean.mean) : "-",
           some ? quantity.range(cell.mean.interval) : "-"};
    if (!share) {
      for (const QuantileEstimate* each : {&cell.p50, &cell.p90, &cell.p99}) {
        row.push_back(quantile_text(quantity, *each, intervals));
      }
      row.push_back(quantity.number(cell.most));
      if (more) row.push_back(quantity.number(cell.least));
    }
    if (!intervals) continue;
    for (const auto& replica : {cell.worst, cell.median}) {
      row.push_back(replica ? std::to_string(*replica) : "-");
    }
  }
  return table;
}

StudyTable comparison_table(const Findings& of, std::size_t metric,
                            const std::vector<std::string>& labels) {
  const Quantity quantity = difference_quantity(of, metric);
  StudyTable table{
      {"strategy", "difference", "95 % interval", "p (Holm)", "best in", "unpaired", "gain"}, {}};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Cell& cell = of.analysis.cells[metric][i];
    if (!cell.comparison || cell.comparison->difference.count == 0) {
      table.rows.push_back({labels[i], "", "", "", percent(cell.best_in), "", ""});
      continue;
    }
    const MeanEstimate& off = cell.comparison->difference;
    const double unpaired = cell.comparison->unpaired_half_width;
    const double half = off.interval.half_width();
    table.rows.push_back({labels[i], quantity.with_sign(off.mean), quantity.range(off.interval),
                          p_text(cell.comparison->holm_p), percent(cell.best_in),
                          quantity.number(unpaired), gain_text(unpaired, half)});
  }
  return table;
}

std::string comparison_title(const Findings& of, std::size_t metric,
                             const std::vector<std::string>& labels) {
  const std::string unit = difference_quantity(of, metric).unit();
  return "Differences from " + labels[of.study.baseline] + (unit.empty() ? "" : ", " + unit);
}

StudyTable control_table(const Findings& of, const std::vector<std::string>& labels,
                         bool objectives_only) {
  StudyTable table{{"control variates", "mean", "plain +/-", "with +/-", "narrower"}, {}};
  for (std::size_t m = 0; m < of.study.metrics.size(); ++m) {
    const bool wanted = std::any_of(of.study.objectives.begin(), of.study.objectives.end(),
                                    [m](const Objective& each) { return each.metric == m; });
    if (objectives_only && !wanted) continue;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const Cell& cell = of.analysis.cells[m][i];
      add_control_row(of, m, labels[i], cell.mean, cell.controlled, table);
      if (!cell.comparison) continue;
      add_control_row(of, m, labels[i] + " less " + labels[of.study.baseline],
                      cell.comparison->difference, cell.comparison->controlled, table);
    }
  }
  return table;
}

std::string_view front_word(Front front) {
  switch (front) {
    case Front::on:
      return "on the front";
    case Front::not_told_apart:
      return "can't be told from it";
    case Front::off:
      return "off";
  }
  return {};
}

StudyTable front_table(const Findings& of, const std::vector<std::string>& labels) {
  StudyTable table{{"strategy"}, {}};
  for (const Objective& each : of.study.objectives) {
    const std::string unit = quantity_of(of, each.metric).unit();
    table.head.push_back(of.study.metrics[each.metric].name + (unit.empty() ? "" : ", " + unit));
  }
  table.head.emplace_back("Pareto front");
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::vector<std::string>& row = table.rows.emplace_back();
    row.push_back(labels[i]);
    for (const Objective& each : of.study.objectives) {
      row.push_back(
          quantity_of(of, each.metric).number(of.analysis.cells[each.metric][i].mean.mean));
    }
    row.emplace_back(front_word(of.analysis.front[i]));
  }
  return table;
}

std::string regression_title(const Findings& of, std::size_t metric) {
  const Regression& fitted = *of.regressions[metric];
  const std::string unit = regression_quantity(of, metric).unit();
  return fmt::format(
      "{}{}: what the settings do, the one that matters most first ({}; explains {:.0f} % of the "
      "differences)",
      of.study.metrics[metric].name, unit.empty() ? "" : ", " + unit,
      fitted.interactions ? "interactions of two included" : "no interactions: too few strategies",
      100 * fitted.explained);
}

StudyTable regression_table(const Findings& of, std::size_t metric) {
  StudyTable table{{"setting", "effect", "std. error", "95 % interval", "over its range"}, {}};
  const Quantity quantity = regression_quantity(of, metric);
  for (const Effect& each : of.regressions[metric]->effects) {
    table.rows.push_back({each.term, quantity.with_sign(each.estimate.mean),
                          quantity.number(each.error), quantity.range(each.estimate.interval),
                          quantity.with_sign(each.range())});
  }
  return table;
}

}  // namespace refreshsim
