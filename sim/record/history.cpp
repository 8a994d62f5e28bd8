#include "sim/record/history.h"

#include <algorithm>

#include "sim/record/history_fold.h"

namespace refreshsim {
namespace {

/// The kinds that a level or a mark depends on.
constexpr RecordKinds kHeard({RecordKind::life_cycle_state, RecordKind::health,
                              RecordKind::instance_gone, RecordKind::instance_created,
                              RecordKind::group_listed, RecordKind::desired_capacity,
                              RecordKind::zone_outage, RecordKind::fault_began,
                              RecordKind::fault_ended},
                             RecordKinds::Steps::failed_too);

}  // namespace

History::History(const Scenario& scenario)
    : groups_(scenario.groups.size()), zone_out_(scenario.zones.size()) {
  for (Group& group : groups_) {
    group.bins.resize(kBins);
    group.zones.resize(scenario.zones.size());
  }
  std::size_t listed = 0;
  for (const ScalingGroup& each : scenario.groups) listed += each.count;
  instances_.reserve(with_room(listed));
}

RecordKinds History::wants() const { return kHeard; }

void History::hear(std::span<const Record> records) {
  constexpr std::size_t kAhead = 16;  // a large fleet is bound by memory
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i + kAhead < records.size()) fetch(records[i + kAhead]);
    if (kHeard.has(records[i])) hear_one(records[i]);
  }
}

void History::hear_one(const Record& record) {
  if (record.kind == RecordKind::life_cycle_state) {
    change(record, [&](Instance& it) { it.state = static_cast<LifeCycleState>(record.to); });
  } else if (record.kind == RecordKind::health) {
    change(record, [&](Instance& it) { it.healthy = record.to != 0; });
  } else if (record.kind == RecordKind::instance_gone) {
    change(record, [&](Instance& it) {
      it.state = LifeCycleState::CREATION_FAILED;  // counts as nothing
      if (it.surge) --groups_[record.group].now.surge;
    });
  } else if (record.kind == RecordKind::step_ended) {
    count_failure(record);
  } else if (record.kind == RecordKind::instance_created) {
    create(record);
  } else if (record.kind == RecordKind::group_listed) {
    groups_[record.group].now.desired = record.b;
  } else if (record.kind == RecordKind::desired_capacity) {
    fold(groups_[record.group], record.time_ms);
    groups_[record.group].now.desired = record.to;
  } else if (record.kind == RecordKind::zone_outage) {
    toggle_zone(record.subject, record.to != 0, record.time_ms);
  } else if (record.kind == RecordKind::fault_began || record.kind == RecordKind::fault_ended) {
    hear_fault(record);
  }
}

void History::create(const Record& record) {
  Instance instance;
  instance.zone = Uint24(record.part);
  instance.state = static_cast<LifeCycleState>(record.to);
  instance.healthy = record.d != 0;
  instance.surge = record.c != Record::kNone;
  Group& group = groups_[record.group];
  fold(group, record.time_ms);
  if (instance.surge) ++group.now.surge;
  if (record.subject >= instances_.size()) instances_.resize(record.subject + std::size_t{1});
  instances_[record.subject] = instance;
  count(group, instance, 1);
}

void History::change(const Record& record, auto apply) {
  Instance& instance = instances_[record.subject];
  Group& group = groups_[record.group];
  fold(group, record.time_ms);
  count(group, instance, -1);
  apply(instance);
  count(group, instance, 1);
}

History::Bucket History::bucket(const Instance& instance) const {
  switch (instance.state) {
    case LifeCycleState::IN_SERVICE:
      if (zone_out_[instance.zone]) return Bucket::out;
      return instance.healthy ? Bucket::serving : Bucket::badly;
    case LifeCycleState::STANDBY:
    case LifeCycleState::TERMINATING:
    case LifeCycleState::TERMINATION_FAILED:
      return Bucket::out;
    case LifeCycleState::CREATING:
    case LifeCycleState::CREATION_FAILED:
      break;
  }
  return Bucket::none;
}

void History::count(Group& group, const Instance& instance, std::int64_t sign) const {
  if (instance.state == LifeCycleState::IN_SERVICE) {
    ZoneCount& zone = group.zones[instance.zone];
    (instance.healthy ? zone.healthy : zone.unhealthy) += sign;
  }
  switch (bucket(instance)) {
    case Bucket::none:
      break;
    case Bucket::serving:
      group.now.serving += sign;
      break;
    case Bucket::badly:
      group.now.badly += sign;
      break;
    case Bucket::out:
      group.now.out += sign;
      break;
  }
}

void History::toggle_zone(std::uint32_t zone, bool out, std::int64_t now_ms) {
  if (zone_out_[zone] == out) return;
  zone_out_[zone] = out;
  const std::int64_t sign = out ? 1 : -1;
  for (Group& group : groups_) {
    const ZoneCount& count = group.zones[zone];
    fold(group, now_ms);
    group.now.serving -= sign * count.healthy;
    group.now.badly -= sign * count.unhealthy;
    group.now.out += sign * (count.healthy + count.unhealthy);
  }
}

void History::hear_fault(const Record& record) {
  const FaultId fault{record.subject};
  if (record.kind == RecordKind::fault_began) {
    ++fault_count_;
    if (marks_.size() < kMarks) {
      marks_.push_back({fault, GroupId{record.group}, record.time_ms, {}, record.to != 0});
    }
    return;
  }
  const auto open = std::find_if(marks_.begin(), marks_.end(), [&](const FaultMark& mark) {
    return mark.fault == fault && !mark.ended_ms;
  });
  if (open != marks_.end()) open->ended_ms = record.time_ms;
}

void History::count_failure(const Record& record) {
  make_room(record.time_ms + 1);
  Group& group = groups_[record.group];
  ++group.bins[static_cast<std::size_t>(record.time_ms / bin_ms_)].failed_steps;
}

void History::finish(std::int64_t end_ms) {
  for (Group& group : groups_) fold(group, end_ms);
}

void History::fold(Group& group, std::int64_t to_ms) {
  if (to_ms <= group.folded_ms) return;
  make_room(to_ms);
  fold_shortfall(group.shortfall, group.now, group.folded_ms, to_ms);
  while (group.folded_ms < to_ms) {
    const std::int64_t bin = group.folded_ms / bin_ms_;
    const std::int64_t until = std::min(to_ms, (bin + 1) * bin_ms_);
    fold_bin(group.bins[static_cast<std::size_t>(bin)], group.now, until - group.folded_ms);
    group.folded_ms = until;
  }
}

// Merges pairs of bins until `to_ms` is not past the last one.
void History::make_room(std::int64_t to_ms) {
  while (to_ms > bin_ms_ * static_cast<std::int64_t>(kBins)) {
    for (Group& group : groups_) halve(group.bins);
    bin_ms_ *= 2;
  }
}

void History::halve(std::vector<TimeBin>& bins) const {
  for (std::size_t i = 0; i < kBins / 2; ++i) bins[i] = merged(bins[2 * i], bins[2 * i + 1]);
  std::fill(bins.begin() + kBins / 2, bins.end(), TimeBin{});
}

}  // namespace refreshsim
