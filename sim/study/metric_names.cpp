#include <algorithm>
#include <charconv>

#include "sim/base/suggest.h"
#include "sim/scenario/utf8.h"
#include "sim/study/detailed_metric.h"
#include "sim/study/measure.h"

namespace refreshsim {
namespace {

using Found = tl::expected<std::vector<StudyMetric>, std::string>;
using Kind = StudyMetric::Kind;

constexpr std::string_view kStudyDuration = "duration";
constexpr std::string_view kEachExpectation = "P(expectation)";
constexpr std::string_view kMs = "_ms";
constexpr std::array<std::string_view, 7> kUsual{"availability", "lost_capacity", "bad_exposure",
                                                 "duration",     "surge_cost",    "time_to_recover",
                                                 "blast_radius"};

/// A path of the table without its `_ms`: `lost_capacity`, `downtime.p99`.
std::string short_name(std::string_view path) {
  std::string text(path);
  const std::size_t at = text.find(kMs);
  if (at != std::string::npos) text.erase(at, kMs.size());
  return text;
}

template <class Table>
auto find_in(const Table& table, std::string_view name) {
  return std::find_if(table.begin(), table.end(), [&](const auto& each) {
    return each.path == name || short_name(each.path) == name;
  });
}

Unit unit_of(std::string_view path, std::string_view meaning) {
  if (path == "availability") return Unit::ratio;
  if (path.find(kMs) == std::string_view::npos) return Unit::count;
  return meaning.starts_with("instances × ms") ? Unit::instance_ms : Unit::ms;
}

bool usually_more(std::string_view path) {
  return path == "availability" || path.starts_with("serving.") || path.starts_with("in_service.");
}

/// The rest of `name` after one of the names and a dot; the longest counts.
struct Owner {
  std::size_t number = 0;
  std::string_view rest;
};
template <class NameOf>
std::optional<Owner> owner(std::string_view name, std::size_t count, NameOf name_of) {
  std::optional<Owner> best;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view each = name_of(i);
    if (!name.starts_with(each) || !name.substr(each.size()).starts_with('.')) continue;
    const std::string_view rest = name.substr(each.size() + 1);
    if (!best || rest.size() < best->rest.size()) best = Owner{i, rest};
  }
  return best;
}

bool has_threshold(const Scenario& scenario, std::string_view text) {
  return std::any_of(scenario.serving_at_least.begin(), scenario.serving_at_least.end(),
                     [&](const Threshold& each) { return each.text == text; });
}

/// `zones.zone-1.serving.min`
std::optional<StudyMetric> zone_metric(const Scenario& scenario, std::string_view name) {
  if (!name.starts_with(kZonePrefix)) return std::nullopt;
  const auto zone = owner(name.substr(kZonePrefix.size()), scenario.zones.size(),
                          [&](std::size_t i) { return std::string_view(scenario.zones[i]); });
  if (!zone) return std::nullopt;
  const auto found = find_in(kZoneMetrics, zone->rest);
  if (found == kZoneMetrics.end()) return std::nullopt;
  StudyMetric metric;
  metric.kind = Kind::group;
  metric.path = name;
  metric.more_is_better = usually_more(found->path);
  return metric;
}

std::optional<StudyMetric> group_metric(const Scenario& scenario, std::string_view name) {
  StudyMetric metric;
  metric.kind = Kind::group;
  const auto found = find_in(kGroupMetrics, name);
  if (found != kGroupMetrics.end()) {
    metric.path = found->path;
    metric.unit = unit_of(found->path, found->meaning);
    metric.more_is_better = usually_more(found->path);
    return metric;
  }
  for (const std::string_view prefix : {kBelowPrefix, std::string_view("below.")}) {
    if (!name.starts_with(prefix) || !has_threshold(scenario, name.substr(prefix.size()))) continue;
    metric.path = std::string(kBelowPrefix) + std::string(name.substr(prefix.size()));
    metric.unit = Unit::ms;
    return metric;
  }
  return zone_metric(scenario, name);
}

template <class Status>
bool has_status(std::string_view name, std::string_view prefix) {
  return name.starts_with(prefix) && parse<Status>(name.substr(prefix.size())).has_value();
}

/// `time_in_status.AUTO_PAUSE`, with or without `_ms`, and `rows.FAILED`.
std::optional<StudyMetric> status_metric(std::string_view name) {
  const std::string bare = short_name(kStatusTimePrefix);
  StudyMetric metric;
  metric.kind = Kind::activity;
  if (has_status<RowStatus>(name, kRowsPrefix)) {
    metric.path = name;
    return metric;
  }
  for (const std::string_view prefix : {kStatusTimePrefix, std::string_view(bare)}) {
    if (!has_status<ActivityStatus>(name, prefix)) continue;
    metric.path = std::string(kStatusTimePrefix) + std::string(name.substr(prefix.size()));
    metric.unit = Unit::ms;
    return metric;
  }
  return std::nullopt;
}

std::optional<StudyMetric> activity_metric(const Scenario& scenario, std::string_view name) {
  const auto of = owner(name, scenario.activity_names.size(), [&](std::size_t i) {
    return std::string_view(scenario.activity_names[i]);
  });
  if (!of) return std::nullopt;
  const auto found = find_in(kActivityMetrics, of->rest);
  std::optional<StudyMetric> metric = status_metric(of->rest);
  if (found != kActivityMetrics.end()) {
    metric = StudyMetric{};
    metric->kind = Kind::activity;
    metric->path = found->path;
    metric->unit = unit_of(found->path, found->meaning);
  }
  if (metric) metric->activity = scenario.activity_names[of->number];
  return metric;
}

StudyMetric expectation_metric(std::size_t number, const std::string& text) {
  StudyMetric metric;
  metric.name = "P(" + std::to_string(number + 1) + ")";
  metric.path = text;
  metric.kind = Kind::expectation;
  metric.unit = Unit::share;
  metric.more_is_better = true;
  metric.expectation = number;
  return metric;
}

Found expectations(const Scenario& scenario, std::string_view name) {
  const std::vector<std::string> texts = expectation_texts(scenario);
  std::vector<StudyMetric> all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    StudyMetric metric = expectation_metric(i, texts[i]);
    if (name == kEachExpectation || name == metric.name) all.push_back(std::move(metric));
  }
  if (!all.empty()) return all;
  if (texts.empty()) return tl::unexpected(std::string("the scenario has no expectations"));
  return tl::unexpected(ticked(name) + " is none of the scenario's expectations, P(1) to P(" +
                        std::to_string(texts.size()) + ")");
}

