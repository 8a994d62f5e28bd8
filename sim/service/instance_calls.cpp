// EnterStandby, ExitStandby, DetachInstances, RemoveInstances (model.md, section 5).
#include <algorithm>

#include "sim/service/service.h"

namespace refreshsim {

const std::vector<InstanceId>& Service::find_instances(const Request& request) const {
  const GroupId group = find_group(request.group);
  std::vector<InstanceId>& found = named_;
  found.clear();
  for (const std::string& text : request.instances) {
    const auto name = instance_name(scenario_.symbols, text);
    InstanceId id = name ? fleet_.find(*name) : InstanceId{};
    if (id.some() && (fleet_[id].gone || fleet_[id].group() != group)) id = {};
    if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  }
  return found;
}

void Service::change_instances(Action action, const Request& request, std::uint64_t cause) {
  for (const InstanceId id : find_instances(request)) {
    if (action == Action::EnterStandby) enter_standby(id, cause);
    if (action == Action::ExitStandby) exit_standby(id, cause);
    if (action == Action::DetachInstances) take_out(id, GoneReason::detached, cause);
    if (action == Action::RemoveInstances) take_out(id, GoneReason::removed, cause);
  }
}

/// `desired-follows-calls`: one less for an instance IN_SERVICE or STANDBY, not below MinSize, at
/// most once an instance, never for surge.
bool Service::lower_desired(InstanceId id, std::uint64_t cause) {
  const Instance& instance = fleet_[id];
  const bool counts =
      instance.state == LifeCycleState::IN_SERVICE || instance.state == LifeCycleState::STANDBY;
  const std::uint32_t desired = fleet_.group(instance.group()).desired;
  if (!counts || instance.surge || instance.standby_by_call ||
      desired <= scenario_.groups[instance.group().value].min_size) {
    return false;
  }
  fleet_.set_desired(instance.group(), desired - 1, cause);
  return true;
}

void Service::enter_standby(InstanceId id, std::uint64_t cause) {
  const bool lowered = lower_desired(id, cause);
  fleet_.set_state(id, LifeCycleState::STANDBY, cause);
  if (lowered) fleet_.set_standby_by_call(id, true);
}

/// IN_SERVICE as it is; gives back what EnterStandby took, not above MaxSize.
void Service::exit_standby(InstanceId id, std::uint64_t cause) {
  const Instance& instance = fleet_[id];
  const std::uint32_t desired = fleet_.group(instance.group()).desired;
  const bool gives_back =
      instance.standby_by_call && desired < scenario_.groups[instance.group().value].max_size;
  if (gives_back) fleet_.set_desired(instance.group(), desired + 1, cause);
  fleet_.set_standby_by_call(id, false);
  fleet_.set_state(id, LifeCycleState::IN_SERVICE, cause);
}

void Service::take_out(InstanceId id, GoneReason reason, std::uint64_t cause) {
  lower_desired(id, cause);
  instance_gone(id, Step::launch, fleet_.remove(id, reason, cause));
}

}  // namespace refreshsim
