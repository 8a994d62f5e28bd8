// The fleet's things: instances, groups, launch configurations. Steps are in steps.cpp, timed
// faults in timed_faults.cpp.
#include "sim/fleet/fleet.h"

#include "sim/base/check.h"
#include "sim/fleet/life_cycle.h"

namespace refreshsim {
namespace {

std::uint32_t code(bool truth) { return truth ? 1 : 0; }

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
  made_ordinals_.clear();
  defects_.clear();
  names_.clear();
  software_.clear();
  jobs_.clear();
  free_jobs_.clear();
  groups_.resize(scenario_.groups.size());
  reset_configurations();
  outages_.assign(scenario_.zones.size(), 0);
  fault_states_.assign(scenario_.faults.size(), {});
  std::size_t listed = 0;
  for (const ScalingGroup& each : scenario_.groups) listed += each.count;
  names_.reserve(listed);
  instances_.reserve(listed);
  for (std::size_t i = 0; i < groups_.size(); ++i) reset_group(GroupId{i});
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
  group.members.clear();
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
  groups_[id.value].members.reserve(listed.count);
  for (std::uint32_t i = 0; i < listed.count; ++i) {
    Instance instance;
    instance.group = id;
    if (listed.listed.empty()) {
      instance.name = InstanceName::number(listed.first_number + i);
      instance.zone = listed.zones[i % listed.zones.size()];
      instance.state = LifeCycleState::IN_SERVICE;
      instance.software = to_install(id, SymbolId{}, facts_.next());
    } else {
      const ListedInstance& given = listed.listed[i];
      instance.name = given.name;
      instance.zone = given.zone;
      instance.state = given.state;
      Software installed = fields;
      installed[index(Field::ImageId)] = given.image;
      instance.software = define(installed, facts_.next());
    }
    add(instance, InstanceId{}, Record::kNone, facts_.next());
  }
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
  const Group& owner = groups_[group.value];
  const ScalingGroup& listed = scenario_.groups[group.value];
  Instance instance;
  instance.group = group;
  instance.name = names_.next_free();
  instance.surge = !replaces.some();
  if (replaces.some()) {
    instance.zone = instances_[replaces.value].zone;
  } else {
    instance.zone = listed.zones[owner.members.size() % listed.zones.size()];
  }
  const std::uint32_t ordinal = replaces.some() ? ordinal_of(replaces) : 0;
  const InstanceId made = add(instance, replaces, surge_place, cause);
  made_ordinals_.push_back(ordinal);
  return made;
}

InstanceId Fleet::add(const Instance& instance, InstanceId replaces, std::uint32_t surge_place,
                      std::uint64_t cause) {
  const InstanceId id{instances_.size()};
  Group& group = groups_[instance.group.value];
  instances_.push_back(instance);
  Instance& added = instances_.back();
  added.position = static_cast<std::uint32_t>(group.members.size());
  REFRESHSIM_CHECK(added.position < Order::kMaxMembers, "too many instances in one group");
  group.members.push_back(id);
  names_.add(added.name, id);
  facts_.emit({.kind = RecordKind::instance_created,
               .group = added.group.value,
               .subject = id.value,
               .part = added.zone.value,
               .from = replaces.value,
               .to = static_cast<std::uint32_t>(added.state),
               .a = added.software.value,
               .b = added.name.code,
               .c = surge_place,
               .d = code(added.healthy())},
              cause);
  return id;
}

std::uint64_t Fleet::set_state(InstanceId id, LifeCycleState to, std::uint64_t cause) {
  Instance& instance = instances_[id.value];
  if (instance.state == to) return cause;
  REFRESHSIM_CHECK(may_follow<kLifeCycleChanges>(instance.state, to), "a LifeCycleState");
  const std::uint64_t record = facts_.emit({.kind = RecordKind::life_cycle_state,
                                            .group = instance.group.value,
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
                      .group = instance.group.value,
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
