// The numbers that expectations and studies ask for, each by its path: one table, from which files
// are checked and values are read (model.md, section 7).
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "refreshsim/statistics.h"

namespace refreshsim {

/// A number or null, as an expectation compares it.
using MetricValue = std::optional<double>;

template <class Statistics>
struct Metric {
  std::string_view path;
  std::string_view meaning;
  MetricValue (*of)(const Statistics&);
};

namespace metric_detail {

constexpr MetricValue number(std::int64_t value) { return static_cast<double>(value); }
constexpr MetricValue number(const std::optional<std::int64_t>& value) {
  return value ? number(*value) : std::nullopt;
}
inline MetricValue number(const Ratio& value) { return value.value(); }

}  // namespace metric_detail

#define REFRESHSIM_METRIC(Statistics, path, member, meaning)                             \
  Metric<Statistics> {                                                                   \
    path, meaning, [](const Statistics& of) { return metric_detail::number(of.member); } \
  }
#define REFRESHSIM_LEVEL_METRICS(level, meaning)                                          \
  REFRESHSIM_METRIC(GroupStatistics, #level ".min", level.min, meaning ": the least"),    \
      REFRESHSIM_METRIC(GroupStatistics, #level ".max", level.max, meaning ": the most"), \
      REFRESHSIM_METRIC(GroupStatistics, #level ".mean", level.mean,                      \
                        meaning ": the mean over time")

/// Of a group. Beside these there is `below_ms.` with a threshold of `slo` as written.
inline constexpr std::array kGroupMetrics{
    REFRESHSIM_METRIC(GroupStatistics, "availability", availability,
                      "the share of the desired capacity that served"),
    REFRESHSIM_METRIC(GroupStatistics, "lost_capacity_ms", lost_capacity_ms,
                      "instances × ms that were missing"),
    REFRESHSIM_METRIC(GroupStatistics, "bad_exposure_ms", bad_exposure_ms,
                      "instances × ms that took traffic and failed it"),
    REFRESHSIM_METRIC(GroupStatistics, "surge_cost_ms", surge_cost_ms,
                      "instances × ms of surge instances"),
    REFRESHSIM_METRIC(GroupStatistics, "mixed_version_ms", mixed_version_ms,
                      "ms with two or more images in service"),
    REFRESHSIM_METRIC(GroupStatistics, "blast_radius", blast_radius,
                      "the most instances that were there and not serving at once"),
    REFRESHSIM_METRIC(GroupStatistics, "time_to_detect_ms", time_to_detect_ms,
                      "ms from the start of trouble to the next pause, cancel or rollback"),
    REFRESHSIM_METRIC(GroupStatistics, "time_to_recover_ms", time_to_recover_ms,
                      "ms from the start of trouble to the last good stretch"),
    REFRESHSIM_LEVEL_METRICS(desired, "DesiredCapacity"),
    REFRESHSIM_LEVEL_METRICS(in_service, "instances in service"),
    REFRESHSIM_LEVEL_METRICS(serving, "instances serving"),
    REFRESHSIM_LEVEL_METRICS(serving_badly, "instances serving badly"),
    REFRESHSIM_METRIC(GroupStatistics, "downtime_ms.p50", downtime_ms.p50,
                      "an instance's ms out of service: the median"),
    REFRESHSIM_METRIC(GroupStatistics, "downtime_ms.p90", downtime_ms.p90,
                      "an instance's ms out of service: the 90th percentile"),
    REFRESHSIM_METRIC(GroupStatistics, "downtime_ms.p99", downtime_ms.p99,
                      "an instance's ms out of service: the 99th percentile"),
    REFRESHSIM_METRIC(GroupStatistics, "downtime_ms.max", downtime_ms.max,
                      "an instance's ms out of service: the longest")};

/// Of an activity.
inline constexpr std::array kActivityMetrics{
    REFRESHSIM_METRIC(ActivityStatistics, "duration_ms", duration_ms,
                      "ms from CreatedTime to EndTime"),
    REFRESHSIM_METRIC(ActivityStatistics, "retries", retries, "attempts past the first")};

#undef REFRESHSIM_METRIC
#undef REFRESHSIM_LEVEL_METRICS

inline constexpr std::string_view kBelowPrefix = "below_ms.";

/// A level that `always` can watch: an upper bound concerns the most, a lower one the least.
struct WatchedLevel {
  std::string_view path;
  Level GroupStatistics::*level;
};
inline constexpr std::array kWatchedLevels{
    WatchedLevel{"serving", &GroupStatistics::serving},
    WatchedLevel{"in_service", &GroupStatistics::in_service},
    WatchedLevel{"serving_badly", &GroupStatistics::serving_badly},
    WatchedLevel{"desired", &GroupStatistics::desired}};

/// The paths of a table, in its order.
template <class Row, std::size_t N>
constexpr std::array<std::string_view, N> paths(const std::array<Row, N>& table) {
  std::array<std::string_view, N> all{};
  for (std::size_t i = 0; i < N; ++i) all[i] = table[i].path;
  return all;
}

/// The meanings of a table, in its order.
template <class Row, std::size_t N>
constexpr std::array<std::string_view, N> meanings(const std::array<Row, N>& table) {
  std::array<std::string_view, N> all{};
  for (std::size_t i = 0; i < N; ++i) all[i] = table[i].meaning;
  return all;
}

/// The watched level at a path; null if there is none.
inline const Level* watched_level(const GroupStatistics& of, std::string_view path) {
  for (const WatchedLevel& each : kWatchedLevels) {
    if (each.path == path) return &(of.*each.level);
  }
  return nullptr;
}

/// The number at a path; null if it is null or there is no such path.
template <class Statistics, std::size_t N>
MetricValue metric(const std::array<Metric<Statistics>, N>& table, const Statistics& of,
                   std::string_view path) {
  for (const Metric<Statistics>& each : table) {
    if (each.path == path) return each.of(of);
  }
  return std::nullopt;
}

inline MetricValue metric(const GroupStatistics& of, std::string_view path) {
  if (!path.starts_with(kBelowPrefix)) return metric(kGroupMetrics, of, path);
  for (const auto& [threshold, below] : of.below_ms) {
    if (threshold == path.substr(kBelowPrefix.size())) return metric_detail::number(below);
  }
  return std::nullopt;
}

inline MetricValue metric(const ActivityStatistics& of, std::string_view path) {
  return metric(kActivityMetrics, of, path);
}

}  // namespace refreshsim
