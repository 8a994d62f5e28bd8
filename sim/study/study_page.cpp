#include "sim/study/study_page.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/report/json_writer.h"
#include "sim/report/page_frame.h"
#include "sim/study/quantity.h"
#include "sim/study/study_reports.h"

namespace refreshsim {
namespace {

constexpr std::size_t kHistogramBars = 40;

struct Span {
  double low = 0;
  double high = 0;
};

// From the least to the most of a metric, over all strategies.
Span span_of(const Findings& of, std::size_t metric) {
  Span span{INFINITY, -INFINITY};
  for (std::size_t i = 0; i < of.study.strategies.size(); ++i) {
    for (const double value : of.run.numbers.of(i, metric)) {
      if (!std::isfinite(value)) continue;
      span.low = std::min(span.low, value);
      span.high = std::max(span.high, value);
    }
  }
  return span;
}

std::array<std::int64_t, kHistogramBars> histogram(std::span<const double> values,
                                                   const Span& span) {
  std::array<std::int64_t, kHistogramBars> bars{};
  const double width = (span.high - span.low) / static_cast<double>(kHistogramBars);
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    const double place = width > 0 ? (value - span.low) / width : 0;
    ++bars[std::min(static_cast<std::size_t>(place), kHistogramBars - 1)];
  }
  return bars;
}

void append_cell(JsonWriter& json, const Findings& of, std::size_t metric, std::size_t strategy,
                 const Span& span) {
  const Cell& cell = of.analysis.cells[metric][strategy];
  const Quantity quantity = quantity_of(of, metric);
  json.begin_map().key("mean").text(cell.mean.count == 0 ? "-" : quantity.number(cell.mean.mean));
  json.key("interval").text(quantity.range(cell.mean.interval));
  if (cell.comparison) {
    json.key("difference").text(quantity.with_sign(cell.comparison->difference.mean));
    json.key("difference_interval").text(quantity.range(cell.comparison->difference.interval));
  }
  json.key("bars").begin_list();
  for (const std::int64_t bar : histogram(of.run.numbers.of(strategy, metric), span)) {
    json.integer(bar);
  }
  json.end_list().end_map();
}

void append_metric(JsonWriter& json, const Findings& of, std::size_t metric) {
  const Span span = span_of(of, metric);
  json.begin_map().key("unit").text(quantity_of(of, metric).unit());
  json.key("span").value(std::isfinite(span.low) ? Value(Value::List{span.low, span.high})
                                                 : Value());
  json.key("cells").begin_list();
  for (std::size_t i = 0; i < of.study.strategies.size(); ++i)
    append_cell(json, of, metric, i, span);
  json.end_list().end_map();
}

std::string drawing(const Findings& of) {
  std::string text = "\"description\":";
  JsonWriter json(text);
  json.text(of.study.description).key("extent").text(extent(of));
  json.key("objectives").begin_list();
  for (const Objective& each : of.study.objectives) {
    json.begin_map().key("metric").integer(each.metric).key("maximize").flag(each.maximize);
    json.end_map();
  }
  json.end_list().key("pictures").begin_list();
  for (std::size_t m = 0; m < of.study.metrics.size(); ++m) append_metric(json, of, m);
  json.end_list();
  return text;
}

}  // namespace

void write_study_page(const Findings& of, std::string_view version, ByteSink& out) {
  out.write(page_frame().before);
  PageData data(out);
  std::string head = "{\"refreshsim\":";
  append_json_string(head, version);
  data.write(head + ",\"page\":\"study\"," + drawing(of) + ",\"study\":");
  write_study_json(of, Look{}, data);
  data.write("}");
  out.write(page_frame().after);
}

}  // namespace refreshsim
