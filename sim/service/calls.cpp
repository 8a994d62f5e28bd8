// The API's calls: judged when they are made, then carried out or refused whole (model.md, section
// 5).
#include "sim/base/check.h"
#include "sim/service/checks.h"
#include "sim/service/describe.h"
#include "sim/service/parameters.h"
#include "sim/service/service.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kCallsPerSecond = 20;

bool makes_activity(Action action) {
  return action == Action::StartInstanceRefresh || action == Action::RollbackInstanceRefresh;
}

}  // namespace

Answer Service::call(CallId id, std::uint32_t firing, const Value& request, std::uint64_t cause,
                     const Ledger* ledger) {
  const Call& by = scenario_.calls[id.value];
  Request& read = read_;
  read.clear();  // a call that is refused unread names nothing
  Answer answer = judge(by.action, request, read);
  const bool accepted = answer.code == ErrorCode::ok;
  if (accepted && makes_activity(by.action)) answer.activity = ActivityId{activities_.size()};
  const GroupId group = find_group(read.group);
  const std::uint64_t record = facts_.emit({.kind = RecordKind::call_made,
                                            .group = group.value,
                                            .subject = id.value,
                                            .part = firing,
                                            .to = static_cast<std::uint32_t>(answer.code),
                                            .a = answer.activity.value,
                                            .b = static_cast<std::uint32_t>(by.action)},
                                           cause);
  if (accepted) carry_out(answer, by, id, read, record);
  if (accepted && by.action == Action::DescribeRefreshActivities && ledger != nullptr) {
    facts_.flush();
    answer.content = describe(read, *ledger, scenario_);
  }
  return answer;
}

/// Rate, shape, then the action's own checks; the first that fails answers (`error-order`).
Answer Service::judge(Action action, const Value& request, Request& read) {
  Answer answer;
  if (exceeds_rate(action)) {
    answer.code = ErrorCode::RequestLimitExceeded;
    return answer;
  }
  const ShapeError shape = check_shape(parameters_of(action), request);
  answer.code = shape.code;
  answer.detail = shape.parameter;
  if (shape.code != ErrorCode::ok) return answer;
  read_request(request, read);
  answer.code = first_refusal(*this, action, read);
  return answer;
}

/// More than 20 calls of one action, refused ones included, within one whole second.
bool Service::exceeds_rate(Action action) {
  Rate& rate = rates_[index(action)];
  const std::int64_t second = facts_.now_ms() / 1000;
  if (rate.second != second) rate = {second, 0};
  return ++rate.calls > kCallsPerSecond;
}

void Service::carry_out(Answer& answer, const Call& by, CallId id, const Request& request,
                        std::uint64_t record) {
  switch (by.action) {
    case Action::StartInstanceRefresh:
      start_refresh(by, id, request, record);
      return;
    case Action::StopInstanceRefresh:
      fire(named_id(request), ActivityTrigger::stop, record);
      return;
    case Action::ResumeInstanceRefresh:
      return resume(request, record);
    case Action::CancelInstanceRefresh:
      fire(named_id(request), ActivityTrigger::cancel, record);
      return;
    case Action::RollbackInstanceRefresh:
      roll_back(by, id, request, record);
      return;
    case Action::DescribeRefreshActivities:
      return;
    case Action::ModifyLaunchConfigurationAttributes:
      return modify(request, record);
    case Action::EnterStandby:
    case Action::ExitStandby:
    case Action::DetachInstances:
    case Action::RemoveInstances:
      return change_instances(by.action, request, record);
  }
  REFRESHSIM_CHECK(answer.code == ErrorCode::ok, "an action that nobody carries out");
}

/// A NORMAL activity takes what is IN_SERVICE when it is accepted, also what is up to date [D].
const std::vector<InstanceId>& Service::refreshable(GroupId group) const {
  std::vector<InstanceId>& instances = found_.instances;
  if (found_at_ == facts_.next()) return instances;
  found_at_ = facts_.next();
  instances.clear();
  const Group& of = fleet_.group(group);
  instances.reserve(of.members());  // growing would need half as much again
  for (std::uint32_t place = 0; place < of.members(); ++place) {
    const InstanceId id = of.member(place);
    const Instance& instance = fleet_[id];
    if (instance.gone || instance.surge || instance.state != LifeCycleState::IN_SERVICE) continue;
    instances.push_back(id);
  }
  return instances;
}

ActivityId Service::start_refresh(const Call& by, CallId id, const Request& request,
                                  std::uint64_t cause) {
  const GroupId group = find_group(request.group);
  refreshable(group);
  std::swap(accepted_, found_);
  found_at_ = kStale;
  accepted_.original_images.clear();
  accepted_.original_images.reserve(accepted_.instances.size());
  for (const InstanceId instance : accepted_.instances) {
    accepted_.original_images.push_back(fleet_.image_of(instance));
  }
  const ActivityId made = accept(group, request.settings, ActivityType::NORMAL, ActivityId{}, id,
                                 by.name, by.id, accepted_, cause);
  forget_plans();
  return made;
}

/// Their memory goes back to where the next are found; that of a large fleet is not worth keeping.
void Service::forget_plans() {
  constexpr std::size_t kMostKept = 1u << 16;
  std::swap(accepted_, found_);
  found_at_ = kStale;
  if (found_.instances.size() > kMostKept) found_ = Plans{};
}

ActivityId Service::roll_back(const Call& by, CallId id, const Request& request,
                              std::uint64_t cause) {
  const ActivityId origin = named_id(request);
  const GroupId group = activities_[origin.value].group;
  std::swap(accepted_, eligible_for_rollback(origin));
  fire(origin, ActivityTrigger::roll_back, cause);
  const ActivityId made = accept(group, request.settings, ActivityType::ROLLBACK, origin, id,
                                 by.name, by.id, accepted_, cause);
  forget_plans();
  return made;
}

void Service::resume(const Request& request, std::uint64_t cause) {
  const ActivityId id = named_id(request);
  activities_[id.value].resume_mode = request.resume_mode;
  fire(id, ActivityTrigger::resume, cause);
}

void Service::modify(const Request& request, std::uint64_t cause) {
  const ConfigId configuration = find_configuration(request.configuration);
  for (const auto& [field, text] : request.fields) {
    const SymbolId symbol = scenario_.symbols.find(text);
    REFRESHSIM_CHECK(symbol.some(), "every text of a request is known from loading");
    fleet_.modify_configuration(configuration, field, symbol, cause);
  }
}

GroupId Service::find_group(const std::string& id) const {
  for (std::size_t i = 0; i < scenario_.groups.size(); ++i) {
    if (scenario_.groups[i].id == id) return GroupId{i};
  }
  return {};
}

/// A thing of another group is not found (model.md, section 8).
ActivityId Service::find_activity(GroupId group, const std::string& id) const {
  const ActivityId found = by_id(id);
  return found.some() && activities_[found.value].group == group ? found : ActivityId{};
}

ConfigId Service::find_configuration(const std::string& id) const {
  for (std::size_t i = 0; i < scenario_.configurations.size(); ++i) {
    if (scenario_.configurations[i].id == id) return ConfigId{i};
  }
  return {};
}

}  // namespace refreshsim
