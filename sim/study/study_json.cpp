#include <fmt/format.h>

#include <cmath>

#include "sim/report/json_writer.h"
#include "sim/scenario/scalars.h"
#include "sim/study/study_reports.h"
#include "sim/study/tables.h"

namespace refreshsim {
namespace {

/// Nine significant digits: what is left of sums is noise.
Value number(double value) {
  if (!std::isfinite(value)) return {};
  const double rounded = parse_number(fmt::format("{:.9g}", value)).value_or(value);
  return rounded == 0 ? Value(0) : Value(rounded);
}
Value number(const std::optional<double>& value) { return value ? number(*value) : Value(); }

Value interval_of(const Interval& of) { return Value::List{number(of.low), number(of.high)}; }

Value value_of(const QuantileEstimate& of) {
  return Value::Map{{"value", number(of.value)},
                    {"interval", Value::List{number(of.low), number(of.high)}}};
}

Value::Map value_of(const MeanEstimate& of) {
  return {{"mean", of.count == 0 ? Value() : number(of.mean)},
          {"interval", interval_of(of.interval)},
          {"half_width", number(of.interval.half_width())},
          {"method", name(of.method)},
          {"replicas", static_cast<std::int64_t>(of.count)},
          {"standard_deviation", number(of.deviation)},
          {"skewness", number(of.skewness)}};
}

Value value_of(const std::optional<Controlled>& of) {
  if (!of) return {};
  return Value::Map{{"mean", number(of->estimate.mean)},
                    {"interval", interval_of(of->estimate.interval)},
                    {"narrower", number(of->narrower)}};
}

Value value_of(const Comparison& of) {
  Value::Map map = value_of(of.difference);
  map.emplace_back("p_value", number(of.difference.p_value));
  map.emplace_back("holm_p_value", number(of.holm_p));
  map.emplace_back("unpaired_half_width", number(of.unpaired_half_width));
  map.emplace_back("control_variates", value_of(of.controlled));
  return map;
}

Value replica_of(const Study& study, std::size_t strategy, std::optional<std::uint32_t> replica) {
  if (!replica) return {};
  return Value::Map{{"replica", *replica}, {"replay", replay_command(study, strategy, *replica)}};
}

Value value_of(const Findings& of, std::size_t metric, std::size_t strategy) {
  const Cell& cell = of.analysis.cells[metric][strategy];
  Value::Map map = value_of(cell.mean);
  map.emplace_back("null_replicas", static_cast<std::int64_t>(cell.missing));
  map.emplace_back("p50", value_of(cell.p50));
  map.emplace_back("p90", value_of(cell.p90));
  map.emplace_back("p99", value_of(cell.p99));
  map.emplace_back("min", number(cell.least));
  map.emplace_back("max", number(cell.most));
  map.emplace_back("best_in", number(cell.best_in));
  map.emplace_back("control_variates", value_of(cell.controlled));
  map.emplace_back("worst", replica_of(of.study, strategy, cell.worst));
  map.emplace_back("median", replica_of(of.study, strategy, cell.median));
  map.emplace_back("difference", cell.comparison ? value_of(*cell.comparison) : Value());
  return map;
}

Value strategies_of(const Findings& of) {
  Value::List all;
  for (std::size_t i = 0; i < of.study.strategies.size(); ++i) {
    const Strategy& strategy = of.study.strategies[i];
    Value::Map settings;
    for (const Setting& each : strategy.settings) settings.emplace_back(each.path, each.value);
    Value::Map metrics;
    for (std::size_t m = 0; m < of.study.metrics.size(); ++m) {
      metrics.emplace_back(of.study.metrics[m].name, value_of(of, m, i));
    }
    Value::Map map{{"name", strategy.name},
                   {"settings", std::move(settings)},
                   {"replicas", static_cast<std::int64_t>(of.run.numbers.count(i))}};
    const auto& stopped = of.run.stopped_for[i];
    map.emplace_back("stopped_for", stopped ? Value(of.study.strategies[*stopped].name) : Value());
    map.emplace_back("pareto_front",
                     of.analysis.front.empty() ? Value() : Value(front_word(of.analysis.front[i])));
    map.emplace_back("metrics", std::move(metrics));
    all.emplace_back(std::move(map));
  }
  return all;
}

Value metrics_of(const Findings& of) {
  static constexpr std::array<std::string_view, 5> kUnits{"ratio", "count", "ms", "instance-ms",
                                                          "share"};
  Value::List all;
  for (std::size_t m = 0; m < of.study.metrics.size(); ++m) {
    const StudyMetric& metric = of.study.metrics[m];
    Value::Map map{{"name", metric.name},
                   {"unit", kUnits[static_cast<std::size_t>(metric.unit)]},
                   {"more_is_better", of.study.more_is_better(m)}};
    if (metric.kind == StudyMetric::Kind::expectation) map.emplace_back("text", metric.path);
    Value regression;
    if (of.regressions[m]) {
      Value::List effects;
      for (const Effect& each : of.regressions[m]->effects) {
        effects.emplace_back(Value::Map{{"setting", each.term},
                                        {"effect", number(each.estimate.mean)},
                                        {"standard_error", number(each.error)},
                                        {"interval", interval_of(each.estimate.interval)},
                                        {"over_its_range", number(each.range())}});
      }
      regression = Value::Map{{"interactions", of.regressions[m]->interactions},
                              {"explained", number(of.regressions[m]->explained)},
                              {"effects", std::move(effects)}};
    }
    map.emplace_back("regression", std::move(regression));
    all.emplace_back(std::move(map));
  }
  return all;
}

}  // namespace

void write_study_json(const Findings& of, const Look&, ByteSink& out) {
  Value::List sentences;
  for (const std::string& each : conclusions(of)) sentences.emplace_back(each);
  Value::List remarks;
  for (const std::string& each : notes(of)) remarks.emplace_back(each);
  Value::List wishes;
  for (std::size_t i = 0; i < of.study.wishes.size(); ++i) {
    wishes.emplace_back(Value::Map{{"text", of.study.wishes[i].text},
                                   {"ok", of.analysis.wishes[i].ok},
                                   {"got", of.analysis.wishes[i].got}});
  }
  std::string text;
  append_json(text, Value::Map{{"name", of.study.name},
                               {"seed", std::to_string(of.study.seed)},
                               {"partial", of.run.partial},
                               {"baseline", of.study.strategies[of.study.baseline].name},
                               {"conclusions", std::move(sentences)},
                               {"notes", std::move(remarks)},
                               {"metrics", metrics_of(of)},
                               {"strategies", strategies_of(of)},
                               {"expectations", std::move(wishes)}});
  out.write(text + "\n");
}

}  // namespace refreshsim
