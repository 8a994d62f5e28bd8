// The statistics of model.md, section 7, that go by zone or by status: beside those of
// include/refreshsim/metric.h, what a study may measure.
#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "refreshsim/metric.h"

namespace refreshsim {

/// Of a group: `zones.` with a zone's id, a dot, and a level's path.
inline constexpr std::string_view kZonePrefix = "zones.";
/// Of an activity: these with the name of a status.
inline constexpr std::string_view kStatusTimePrefix = "time_in_status_ms.";
inline constexpr std::string_view kRowsPrefix = "rows.";

struct ZoneMetric {
  std::string_view path;
  MetricValue (*of)(const ZoneStatistics&);
};

#define REFRESHSIM_ZONE_METRICS(level)                                                            \
  ZoneMetric{#level ".min",                                                                       \
             [](const ZoneStatistics& of) { return metric_detail::number(of.level.min); }},       \
      ZoneMetric{#level ".max",                                                                   \
                 [](const ZoneStatistics& of) { return metric_detail::number(of.level.max); }},   \
      ZoneMetric {                                                                                \
#level ".mean", [](const ZoneStatistics& of) { return metric_detail::number(of.level.mean); } \
  }
inline constexpr std::array kZoneMetrics{REFRESHSIM_ZONE_METRICS(in_service),
                                         REFRESHSIM_ZONE_METRICS(serving),
                                         REFRESHSIM_ZONE_METRICS(serving_badly)};
#undef REFRESHSIM_ZONE_METRICS

inline MetricValue detailed_metric(const GroupStatistics& of, std::string_view path) {
  if (!path.starts_with(kZonePrefix)) return metric(of, path);
  path.remove_prefix(kZonePrefix.size());
  for (const ZoneStatistics& zone : of.zones) {
    for (const ZoneMetric& each : kZoneMetrics) {
      const bool about = path.size() == zone.zone.size() + 1 + each.path.size() &&
                         path.starts_with(zone.zone) && path[zone.zone.size()] == '.' &&
                         path.ends_with(each.path);
      if (about) return each.of(zone);
    }
  }
  return std::nullopt;
}

/// What a status that was never entered lacks is 0.
template <NamedEnum Status>
MetricValue by_status(const std::vector<std::pair<Status, std::int64_t>>& all,
                      std::string_view status) {
  const auto wanted = parse<Status>(status);
  if (!wanted) return std::nullopt;
  for (const auto& [each, value] : all) {
    if (each == *wanted) return metric_detail::number(value);
  }
  return 0.0;
}

inline MetricValue detailed_metric(const ActivityStatistics& of, std::string_view path) {
  if (path.starts_with(kStatusTimePrefix)) {
    return by_status(of.time_in_status_ms, path.substr(kStatusTimePrefix.size()));
  }
  if (path.starts_with(kRowsPrefix)) return by_status(of.rows, path.substr(kRowsPrefix.size()));
  return metric(of, path);
}

}  // namespace refreshsim
