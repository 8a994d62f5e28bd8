// The fleet's things: instances, groups, launch configurations. Steps are in steps.cpp, timed
// faults in timed_faults.cpp.
#include "sim/fleet/fleet.h"

#include "sim/base/check.h"
#include "sim/fleet/life_cycle.h"

namespace refreshsim {
namespace {

std::uint32_t code(bool truth) { return truth ? 1 : 0; }

void set_place(Instance& instance, GroupId group, ZoneId zone) {
  instance.group_number = group.value & INT32_MAX;
  instance.zone_number = Uint24(zone.value);
}

InstanceName listed_name(const ScalingGroup& group, std::uint32_t place) {
  return group.listed.empty() ? InstanceName::number(group.first_number + place)
                              : group.listed[place].name;
}

ZoneId zone_in_turn(const ScalingGroup& group, std::uint32_t place) {
  return group.zones[place % group.zones.size()];
}

ZoneId zone_of(const ScalingGroup& group, std::uint32_t place) {
  return group.listed.empty() ? zone_in_turn(group, place) : group.listed[place].zone;
}

}  // namespace

Fleet::Fleet(const Scenario& scenario, EventQueue& queue, FactStream& facts)
    : scenario_(scenario), queue_(queue), facts_(facts), faults_(scenario) {
  for (const Distribution& law : scenario.timing) samplers_.emplace_back(law);
  image_state_.resize(scenario.symbols.size());
  for (const Image& image : scenario.images) {
    const FailureCause problem = !image.exists     ? FailureCause::image_not_found
                                 : image.conflicts ? FailureCause::image_conflicts
                                                   : FailureCause::none;
    image_state_[image.id.value] = static_cast<std::uint8_t>(problem);
  }
}

void Fleet::reset(const Draws& draws, FleetObserver& observer) {
  begin(draws, observer);
  instances_.clear();
  made_.clear();
  defects_.clear();
  names_.clear();
  software_.clear();
  jobs_.clear();
  free_jobs_.clear();
  groups_.resize(scenario_.groups.size());
  reset_configurations();
  outages_.assign(scenario_.zones.size(), 0);
  fault_states_.assign(scenario_.faults.size(), {});
  holds_.clear();
  std::size_t listed = 0;
  for (const ScalingGroup& each : scenario_.groups) listed += each.count;
  instances_.reserve(with_room(listed));
  REFRESHSIM_CHECK(outages_.size() < Uint24::kEnd, "each zone is a value of the file");
  for (std::size_t i = 0; i < groups_.size(); ++i) reset_group(GroupId{i});
  names_.settle();
  schedule_timed();
}

void Fleet::reset(const Draws& draws, FleetObserver& observer, const FleetState& opening) {
  begin(draws, observer);
  restore(opening);
  schedule_timed();
}

void Fleet::begin(const Draws& draws, FleetObserver& observer) {
  draws_ = draws;
  for (DrawsInARow& each : length_draws_) each.reset(draws);
  observer_ = &observer;
  computes_ = false;
  courses_.clear();
  latest_install_ = {};
  runs_ahead_ = false;
  ran_ahead_ = 0;
}

void Fleet::reset_configurations() {
  configurations_.assign(scenario_.configurations.size(), Software{});
  for (std::size_t i = 0; i < configurations_.size(); ++i) {
    for (const Field field : values<Field>()) {
      const SymbolId symbol = scenario_.configurations[i].fields[index(field)];
      modify_configuration(ConfigId{i}, field, symbol, facts_.next());
    }
  }
}

void Fleet::reset_group(GroupId id) {
  const ScalingGroup& listed = scenario_.groups[id.value];
  Group& group = groups_[id.value];
  group.configuration = listed.configuration;
  group.desired = listed.desired;
  group.first_ordinal = static_cast<std::uint32_t>(instances_.size());
  group.listed = listed.count;
  group.made.clear();
  group.status_windows.clear();
  group.status = listed.status;
  group.enabled = EnabledStatus::ENABLED;
  group.in_activity = 0;
  facts_.emit_root({.kind = RecordKind::group_listed,
                    .group = id.value,
                    .subject = id.value,
                    .to = static_cast<std::uint32_t>(listed.status),
                    .a = listed.configuration.value,
                    .b = listed.desired,
                    .c = listed.zones.front().value,
                    .d = static_cast<std::uint32_t>(listed.zones.size())});
  add_listed(id, listed);
}

void Fleet::add_listed(GroupId id, const ScalingGroup& listed) {
  const Software& fields = configurations_[listed.configuration.value];
  const bool counted = listed.listed.empty();
  if (counted) names_.list(listed_name(listed, 0), listed.count);
  for (std::uint32_t i = 0; i < listed.count; ++i) {
    Instance instance;
    set_place(instance, id, zone_of(listed, i));
    if (counted) {
      instance.state = LifeCycleState::IN_SERVICE;
      instance.software = to_install(id, SymbolId{}, facts_.next());
    } else {
      const ListedInstance& given = listed.listed[i];
      instance.state = given.state;
      Software installed = fields;
      installed[index(Field::ImageId)] = given.image;
      instance.software = define(installed, facts_.next());
    }
    const InstanceName name = listed_name(listed, i);
    if (!counted) names_.list(name, 1);
    add(instance, name, InstanceId{}, Record::kNone, facts_.next());
  }
}

InstanceName Fleet::name_of(InstanceId id) const {
  if (id.value >= listed()) return names_.of_made(id.value - listed());
  const GroupId group = instances_[id.value].group();
  return listed_name(scenario_.groups[group.value], position_of(id));
}

SoftwareId Fleet::define(const Software& fields, std::uint64_t cause) {
  const auto [id, fresh] = software_.intern(fields);
  if (fresh) {
    facts_.emit({.kind = RecordKind::software_defined,
                 .subject = id.value,
                 .from = fields[0].value,
                 .to = fields[1].value,
                 .a = fields[2].value,
                 .b = fields[3].value,
                 .c = fields[4].value},
                cause);
  }
  return id;
}

InstanceId Fleet::create(GroupId group, InstanceId replaces, std::uint32_t surge_place,
                         std::uint64_t cause) {
  Group& owner = groups_[group.value];
  const std::uint32_t position = owner.members();
  REFRESHSIM_CHECK(position < Order::kMaxMembers, "too many instances in one group");
  const ZoneId zone = replaces.some() ? instances_[replaces.value].zone()
                                      : zone_in_turn(scenario_.groups[group.value], position);
  Instance instance;
  set_place(instance, group, zone);
  instance.surge = !replaces.some();
  made_.push_back({replaces.some() ? ordinal_of(replaces) : 0, position});
  owner.made.push_back(InstanceId{instances_.size()});
  return add(instance, names_.make(), replaces, surge_place, cause);
}

InstanceId Fleet::add(const Instance& instance, InstanceName name, InstanceId replaces,
                      std::uint32_t surge_place, std::uint64_t cause) {
  const InstanceId id{instances_.size()};
  instances_.push_back(instance);
  facts_.emit({.kind = RecordKind::instance_created,
               .group = instance.group_number,
               .subject = id.value,
               .part = instance.zone_number,
               .from = replaces.value,
               .to = static_cast<std::uint32_t>(instance.state),
               .a = instance.software.value,
               .b = name.code,
               .c = surge_place,
               .d = code(instance.healthy())},
              cause);
  return id;
}

std::uint64_t Fleet::set_state(InstanceId id, LifeCycleState to, std::uint64_t cause) {
  Instance& instance = instances_[id.value];
  if (instance.state == to) return cause;
  REFRESHSIM_CHECK(may_follow<kLifeCycleChanges>(instance.state, to), "a LifeCycleState");
  const std::uint64_t record = facts_.emit({.kind = RecordKind::life_cycle_state,
                                            .group = instance.group().value,
                                            .subject = id.value,
                                            .from = static_cast<std::uint32_t>(instance.state),
                                            .to = static_cast<std::uint32_t>(to)},
                                           cause);
  instance.state = to;
  if (to == LifeCycleState::IN_SERVICE) arm_defect(id, record);
  return record;
}

std::uint64_t Fleet::remove(InstanceId id, GoneReason reason, std::uint64_t cause) {
  REFRESHSIM_CHECK(!instances_[id.value].gone, "an instance leaves the fleet once");
  release(id);
  Instance& instance = instances_[id.value];
  const bool lost_in_the_making = reason == GoneReason::destroyed && !instance.surge &&
                                  instance.job != Instance::kNone &&
                                  instance.state == LifeCycleState::CREATING;
  stop_step(id, lost_in_the_making ? FailureCause::instance_destroyed : FailureCause::none, cause);
  if (lost_in_the_making) set_state(id, LifeCycleState::CREATION_FAILED, cause);
  instance.gone = true;
  return facts_.emit({.kind = RecordKind::instance_gone,
                      .group = instance.group().value,
                      .subject = id.value,
                      .from = static_cast<std::uint32_t>(instance.state),
                      .to = static_cast<std::uint32_t>(reason)},
                     cause);
}

std::uint64_t Fleet::set_desired(GroupId id, std::uint32_t to, std::uint64_t cause) {
  Group& group = groups_[id.value];
  if (group.desired == to) return cause;
  const std::uint64_t record = facts_.emit({.kind = RecordKind::desired_capacity,
                                            .group = id.value,
                                            .subject = id.value,
                                            .from = group.desired,
                                            .to = to},
                                           cause);
  group.desired = to;
  return record;
}

void Fleet::set_enabled(GroupId id, EnabledStatus to, std::uint64_t cause) {
  Group& group = groups_[id.value];
  if (group.enabled == to) return;
  facts_.emit({.kind = RecordKind::enabled_status,
               .group = id.value,
               .subject = id.value,
               .from = static_cast<std::uint32_t>(group.enabled),
               .to = static_cast<std::uint32_t>(to)},
              cause);
  group.enabled = to;
}

void Fleet::change_in_activity(GroupId id, int change, std::uint64_t cause) {
  Group& group = groups_[id.value];
  const bool before = group.in_activity > 0;
  group.in_activity += static_cast<std::uint32_t>(change);
  const bool after = group.in_activity > 0;
  if (before == after) return;
  facts_.emit({.kind = RecordKind::in_activity_status,
               .group = id.value,
               .subject = id.value,
               .from = code(before),
               .to = code(after)},
              cause);
}

FailureCause Fleet::image_problem(SymbolId image) const {
  if (!image.some()) return FailureCause::none;
  return static_cast<FailureCause>(image_state_[image.value]);
}

void Fleet::modify_configuration(ConfigId id, Field field, SymbolId to, std::uint64_t cause) {
  SymbolId& value = configurations_[id.value][index(field)];
  if (value == to) return;
  facts_.emit({.kind = RecordKind::configuration_field,
               .subject = id.value,
               .part = static_cast<std::uint32_t>(field),
               .from = value.value,
               .to = to.value},
              cause);
  value = to;
  latest_install_ = {};
  if (field == Field::ImageId) cut(id);
}

}  // namespace refreshsim
