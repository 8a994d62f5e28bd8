#include "sim/incident/observed.h"

#include "sim/incident/time_stamp.h"

namespace refreshsim {
namespace {

std::string text_of(const Value& map, std::string_view key) {
  const Value* found = map.find(key);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

template <NamedEnum E>
std::optional<E> word_of(const Value& map, std::string_view key) {
  return parse<E>(text_of(map, key));
}

std::optional<std::int64_t> time_of(const Value& map, std::string_view key) {
  const auto stamp = parse_time(text_of(map, key));
  return stamp ? std::optional(stamp->unix_ms / 1000 * 1000) : std::nullopt;
}

const Value::List& list_of(const Value& map, std::string_view key) {
  static const Value::List kNothing;
  const Value* found = map.find(key);
  return found != nullptr && found->list() != nullptr ? *found->list() : kNothing;
}

ObservedBatch observed_batch(const Value& value) {
  ObservedBatch batch;
  batch.status = word_of<BatchStatus>(value, "RefreshBatchStatus");
  batch.start_ms = time_of(value, "StartTime");
  batch.end_ms = time_of(value, "EndTime");
  for (const Value& row : list_of(value, "RefreshBatchRelatedInstanceSet")) {
    batch.rows.push_back({text_of(row, "InstanceId"), word_of<RowStatus>(row, "InstanceStatus"),
                          text_of(row, "LastActivityId"), text_of(row, "InstanceStatusMessage")});
  }
  return batch;
}

ObservedActivity observed_activity(const Value& value) {
  ObservedActivity activity;
  activity.id = text_of(value, "RefreshActivityId");
  activity.group = text_of(value, "AutoScalingGroupId");
  activity.origin = text_of(value, "OriginRefreshActivityId");
  activity.type = word_of<ActivityType>(value, "ActivityType");
  activity.mode = word_of<RefreshMode>(value, "RefreshMode");
  if (const Value* settings = value.find("RefreshSettings")) activity.settings = *settings;
  activity.status = word_of<ActivityStatus>(value, "Status");
  if (const Value* current = value.find("CurrentRefreshBatchNum"); current && current->integer()) {
    activity.current_batch = *current->integer();
  }
  activity.created_ms = time_of(value, "CreatedTime");
  activity.start_ms = time_of(value, "StartTime");
  activity.end_ms = time_of(value, "EndTime");
  for (const Value& batch : list_of(value, "RefreshBatchSet")) {
    activity.batches.push_back(observed_batch(batch));
  }
  return activity;
}

}  // namespace

const ObservedRow* ObservedActivity::row(std::size_t batch, const std::string& instance) const {
  if (batch >= batches.size()) return nullptr;
  for (const ObservedRow& each : batches[batch].rows) {
    if (each.instance == instance) return &each;
  }
  return nullptr;
}

std::vector<ObservedActivity> observed_activities(const Value& answer) {
  std::vector<ObservedActivity> all;
  for (const Value& each : list_of(answer, "RefreshActivitySet")) {
    all.push_back(observed_activity(each));
    if (all.back().id.empty()) all.pop_back();
  }
  return all;
}

}  // namespace refreshsim
