#include "sim/report/json_group.h"

#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

void append_level(JsonWriter& json, std::string_view key, const Level& level) {
  json.key(key).begin_map();
  json.key("min").integer_or_null(level.min).key("max").integer_or_null(level.max);
  json.key("mean").ratio(level.mean).end_map();
}

void append_costs(JsonWriter& json, const GroupStatistics& statistics) {
  json.key("availability").ratio(statistics.availability);
  json.key("lost_capacity_ms").integer(statistics.lost_capacity_ms);
  json.key("bad_exposure_ms").integer(statistics.bad_exposure_ms);
  json.key("surge_cost_ms").integer(statistics.surge_cost_ms);
  json.key("mixed_version_ms").integer(statistics.mixed_version_ms);
  json.key("below_ms").begin_map();
  for (const auto& [threshold, length] : statistics.below_ms) json.key(threshold).integer(length);
  json.end_map();
  json.key("blast_radius").integer_or_null(statistics.blast_radius);
  json.key("time_to_detect_ms").integer_or_null(statistics.time_to_detect_ms);
  json.key("time_to_recover_ms").integer_or_null(statistics.time_to_recover_ms);
}

void append_zones(JsonWriter& json, const std::vector<ZoneStatistics>& zones) {
  json.key("zones").begin_map();
  for (const ZoneStatistics& zone : zones) {
    json.key(zone.zone).begin_map();
    append_level(json, "in_service", zone.in_service);
    append_level(json, "serving", zone.serving);
    append_level(json, "serving_badly", zone.serving_badly);
    json.end_map();
  }
  json.end_map();
}

void append_downtime(JsonWriter& json, const DowntimeQuantiles& downtime) {
  json.key("downtime_ms").begin_map();
  json.key("p50").integer_or_null(downtime.p50).key("p90").integer_or_null(downtime.p90);
  json.key("p99").integer_or_null(downtime.p99).key("max").integer_or_null(downtime.max);
  json.end_map();
}

}  // namespace

void append_group(std::string& out, const GroupView& group) {
  const GroupStatistics& statistics = group.statistics;
  JsonWriter json(out);
  json.begin_map().key("DesiredCapacity").integer(group.desired);
  json.key("AutoScalingGroupStatus").text(name(group.status));
  json.key("EnabledStatus").text(name(group.enabled));
  json.key("InActivityStatus").text(name(group.in_activity));
  append_costs(json, statistics);
  append_level(json, "desired", statistics.desired);
  append_level(json, "in_service", statistics.in_service);
  append_level(json, "serving", statistics.serving);
  append_level(json, "serving_badly", statistics.serving_badly);
  append_zones(json, statistics.zones);
  append_downtime(json, statistics.downtime_ms);
  json.end_map();
}

}  // namespace refreshsim