std::string no_metric(const Scenario& scenario, std::string_view name) {
  std::vector<std::string> texts{std::string(kStudyDuration), std::string(kEachExpectation)};
  for (const auto& each : kGroupMetrics) {
    texts.push_back(short_name(each.path));
    texts.emplace_back(each.path);
  }
  for (const Threshold& each : scenario.serving_at_least) {
    texts.push_back(std::string(kBelowPrefix) + each.text);
  }
  for (const std::string& zone : scenario.zones) {
    for (const auto& each : kZoneMetrics) {
      texts.push_back(std::string(kZonePrefix) + zone + "." + std::string(each.path));
    }
  }
  for (const std::string& activity : scenario.activity_names) {
    for (const auto& each : kActivityMetrics) {
      texts.push_back(activity + "." + short_name(each.path));
    }
    for (const ActivityStatus status : values<ActivityStatus>()) {
      texts.push_back(activity + "." + short_name(kStatusTimePrefix) +
                      std::string(refreshsim::name(status)));
    }
    for (const RowStatus status : values<RowStatus>()) {
      texts.push_back(activity + "." + std::string(kRowsPrefix) +
                      std::string(refreshsim::name(status)));
    }
  }
  const std::vector<std::string_view> known(texts.begin(), texts.end());
  return "there is no metric " + ticked(name) + did_you_mean(name, known);
}

}  // namespace

std::vector<std::string> expectation_texts(const Scenario& scenario) {
  std::vector<std::string> texts;
  for (const Expectation& each : scenario.expectations) texts.push_back(each.text);
  for (std::size_t i = 0; i < scenario.calls.size(); ++i) {
    const Call& call = scenario.calls[i];
    if (call.expect.empty()) continue;
    texts.push_back("call " + std::to_string(i + 1) + " " + std::string(name(call.action)) +
                    " answers " + call.expect);
  }
  return texts;
}

Found find_metrics(const Scenario& scenario, std::string_view name) {
  if (name.starts_with("P(")) return expectations(scenario, name);
  StudyMetric metric;
  metric.unit = Unit::ms;
  if (name != kStudyDuration) {
    const auto of = owner(name, scenario.groups.size(),
                          [&](std::size_t i) { return std::string_view(scenario.groups[i].id); });
    std::optional<StudyMetric> found = group_metric(scenario, of ? of->rest : name);
    if (found && of) found->group = of->number;
    if (found && !of && scenario.groups.size() > 1) {
      return tl::unexpected("there are several scaling groups: write `" + scenario.groups[0].id +
                            "." + std::string(name) + "` or the like");
    }
    if (!found) found = activity_metric(scenario, name);
    if (!found || scenario.groups.empty()) return tl::unexpected(no_metric(scenario, name));
    metric = *found;
  }
  metric.name = name;
  return std::vector{metric};
}

std::vector<StudyMetric> usual_metrics(const Scenario& scenario) {
  std::vector<StudyMetric> all;
  const auto add = [&](std::string_view name) {
    if (auto found = find_metrics(scenario, name)) {
      all.insert(all.end(), found->begin(), found->end());
    }
  };
  for (const std::string_view each : kUsual) {
    if (scenario.groups.size() == 1 || each == kStudyDuration) {
      add(each);
      continue;
    }
    for (const ScalingGroup& group : scenario.groups) add(group.id + "." + std::string(each));
  }
  add(kEachExpectation);
  return all;
}

}  // namespace refreshsim
