#include "sim/record/ledger.h"

#include <fmt/format.h>

#include "sim/record/message.h"

namespace refreshsim {
namespace {

std::optional<std::int64_t> time_or_none(std::int64_t time_ms) {
  return time_ms < 0 ? std::nullopt : std::optional{time_ms};
}

}  // namespace

void Ledger::reset(const Scenario& scenario, bool lists) {
  scenario_ = &scenario;
  lists_ = lists;
  instances_.clear();
  activities_.clear();
  groups_.assign(scenario.groups.size(), {});
  images_.clear();
  installations_.clear();
}

RecordKinds Ledger::wants() const {
  using enum RecordKind;
  constexpr RecordKinds kOfGroupsAndActivities{
      group_listed,     group_status,      enabled_status,  in_activity_status, desired_capacity,
      activity_created, activity_settings, activity_status, batch_status,       row_status};
  return lists_ ? RecordKinds::all() : kOfGroupsAndActivities;
}

void Ledger::hear(std::span<const Record> records) {
  const RecordKinds wanted = wants();
  for (const Record& record : records) {
    if (wanted.has(record)) apply(record);
  }
}

void Ledger::apply(const Record& record) {
  switch (record.kind) {
    case RecordKind::group_listed:
    case RecordKind::group_status:
    case RecordKind::enabled_status:
    case RecordKind::in_activity_status:
    case RecordKind::desired_capacity:
      return apply_to_group(record);
    case RecordKind::software_defined:
      images_.resize(record.subject + 1);
      images_[record.subject] = SymbolId{record.from};
      return;
    case RecordKind::instance_created:
      return create_instance(record);
    case RecordKind::life_cycle_state:
    case RecordKind::instance_gone:
    case RecordKind::installed:
    case RecordKind::health:
      return apply_to_instance(record);
    case RecordKind::activity_created:
      return create_activity(record);
    case RecordKind::activity_settings:
      return set_settings(record);
    case RecordKind::activity_status:
      return set_activity(record);
    case RecordKind::batch_status:
      return set_batch(record);
    case RecordKind::row_status:
      return set_row(record);
    case RecordKind::step_started:
    case RecordKind::step_ended:
    case RecordKind::configuration_field:
    case RecordKind::surge_state:
    case RecordKind::call_made:
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
    case RecordKind::zone_outage:
      return;
  }
}

void Ledger::apply_to_group(const Record& record) {
  GroupView& group = groups_[record.group].view;
  if (record.kind == RecordKind::group_listed) {
    group.id = scenario_->groups[record.group].id;
    group.status = static_cast<GroupStatus>(record.to);
    group.desired = record.b;
  }
  if (record.kind == RecordKind::group_status) group.status = static_cast<GroupStatus>(record.to);
  if (record.kind == RecordKind::enabled_status) {
    group.enabled = static_cast<EnabledStatus>(record.to);
  }
  if (record.kind == RecordKind::in_activity_status) {
    group.in_activity = static_cast<InActivityStatus>(record.to);
  }
  if (record.kind == RecordKind::desired_capacity) group.desired = record.to;
}

void Ledger::create_instance(const Record& record) {
  const InstanceId id{record.subject};
  Entry& entry = instances_.emplace_back();
  entry.group = GroupId{record.group};
  entry.zone = ZoneId{record.part};
  entry.name = InstanceName{record.b};
  entry.software = record.a;
  entry.state = static_cast<LifeCycleState>(record.to);
  entry.healthy = record.d != 0;
  entry.surge = record.c != Record::kNone;
  entry.since_ms = record.time_ms;
  groups_[record.group].members.push_back(id);
  if (record.a != Record::kNone) installations_.emplace_back(id, images_[record.a]);
  if (record.from != Record::kNone) instances_[record.from].replacement = id;
}

void Ledger::apply_to_instance(const Record& record) {
  Entry& entry = instances_[record.subject];
  entry.since_ms = record.time_ms;
  if (record.kind == RecordKind::life_cycle_state) {
    entry.state = static_cast<LifeCycleState>(record.to);
  }
  if (record.kind == RecordKind::instance_gone) entry.gone_ms = record.time_ms;
  if (record.kind == RecordKind::health) entry.healthy = record.to != 0;
  if (record.kind == RecordKind::installed) {
    entry.software = record.to;
    installations_.emplace_back(InstanceId{record.subject}, images_[record.to]);
  }
}

std::string Ledger::activity_id(std::uint32_t code) const {
  const InstanceName name{code};
  return name.is_text() ? scenario_->symbols.text(name.symbol()) : fmt::format("asr-{:08}", code);
}

void Ledger::create_activity(const Record& record) {
  ActivityEntry& entry = activities_.emplace_back();
  entry.group = GroupId{record.group};
  ActivityView& view = entry.view;
  if (record.b != Record::kNone) view.as = scenario_->activity_names[record.b];
  view.id = activity_id(record.part);
  view.group = scenario_->groups[record.group].id;
  if (record.from != Record::kNone) view.origin = activities_[record.from].view.id;
  view.type = static_cast<ActivityType>(record.c);
  view.mode = static_cast<RefreshMode>(record.d);
  view.created_ms = record.time_ms;
  view.history.emplace_back(record.time_ms, ActivityStatus::INIT);
}

void Ledger::set_settings(const Record& record) {
  ActivityEntry& entry = activities_[record.subject];
  ActivityView& view = entry.view;
  view.batch_number = record.part;
  view.batch_pause = static_cast<BatchPause>(record.from);
  view.fail_process = static_cast<FailProcess>(record.to);
  view.max_surge = record.a;
  view.check_health = record.b != 0;
  view.check_health_timeout_s = record.c;
  entry.batches.resize(record.part);
  if (lists_) entry.rows.resize(record.d);
}

void Ledger::set_activity(const Record& record) {
  ActivityView& view = activities_[record.subject].view;
  const auto to = static_cast<ActivityStatus>(record.to);
  view.status = to;
  view.history.emplace_back(record.time_ms, to);
  if (to == ActivityStatus::RUNNING && !view.start_ms) view.start_ms = record.time_ms;
  if (has_ended(to)) view.end_ms = record.time_ms;
}

void Ledger::set_batch(const Record& record) {
  ActivityEntry& entry = activities_[record.subject];
  BatchEntry& batch = entry.batches[record.part - 1];
  const auto to = static_cast<BatchStatus>(record.to);
  batch.status = to;
  batch.first_row = record.a;
  batch.rows = record.b;
  switch (to) {
    case BatchStatus::WAITING:
      return;
    case BatchStatus::INIT:
      batch.start_ms = record.time_ms;
      entry.view.current_batch = record.part;
      return;
    case BatchStatus::RUNNING:
      batch.end_ms = -1;
      return;
    case BatchStatus::FAILED:
    case BatchStatus::PARTIALLY_SUCCESSFUL:
    case BatchStatus::CANCELLED:
    case BatchStatus::SUCCESSFUL:
      batch.end_ms = record.time_ms;
      return;
  }
}

void Ledger::count_row(ActivityEntry& entry, const Record& record) const {
  if (record.from != Record::kNone) --entry.counts[record.from];
  ++entry.counts[record.to];
  const bool starts = static_cast<RowStatus>(record.to) == RowStatus::INIT;
  if (starts && record.d > 1) ++entry.retries;
}

void Ledger::set_row(const Record& record) {
  ActivityEntry& entry = activities_[record.subject];
  count_row(entry, record);
  if (!lists_) return;
  RowEntry& row = entry.rows[record.part];
  row.instance = InstanceId{record.a};
  row.status = static_cast<RowStatus>(record.to);
  row.since_ms = record.time_ms;
  switch (row.status) {
    case RowStatus::INIT:
      row.last_activity = record.c;
      row.attempt = record.d;
      row.failure = 0;
      ++instances_[record.a].attempts;
      return;
    case RowStatus::FAILED:
      row.failure = record.c;
      row.fault = FaultId{record.d};
      row.replacement = instances_[record.a].replacement;
      return;
    case RowStatus::SUCCESSFUL:
      row.replacement = instances_[record.a].replacement;
      return;
    case RowStatus::WAITING:
    case RowStatus::RUNNING:
    case RowStatus::CANCELLED:
    case RowStatus::NOT_FOUND:
      return;
  }
}

RowView Ledger::row_view(const RowEntry& row) const {
  RowView view;
  view.instance = instances_[row.instance.value].name;
  view.status = row.status;
  view.last_activity = row.last_activity;
  view.since_ms = row.since_ms;
  if (row.status == RowStatus::FAILED) {
    view.message =
        failure_message(*scenario_, static_cast<Step>(row.failure % 256),
                        static_cast<FailureCause>(row.failure / 256), row.attempt, row.fault);
  }
  if (row.status == RowStatus::NOT_FOUND) view.message = "the instance is gone";
  if (row.replacement.some() &&
      (row.status == RowStatus::SUCCESSFUL || row.status == RowStatus::FAILED)) {
    const std::string new_one =
        instance_text(scenario_->symbols, instances_[row.replacement.value].name);
    view.message += view.message.empty() ? "replaced by " + new_one : "; new instance " + new_one;
  }
  return view;
}

ActivityView Ledger::activity(ActivityId id, std::int64_t end_ms) const {
  const ActivityEntry& entry = activities_[id.value];
  ActivityView view = entry.view;
  for (const BatchEntry& batch : entry.batches) {
    BatchView& to = view.batches.emplace_back();
    to.status = batch.status;
    to.start_ms = time_or_none(batch.start_ms);
    to.end_ms = time_or_none(batch.end_ms);
    if (!lists_) continue;
    to.rows.reserve(batch.rows);
    for (std::uint32_t i = 0; i < batch.rows; ++i) {
      to.rows.push_back(row_view(entry.rows[batch.first_row + i]));
    }
  }
  view.statistics = statistics(entry, end_ms);
  return view;
}

ActivityStatistics Ledger::statistics(const ActivityEntry& entry, std::int64_t end_ms) const {
  const ActivityView& view = entry.view;
  ActivityStatistics all;
  all.duration_ms = view.end_ms.value_or(end_ms) - view.created_ms;
  all.retries = entry.retries;
  std::array<std::int64_t, kCount<ActivityStatus>> time{};
  std::array<bool, kCount<ActivityStatus>> ever{};
  for (std::size_t i = 0; i < view.history.size(); ++i) {
    const auto& [from_ms, status] = view.history[i];
    const std::int64_t to_ms = i + 1 < view.history.size() ? view.history[i + 1].first : end_ms;
    time[index(status)] += to_ms - from_ms;
    ever[index(status)] = true;
  }
  for (const ActivityStatus status : values<ActivityStatus>()) {
    if (ever[index(status)]) all.time_in_status_ms.emplace_back(status, time[index(status)]);
  }
  for (const RowStatus status : values<RowStatus>()) {
    const std::int64_t rows = entry.counts[index(status)];
    if (rows > 0) all.rows.emplace_back(status, rows);
  }
  return all;
}

InstanceView Ledger::instance(InstanceId id) const {
  const Entry& entry = instances_[id.value];
  InstanceView view;
  view.name = entry.name;
  view.group = entry.group;
  view.zone = entry.zone;
  view.state = entry.state;
  if (entry.software != Record::kNone) view.image = images_[entry.software];
  view.healthy = entry.healthy;
  view.surge = entry.surge;
  view.gone_ms = time_or_none(entry.gone_ms);
  view.since_ms = entry.since_ms;
  view.attempts = entry.attempts;
  return view;
}

std::vector<std::vector<SymbolId>> Ledger::images() const {
  std::vector<std::vector<SymbolId>> all(instances_.size());
  for (const auto& [id, image] : installations_) all[id.value].push_back(image);
  return all;
}

GroupView Ledger::group(GroupId id) const { return groups_[id.value].view; }

}  // namespace refreshsim
