// The exact statistics of a group (model.md, section 7): integers, instances × milliseconds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// A quotient of two integers that is not rounded before it is shown; null if the denominator is 0.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;

  std::optional<double> value() const {
    if (denominator == 0) return std::nullopt;
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
};

/// A step function over the window; all null if the window is empty.
struct Level {
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  Ratio mean;
  std::optional<std::int64_t> min_at_ms = std::nullopt;  ///< when it was first so low
  std::optional<std::int64_t> max_at_ms = std::nullopt;  ///< when it was first so high
};

struct ZoneStatistics {
  std::string zone;
  Level in_service;
  Level serving;
  Level serving_badly;
};

/// Nearest-rank quantiles over the group's instances; null if it never had any.
struct DowntimeQuantiles {
  std::optional<std::int64_t> p50, p90, p99, max;
};

struct GroupStatistics {
  std::string id;
  std::int64_t window_ms = 0;
  Level desired, in_service, serving, serving_badly;
  std::vector<ZoneStatistics> zones;
  Ratio availability;                 ///< ∫ min(serving, desired) ÷ ∫ desired
  std::int64_t lost_capacity_ms = 0;  ///< ∫ max(0, desired − serving)
  std::int64_t bad_exposure_ms = 0;   ///< ∫ serving_badly
  std::int64_t surge_cost_ms = 0;     ///< ∫ surge instances
  std::int64_t mixed_version_ms = 0;  ///< two or more ImageIds in service
  std::vector<std::pair<std::string, std::int64_t>> below_ms;  ///< by `slo` threshold as written
  std::optional<std::int64_t> blast_radius;
  std::optional<std::int64_t> time_to_detect_ms;
  std::optional<std::int64_t> time_to_recover_ms;
  DowntimeQuantiles downtime_ms;
};

struct ActivityStatistics {
  std::int64_t duration_ms = 0;
  std::vector<std::pair<ActivityStatus, std::int64_t>> time_in_status_ms;  ///< that it was ever in
  std::vector<std::pair<RowStatus, std::int64_t>> rows;                    ///< by final status, > 0
  std::int64_t retries = 0;  ///< attempts past the first
};

}  // namespace refreshsim
