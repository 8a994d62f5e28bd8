#include "sim/record/statistics_fold.h"

#include <algorithm>

#include "sim/base/check.h"

namespace refreshsim {
namespace {

using enum RecordKind;

/// Those that apply() does something with.
constexpr RecordKinds kFolded({group_listed, desired_capacity, software_defined, instance_created,
                               life_cycle_state, health, installed, instance_gone, zone_outage,
                               activity_created, activity_status},
                              RecordKinds::Steps::failed_too);
/// Those of them that change how one instance counts.
constexpr RecordKinds kChanges{instance_created, life_cycle_state, health, installed};

}  // namespace

void StatisticsFold::reset(const Scenario& scenario) {
  groups_.resize(scenario.groups.size());
  for (std::size_t i = 0; i < groups_.size(); ++i) groups_[i].reset(scenario, GroupId{i});
  instances_.clear();
  first_of_next_.clear();
  std::uint32_t listed = 0;
  for (const ScalingGroup& each : scenario.groups) first_of_next_.push_back(listed += each.count);
  made_.clear();
  instances_.reserve(with_room(listed));
  REFRESHSIM_CHECK(scenario.zones.size() < Uint24::kEnd, "each zone is a value of the file");
  zones_.assign(scenario.zones.size(), {});
  images_.clear();
  alike_ = 0;
}

RecordKinds StatisticsFold::wants() const { return kFolded; }

/// All but what only finish() uses.
void StatisticsFold::reset(const StatisticsFold& opening) {
  groups_ = opening.groups_;
  instances_ = opening.instances_;
  first_of_next_ = opening.first_of_next_;
  made_ = opening.made_;
  zones_ = opening.zones_;
  images_ = opening.images_;
  alike_ = 0;
}

void StatisticsFold::hear(std::span<const Record> records) {
  for (const Record& record : records) {
    if (kFolded.has(record)) apply(record);
  }
  tell_latest();
}

/// Those that follow one another and count alike are counted at once.
void StatisticsFold::hear_left(std::span<const Absence> absences, std::int64_t now_ms) {
  GroupFold& group = groups_[group_of(absences.front().instance).value];
  for (std::size_t first = 0, end = 0; first < absences.size(); first = end) {
    const Entry like = instances_[absences[first].instance.value];
    const Presence before = like.presence();
    const std::int64_t served_ms = like.up() ? zones_[like.zone_number].up_ms(now_ms) : 0;
    for (; end < absences.size(); ++end) {
      Entry& entry = instances_[absences[end].instance.value];
      if (entry.zone_number != like.zone_number || entry.presence() != before) break;
      entry.spared_ms += served_ms;
      entry.state = LifeCycleState::STANDBY;
    }
    const Presence after = instances_[absences[first].instance.value].presence();
    group.change(like.zone(), before, after, now_ms, static_cast<std::int64_t>(end - first));
  }
}

void StatisticsFold::hear_back(std::span<const Absence> absences) {
  GroupFold& group = groups_[group_of(absences.front().instance).value];
  for (const Absence& each : absences) {
    Entry& entry = instances_[each.instance.value];
    const Presence before = entry.presence();
    entry.state = LifeCycleState::IN_SERVICE;
    entry.healthy = true;
    entry.image = images_[each.installed.value];
    entry.spared_ms -= zones_[entry.zone_number].up_ms(each.back_ms);
    group.change(entry.zone(), before, entry.presence(), each.back_ms);
  }
}

GroupId StatisticsFold::group_of(InstanceId id) const {
  const std::uint32_t listed = first_of_next_.back();
  if (id.value >= listed) return made_[id.value - listed];
  const auto next = std::upper_bound(first_of_next_.begin(), first_of_next_.end(), id.value);
  return GroupId{static_cast<std::size_t>(next - first_of_next_.begin())};
}

void StatisticsFold::apply(const Record& record) {
  if (!kChanges.has(record)) tell_latest();  // what else there is follows them
  switch (record.kind) {
    case RecordKind::instance_created:
      return create(record);
    case RecordKind::life_cycle_state:
      return set_state(record);
    case RecordKind::health:
      return set_health(record);
    case RecordKind::installed:
      return set_software(record);
    case RecordKind::instance_gone:
      return leave(record);
    case RecordKind::group_listed:
      return groups_[record.group].set_desired(record.b, record.time_ms);
    case RecordKind::desired_capacity:
      return groups_[record.group].set_desired(record.to, record.time_ms);
    case RecordKind::software_defined:
      images_.resize(record.subject + 1);
      images_[record.subject] = SymbolId{record.from};
      return;
    case RecordKind::step_ended:
      if (record.d == 0) groups_[record.group].failed_step(record.time_ms);
      return;
    case RecordKind::zone_outage:
      return set_outage(record);
    case RecordKind::activity_created:
      if (static_cast<ActivityType>(record.c) == ActivityType::ROLLBACK) {
        groups_[record.group].pause_cancel_or_rollback(record.time_ms);
      }
      return;
    case RecordKind::activity_status:
      return note_status(record);
    case RecordKind::step_started:
    case RecordKind::group_status:
    case RecordKind::enabled_status:
    case RecordKind::in_activity_status:
    case RecordKind::configuration_field:
    case RecordKind::activity_settings:
    case RecordKind::surge_state:
    case RecordKind::batch_status:
    case RecordKind::row_status:
    case RecordKind::call_made:
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
      return;
  }
}

void StatisticsFold::set_image(Entry& entry, std::uint32_t software) const {
  entry.image = software == Record::kNone ? SymbolId{} : images_[software];
}

void StatisticsFold::create(const Record& record) {
  Entry& entry = instances_.emplace_back();
  entry.zone_number = Uint24(record.part);
  entry.state = static_cast<LifeCycleState>(record.to);
  entry.healthy = record.d != 0;
  entry.surge = record.c != Record::kNone;
  entry.counts = entry.state != LifeCycleState::CREATING;
  if (entry.counts) entry.spared_ms += record.time_ms;
  set_image(entry, record.a);
  if (entry.up()) entry.spared_ms -= zones_[entry.zone_number].up_ms(record.time_ms);
  if (instances_.size() > first_of_next_.back()) made_.push_back(GroupId{record.group});
  note({record.time_ms, GroupId{record.group}, entry.zone(), {}, entry.presence()});
  if (entry.surge) groups_[record.group].add_surge(1, record.time_ms);
}

void StatisticsFold::set_state(const Record& record) {
  Entry& entry = instances_[record.subject];
  const Presence before = entry.presence();
  entry.state = static_cast<LifeCycleState>(record.to);
  if (!entry.counts) entry.spared_ms += record.time_ms;
  entry.counts = true;
  count_anew(GroupId{record.group}, before, entry, record.time_ms);
}

/// What is not in service counts neither by its health nor by what is installed.
void StatisticsFold::set_health(const Record& record) {
  Entry& entry = instances_[record.subject];
  const Presence before = entry.presence();
  entry.healthy = record.to != 0;
  if (entry.in_service()) count_anew(GroupId{record.group}, before, entry, record.time_ms);
}

void StatisticsFold::set_software(const Record& record) {
  Entry& entry = instances_[record.subject];
  const Presence before = entry.presence();
  set_image(entry, record.to);
  if (entry.in_service()) count_anew(GroupId{record.group}, before, entry, record.time_ms);
}

void StatisticsFold::leave(const Record& record) {
  Entry& entry = instances_[record.subject];
  const Presence before = entry.presence();
  entry.gone = true;
  count_anew(GroupId{record.group}, before, entry, record.time_ms);
  if (entry.surge) groups_[record.group].add_surge(-1, record.time_ms);
  finish_downtime(entry, record.time_ms);
}

void StatisticsFold::count_anew(GroupId group, Presence was, Entry& entry, std::int64_t now_ms) {
  const Presence is = entry.presence();
  if (was.up() != is.up()) {
    const std::int64_t clock = zones_[entry.zone_number].up_ms(now_ms);
    entry.spared_ms += was.up() ? clock : -clock;
  }
  note({now_ms, group, entry.zone(), was, is});
}

void StatisticsFold::set_outage(const Record& record) {
  ZoneClock& clock = zones_[record.subject];
  if (clock.outage) clock.lost_ms += record.time_ms - clock.since_ms;
  clock.outage = record.to != 0;
  clock.since_ms = record.time_ms;
  for (GroupFold& group : groups_) {
    group.set_outage(ZoneId{record.subject}, clock.outage, record.time_ms);
  }
}

void StatisticsFold::note_status(const Record& record) {
  switch (static_cast<ActivityStatus>(record.to)) {
    case ActivityStatus::FAILED_PAUSE:
    case ActivityStatus::AUTO_PAUSE:
    case ActivityStatus::MANUAL_PAUSE:
    case ActivityStatus::CANCELLED:
    case ActivityStatus::FAILED:
      return groups_[record.group].pause_cancel_or_rollback(record.time_ms);
    case ActivityStatus::INIT:
    case ActivityStatus::RUNNING:
    case ActivityStatus::SUCCESSFUL:
      return;
  }
}

/// Time in which it exists, is past CREATING and does not serve.
void StatisticsFold::finish_downtime(Entry& entry, std::int64_t end_ms) const {
  if (entry.up()) entry.spared_ms += zones_[entry.zone_number].up_ms(end_ms);
  entry.spared_ms = entry.counts ? end_ms - entry.spared_ms : 0;
}

/// Nearest rank: the value at ⌈p × n⌉ of the sorted downtimes. What is above one quantile holds the
/// next.
DowntimeQuantiles StatisticsFold::quantiles(std::vector<std::int64_t>& downtimes) const {
  if (downtimes.empty()) return {};
  auto from = downtimes.begin();
  const auto at = [&downtimes, &from](std::size_t percent) {
    const std::size_t rank = (downtimes.size() * percent + 99) / 100;
    const auto place = downtimes.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(from, place, downtimes.end());
    return *(from = place);
  };
  const std::int64_t p50 = at(50);
  const std::int64_t p90 = at(90);
  const std::int64_t p99 = at(99);
  return {p50, p90, p99, at(100)};
}

/// The memory of many downtimes is worth more than not to ask for it again.
void StatisticsFold::forget_large() {
  constexpr std::size_t kMostKept = 1u << 16;
  for (std::vector<std::int64_t>& each : downtimes_) {
    if (each.capacity() > kMostKept) each = std::vector<std::int64_t>();
  }
}

void StatisticsFold::finish_downtimes(std::int64_t end_ms) {
  downtimes_.resize(groups_.size());
  for (std::size_t i = 0; i < downtimes_.size(); ++i) {
    downtimes_[i].clear();
    downtimes_[i].reserve(with_room(first_of_next_[i] - (i == 0 ? 0 : first_of_next_[i - 1])));
  }
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    if (!instances_[i].gone) finish_downtime(instances_[i], end_ms);
    downtimes_[group_of(InstanceId{i}).value].push_back(instances_[i].spared_ms);
  }
}

}  // namespace refreshsim
