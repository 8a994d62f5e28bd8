#include "sim/study/measure.h"

#include <algorithm>

#include "sim/study/detailed_metric.h"

namespace refreshsim {
namespace {

using Kind = StudyMetric::Kind;

}  // namespace

void StudySpan::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (record.kind == RecordKind::activity_created) {
      if (first_ms_ < 0) first_ms_ = record.time_ms;
      ++open_;
    } else if (record.kind == RecordKind::activity_status) {
      const auto to = static_cast<ActivityStatus>(record.to);
      const bool ended = to == ActivityStatus::SUCCESSFUL || to == ActivityStatus::CANCELLED ||
                         to == ActivityStatus::FAILED;
      if (!ended) continue;
      --open_;
      last_end_ms_ = record.time_ms;
    }
  }
}

MetricValue StudySpan::duration(std::int64_t end_ms) const {
  if (first_ms_ < 0) return std::nullopt;
  return static_cast<double>((open_ > 0 ? end_ms : last_end_ms_) - first_ms_);
}

namespace {

NameId name_of(const Scenario& scenario, const std::string& activity) {
  const auto& names = scenario.activity_names;
  const auto found = std::find(names.begin(), names.end(), activity);
  if (found == names.end()) return {};
  return NameId{static_cast<std::uint32_t>(found - names.begin())};
}

bool about_downtime(std::string_view path) {
  return path.find("downtime") != std::string_view::npos;
}

}  // namespace

Meter::Meter(const std::vector<StudyMetric>& metrics, const Scenario& scenario)
    : metrics_(metrics), verdicts_(scenario), names_(metrics.size()) {
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const StudyMetric& metric = metrics[i];
    needs_downtimes_ = needs_downtimes_ || about_downtime(metric.path);
    if (metric.kind == Kind::activity) {
      names_[i] = name_of(scenario, metric.activity);
      if (!names_[i].some()) continue;
      verdicts_.ask_for_activity(names_[i]);
      hears_verdicts_ = true;
    }
    if (metric.kind != Kind::expectation) continue;
    verdicts_.ask_for_expectation(metric.expectation);
    hears_verdicts_ = true;
    if (metric.expectation < scenario.expectations.size()) {
      const std::string& asked = scenario.expectations[metric.expectation].statistic;
      needs_downtimes_ = needs_downtimes_ || about_downtime(asked);
    }
  }
}

void Meter::prepare(std::vector<RecordSink*>& sinks) {
  span_.reset();
  sinks.assign(1, &span_);
  if (!hears_verdicts_) return;
  verdicts_.reset();
  sinks.push_back(&verdicts_);
}

MetricValue Meter::activity_number(std::size_t metric, const RunResult& result) const {
  if (!names_[metric].some()) return std::nullopt;
  const ActivityStatistics* of = verdicts_.statistics(names_[metric], result.end_ms);
  return of == nullptr ? std::nullopt : detailed_metric(*of, metrics_[metric].path);
}

MetricValue Meter::number(std::size_t metric, const RunResult& result) const {
  const StudyMetric& of = metrics_[metric];
  switch (of.kind) {
    case Kind::group:
      return detailed_metric(result.groups[of.group].statistics, of.path);
    case Kind::activity:
      return activity_number(metric, result);
    case Kind::duration:
      return span_.duration(result.end_ms);
    case Kind::expectation:
      return verdicts_.holds(of.expectation, result) ? 1.0 : 0.0;
  }
  return std::nullopt;
}

double Meter::operator()(std::size_t metric, const RunResult& result) const {
  return number(metric, result).value_or(kNull);
}

}  // namespace refreshsim
