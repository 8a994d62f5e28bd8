#include "sim/explore/canonical.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace refreshsim {
namespace {

bool mentions(const Scenario& scenario, InstanceName name) {
  const std::string id = instance_text(scenario.symbols, name);
  for (const Call& call : scenario.calls) {
    if (mentions(call.request, id)) return true;
  }
  for (const Fault& fault : scenario.faults) {
    const auto& named = fault.match.instances;
    if (fault.timed() && fault.instance == name) return true;
    if (std::find(named.begin(), named.end(), name) != named.end()) return true;
  }
  return false;
}

}  // namespace

Canonical::Canonical(const Scenario& scenario) {
  for (const ScalingGroup& group : scenario.groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const InstanceName name = group.listed.empty() ? InstanceName::number(group.first_number + i)
                                                     : group.listed[i].name;
      named_.push_back(mentions(scenario, name));
    }
  }
}

void Canonical::put(std::uint32_t number) {
  // Most numbers are small; a longer one is marked, so that the form stays unambiguous.
  if (number < 0xff) {
    form_ += static_cast<char>(number);
    return;
  }
  form_ += '\xff';
  for (int shift = 0; shift < 32; shift += 8) form_ += static_cast<char>(number >> shift);
}

const std::string& Canonical::form_without_calls(const SmallWorld& world) {
  form_.clear();
  for (std::size_t i = 0; i < world.faults_begun().size(); ++i) {
    put(static_cast<std::uint32_t>(world.faults_begun()[i] + 2 * world.faults_ended()[i]));
  }
  put(world.vanished());
  put_groups(world);
  put_activities(world);
  put_instances(world);
  return form_;
}

const std::string& Canonical::form(const SmallWorld& world) {
  form_without_calls(world);
  put(world.phase());
  for (const bool made : world.calls_made()) put(made ? 1 : 0);
  return form_;
}

std::array<std::uint64_t, 2> Canonical::hash(const SmallWorld& world) {
  const std::string& bytes = form(world);
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

void Canonical::put_groups(const SmallWorld& world) {
  for (std::size_t i = 0; i < world.scenario().groups.size(); ++i) {
    const Group& group = world.fleet().group(GroupId{i});
    put(group.desired);
    put(static_cast<std::uint32_t>(group.status));
    put(static_cast<std::uint32_t>(group.enabled));
    put(group.in_activity);
    put(world.service().current(GroupId{i}).value);
    put(world.fleet().configured_image(GroupId{i}).value);
  }
}

void Canonical::put_activities(const SmallWorld& world) {
  const Service& service = world.service();
  for (std::uint32_t i = 0; i < service.activity_count(); ++i) {
    const Activity& activity = service.activity(ActivityId{i});
    put(static_cast<std::uint32_t>(activity.state));
    put(activity.group.value);
    put(activity.name.value);
    put(activity.origin.value);
    put(static_cast<std::uint32_t>(activity.resume_mode));
    put(activity.pending != Activity::kNoReaction ? 1 : 0);
    put(activity.current_batch);
    put(static_cast<std::uint32_t>(activity.surge));
    put(activity.settings.batch_number);
    put(static_cast<std::uint32_t>(activity.settings.fail_process));
    for (const Batch& batch : service.batches(ActivityId{i})) {
      put(static_cast<std::uint32_t>(batch.status));
      put(batch.rows);
    }
    for (const SurgePlace& place : service.surge(ActivityId{i})) {
      put(static_cast<std::uint32_t>(place.state));
    }
  }
}

void Canonical::put_instances(const SmallWorld& world) {
  std::string head;
  head.swap(form_);
  instances_.clear();
  for (std::uint32_t i = 0; i < world.fleet().instance_count(); ++i) {
    form_.clear();
    describe_instance(world, InstanceId{i});
    instances_.push_back(form_);
  }
  std::sort(instances_.begin(), instances_.end());
  form_ = std::move(head);
  for (const std::string& each : instances_) form_ += each;
}

void Canonical::describe_instance(const SmallWorld& world, InstanceId id) {
  const Instance& instance = world.fleet()[id];
  const bool named = id.value < named_.size() && named_[id.value];
  put(named ? id.value + 1 : 0);
  put(instance.group().value);
  put(static_cast<std::uint32_t>(instance.state));
  put(static_cast<std::uint32_t>(instance.gone + 2 * instance.bad + 4 * instance.surge +
                                 8 * instance.standby_by_call));
  put(static_cast<std::uint32_t>(world.fleet().holds_on(id)));
  put(instance.zone().value);
  put(world.fleet().image_of(id).value);
  const auto step = world.fleet().step_of(id);
  put(step ? 1 + static_cast<std::uint32_t>(*step) : 0);
  put(step && world.fleet().could_pass(id) ? 1 : 0);
  const Service& service = world.service();
  std::uint32_t row_number = 0;
  for (std::uint32_t i = 0; i < service.activity_count(); ++i) {
    for (const Row& row : service.rows(ActivityId{i})) {
      const Replacement made = service.replacement(row_number);
      const bool mine = row.instance == id;
      const bool made_for = made.instance == id;
      if (mine || made_for) {
        put(i);
        put(service.batch_number(row_number));
        put(static_cast<std::uint32_t>(row.status));
        put(static_cast<std::uint32_t>(mine + 2 * made.in_service));
        put(row.original_image.value);
        // A new instance belongs to its old one: both say so, by the row.
        if (made.instance.some()) put(row_number);
      }
      ++row_number;
    }
    std::uint32_t place_number = 0;
    for (const SurgePlace& place : service.surge(ActivityId{i})) {
      ++place_number;
      if (place.instance == id) put(0x40 + place_number);
    }
  }
  put(0xfe);
}

}  // namespace refreshsim
