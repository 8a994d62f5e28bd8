#include "sim/record/activity_value.h"

#include <optional>
#include <utility>

#include "sim/base/utc.h"

namespace refreshsim {
namespace {

Value time_value(const std::optional<std::int64_t>& time_ms, const Scenario& scenario) {
  if (!time_ms) return nullptr;
  return utc_text(scenario.start_unix_ms + *time_ms);
}

Value row_value(const RowView& row, const Scenario& scenario) {
  Value last_activity;
  if (row.last_activity != 0) last_activity = scaling_activity_text(row.last_activity);
  return Value::Map{
      {"InstanceId", instance_text(scenario.symbols, row.instance)},
      {"InstanceStatus", name(row.status)},
      {"LastActivityId", std::move(last_activity)},
      {"InstanceStatusMessage", row.message},
  };
}

Value settings_value(const ActivityView& activity) {
  Value::Map rolling{
      {"BatchNumber", activity.batch_number},
      {"BatchPause", name(activity.batch_pause)},
  };
  rolling.emplace_back("MaxSurge", activity.max_surge);
  rolling.emplace_back("FailProcess", name(activity.fail_process));
  return Value::Map{
      {"RollingUpdateSettings", std::move(rolling)},
      {"CheckInstanceTargetHealth", activity.check_health},
      {"CheckInstanceTargetHealthTimeout", activity.check_health_timeout_s},
  };
}

Value activity_with(Value::List batches, const ActivityView& activity, const Scenario& scenario) {
  Value::Map entries{
      {"AutoScalingGroupId", activity.group},
      {"RefreshActivityId", activity.id},
  };
  if (!activity.origin.empty()) entries.emplace_back("OriginRefreshActivityId", activity.origin);
  entries.emplace_back("RefreshBatchSet", std::move(batches));
  entries.emplace_back("RefreshMode", name(activity.mode));
  entries.emplace_back("RefreshSettings", settings_value(activity));
  entries.emplace_back("ActivityType", name(activity.type));
  entries.emplace_back("Status", name(activity.status));
  entries.emplace_back("CurrentRefreshBatchNum", activity.current_batch);
  entries.emplace_back("StartTime", time_value(activity.start_ms, scenario));
  entries.emplace_back("EndTime", time_value(activity.end_ms, scenario));
  entries.emplace_back("CreatedTime", time_value(activity.created_ms, scenario));
  return entries;
}

}  // namespace

std::string scaling_activity_text(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return "asa-" + std::string(digits.size() < 8 ? 8 - digits.size() : 0, '0') + digits;
}

Value batch_value(const BatchView& batch, std::size_t number, const Scenario& scenario) {
  Value::List rows;
  rows.reserve(batch.rows.size());
  for (const RowView& row : batch.rows) rows.push_back(row_value(row, scenario));
  return Value::Map{
      {"RefreshBatchNum", static_cast<std::int64_t>(number)},
      {"RefreshBatchStatus", name(batch.status)},
      {"RefreshBatchRelatedInstanceSet", std::move(rows)},
      {"StartTime", time_value(batch.start_ms, scenario)},
      {"EndTime", time_value(batch.end_ms, scenario)},
  };
}

Value activity_outline(const ActivityView& activity, const Scenario& scenario) {
  return activity_with({}, activity, scenario);
}

Value activity_value(const ActivityView& activity, const Scenario& scenario) {
  Value::List batches;
  batches.reserve(activity.batches.size());
  for (const BatchView& batch : activity.batches) {
    batches.push_back(batch_value(batch, batches.size() + 1, scenario));
  }
  return activity_with(std::move(batches), activity, scenario);
}

}  // namespace refreshsim
