#include "sim/service/checks.h"

#include <algorithm>
#include <array>

#include "sim/service/describe.h"
#include "sim/service/service.h"

namespace refreshsim {
namespace {

using A = Action;
using E = ErrorCode;

// clang-format off
constexpr std::array kChecks = std::to_array<CheckRow>({
  {A::StartInstanceRefresh,    E::AutoScalingRoleUnauthorized,       Checks::unauthorized},
  {A::StartInstanceRefresh,    E::AutoScalingGroupIdNotFound,        Checks::no_group},
  {A::StartInstanceRefresh,    E::AutoScalingGroupAbnormalStatus,    Checks::group_abnormal},
  {A::StartInstanceRefresh,    E::AutoScalingGroupInRefreshActivity, Checks::in_refresh},
  {A::StartInstanceRefresh,    E::AutoScalingGroupInActivity,        Checks::in_activity},
  {A::StartInstanceRefresh,    E::NoInstanceCanRefresh,              Checks::nothing_to_refresh},
  {A::StartInstanceRefresh,    E::BatchNumberTooLarge,               Checks::too_many_batches},
  {A::StartInstanceRefresh,    E::MaxSurgeTooLarge,                  Checks::too_much_surge},
  {A::StartInstanceRefresh,    E::InquiryPriceResetInstanceFailed,   Checks::bad_image},

  {A::StopInstanceRefresh,     E::AutoScalingRoleUnauthorized,       Checks::unauthorized},
  {A::StopInstanceRefresh,     E::AutoScalingGroupIdNotFound,        Checks::no_group},
  {A::StopInstanceRefresh,     E::RefreshActivityNotFound,           Checks::no_activity},
  {A::StopInstanceRefresh,     E::RefreshActivityStatusConflictWithOperation, Checks::cannot_stop},

  {A::ResumeInstanceRefresh,   E::AutoScalingRoleUnauthorized,       Checks::unauthorized},
  {A::ResumeInstanceRefresh,   E::AutoScalingGroupIdNotFound,        Checks::no_group},
  {A::ResumeInstanceRefresh,   E::RefreshActivityNotFound,           Checks::no_activity},
  {A::ResumeInstanceRefresh,   E::RefreshActivityStatusConflictWithOperation, Checks::cannot_resume},

  {A::CancelInstanceRefresh,   E::AutoScalingRoleUnauthorized,       Checks::unauthorized},
  {A::CancelInstanceRefresh,   E::AutoScalingGroupIdNotFound,        Checks::no_group},
  {A::CancelInstanceRefresh,   E::RefreshActivityNotFound,           Checks::no_activity},
  {A::CancelInstanceRefresh,   E::RefreshActivityStatusConflictWithOperation, Checks::cannot_cancel},

  {A::RollbackInstanceRefresh, E::UnsupportedOperation,              Checks::max_surge_in_rollback},
  {A::RollbackInstanceRefresh, E::AutoScalingRoleUnauthorized,       Checks::unauthorized},
  {A::RollbackInstanceRefresh, E::AutoScalingGroupIdNotFound,        Checks::no_group},
  {A::RollbackInstanceRefresh, E::RefreshActivityNotFound,           Checks::no_activity},
  {A::RollbackInstanceRefresh, E::AutoScalingGroupAbnormalStatus,    Checks::group_abnormal},
  {A::RollbackInstanceRefresh, E::AutoScalingGroupInRefreshActivity, Checks::in_refresh_of_another},
  {A::RollbackInstanceRefresh, E::AutoScalingGroupInActivity,        Checks::in_activity},
  {A::RollbackInstanceRefresh, E::RollbackTypeActivityCanNotRollbackAgain, Checks::is_rollback},
  {A::RollbackInstanceRefresh, E::RefreshActivityStatusConflictWithOperation, Checks::cannot_roll_back},
  {A::RollbackInstanceRefresh, E::RefreshActivityCanNotRollback,     Checks::superseded_or_replaced},
  {A::RollbackInstanceRefresh, E::NoInstanceCanRollback,             Checks::nothing_to_roll_back},
  {A::RollbackInstanceRefresh, E::BatchNumberTooLarge,               Checks::too_many_rollback_batches},
  {A::RollbackInstanceRefresh, E::InquiryPriceResetInstanceFailed,   Checks::bad_old_image},

  {A::DescribeRefreshActivities, E::Conflict,                        Checks::ids_and_filters},
  {A::DescribeRefreshActivities, E::LimitExceeded,                   Checks::too_many_results},
  {A::DescribeRefreshActivities, E::Filter,                          Checks::too_many_filters},
  {A::DescribeRefreshActivities, E::InvalidFilter,                   Checks::unknown_filter},
  {A::DescribeRefreshActivities, E::FilterValuesTooLong,             Checks::too_many_values},

  {A::ModifyLaunchConfigurationAttributes, E::LaunchConfigurationIdNotFound, Checks::no_configuration},

  {A::EnterStandby,            E::AutoScalingGroupNotFound,          Checks::no_group},
  {A::EnterStandby,            E::InstancesNotFound,                 Checks::instances_unknown},
  {A::EnterStandby,            E::InstanceInOperation,               Checks::waiting_or_in_flight},
  {A::EnterStandby,            E::NoActivityToGenerate,              Checks::not_in_service},

  {A::ExitStandby,             E::AutoScalingGroupNotFound,          Checks::no_group},
  {A::ExitStandby,             E::InstancesNotFound,                 Checks::instances_unknown},
  {A::ExitStandby,             E::InstanceInOperation,               Checks::waiting_or_in_flight},
  {A::ExitStandby,             E::NoActivityToGenerate,              Checks::not_in_standby},

  {A::DetachInstances,         E::AutoScalingGroupNotFound,          Checks::no_group},
  {A::DetachInstances,         E::InstancesNotFound,                 Checks::instances_unknown},
  {A::DetachInstances,         E::InstanceInOperation,               Checks::in_flight},
  {A::DetachInstances,         E::NoActivityToGenerate,              Checks::coming_or_going},

  {A::RemoveInstances,         E::AutoScalingGroupNotFound,          Checks::no_group},
  {A::RemoveInstances,         E::InstancesNotFound,                 Checks::instances_unknown},
  {A::RemoveInstances,         E::InstanceInOperation,               Checks::in_flight},
  {A::RemoveInstances,         E::NoActivityToGenerate,              Checks::coming_or_going},
});
// clang-format on

constexpr std::size_t kMostResults = 100;
constexpr std::size_t kMostFilters = 10;
constexpr std::size_t kMostValues = 5;

}  // namespace

ErrorCode first_refusal(const Service& service, Action action, const Request& request) {
  for (const CheckRow& row : kChecks) {
    if (row.action == action && row.refuses(service, request)) return row.code;
  }
  return ErrorCode::ok;
}

namespace {

/// Whether any instance of the request is in a state that the operation can't use.
template <class Refuse>
bool any_instance(const std::vector<InstanceId>& instances, Refuse refuse) {
  return std::any_of(instances.begin(), instances.end(), refuse);
}

}  // namespace

bool Checks::max_surge_in_rollback(const Service&, const Request& request) {
  return request.settings.max_surge != 0;
}

bool Checks::unauthorized(const Service& service, const Request&) {
  return !service.scenario_.authorized;
}

bool Checks::no_group(const Service& service, const Request& request) {
  return !service.find_group(request.group).some();
}

bool Checks::no_activity(const Service& service, const Request& request) {
  return !service.find_activity(service.find_group(request.group), request.activity).some();
}

bool Checks::no_configuration(const Service& service, const Request& request) {
  return !service.find_configuration(request.configuration).some();
}

bool Checks::group_abnormal(const Service& service, const Request& request) {
  return service.fleet_.group(service.find_group(request.group)).status != GroupStatus::NORMAL;
}

bool Checks::in_refresh(const Service& service, const Request& request) {
  return service.current_[service.find_group(request.group).value].some();
}

bool Checks::in_refresh_of_another(const Service& service, const Request& request) {
  const GroupId group = service.find_group(request.group);
  const ActivityId current = service.current_[group.value];
  return current.some() && current != service.find_activity(group, request.activity);
}

bool Checks::in_activity(const Service& service, const Request& request) {
  return service.fleet_.group(service.find_group(request.group)).in_activity > 0;
}

bool Checks::nothing_to_refresh(const Service& service, const Request& request) {
  return service.refreshable(service.find_group(request.group)).empty();
}

bool Checks::too_many_batches(const Service& service, const Request& request) {
  return request.settings.batch_number >
         service.refreshable(service.find_group(request.group)).size();
}

/// `smallest-batch`: no more than the instances of the smallest batch.
bool Checks::too_much_surge(const Service& service, const Request& request) {
  const std::size_t rows = service.refreshable(service.find_group(request.group)).size();
  return request.settings.max_surge > rows / request.settings.batch_number;
}

bool Checks::bad_image(const Service& service, const Request& request) {
  const SymbolId image = service.fleet_.configured_image(service.find_group(request.group));
  return service.fleet_.image_problem(image) != FailureCause::none;
}

bool Checks::cannot_stop(const Service& service, const Request& request) {
  return !service.allows(request, ActivityTrigger::stop);
}

bool Checks::cannot_resume(const Service& service, const Request& request) {
  return !service.allows(request, ActivityTrigger::resume);
}

bool Checks::cannot_cancel(const Service& service, const Request& request) {
  return !service.allows(request, ActivityTrigger::cancel);
}

bool Checks::is_rollback(const Service& service, const Request& request) {
  return service.named(request).type == ActivityType::ROLLBACK;
}

bool Checks::cannot_roll_back(const Service& service, const Request& request) {
  return !service.allows(request, ActivityTrigger::roll_back);
}

/// `no-replace-rollback`; and of those that succeeded only the group's latest.
bool Checks::superseded_or_replaced(const Service& service, const Request& request) {
  const Activity& origin = service.named(request);
  const bool latest = &service.activity(service.latest_of_group_[origin.group.value]) == &origin;
  return (origin.status() == ActivityStatus::SUCCESSFUL && !latest) ||
         origin.settings.mode == RefreshMode::ROLLING_UPDATE_REPLACE;
}

bool Checks::nothing_to_roll_back(const Service& service, const Request& request) {
  return service.rollback_plans(request).instances.empty();
}

bool Checks::too_many_rollback_batches(const Service& service, const Request& request) {
  return request.settings.batch_number > service.rollback_plans(request).instances.size();
}

bool Checks::bad_old_image(const Service& service, const Request& request) {
  const auto& plans = service.rollback_plans(request);
  return std::any_of(plans.original_images.begin(), plans.original_images.end(),
                     [&service](SymbolId image) {
                       return service.fleet_.image_problem(image) != FailureCause::none;
                     });
}

bool Checks::ids_and_filters(const Service&, const Request& request) {
  return request.ids && request.filters;
}

bool Checks::too_many_results(const Service&, const Request& request) {
  return request.limit > static_cast<std::int64_t>(kMostResults) ||
         (request.ids && request.ids->size() > kMostResults);
}

bool Checks::too_many_filters(const Service&, const Request& request) {
  return request.filters && request.filters->size() > kMostFilters;
}

bool Checks::unknown_filter(const Service&, const Request& request) {
  if (!request.filters) return false;
  return std::any_of(request.filters->begin(), request.filters->end(),
                     [](const Filter& filter) { return !known_filter(filter.name); });
}

bool Checks::too_many_values(const Service&, const Request& request) {
  if (!request.filters) return false;
  return std::any_of(request.filters->begin(), request.filters->end(),
                     [](const Filter& filter) { return filter.values.size() > kMostValues; });
}

bool Checks::instances_unknown(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [](InstanceId id) { return !id.some(); });
}

bool Checks::in_flight(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [&service](InstanceId id) {
    return service.involvement_of(id).in_flight != Record::kNone;
  });
}

bool Checks::waiting_or_in_flight(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [&service](InstanceId id) {
    const auto involved = service.involvement_of(id);
    return involved.in_flight != Record::kNone || involved.waiting != Record::kNone;
  });
}

bool Checks::not_in_service(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [&service](InstanceId id) {
    return service.fleet_[id].state != LifeCycleState::IN_SERVICE;
  });
}

bool Checks::not_in_standby(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [&service](InstanceId id) {
    return service.fleet_[id].state != LifeCycleState::STANDBY;
  });
}

bool Checks::coming_or_going(const Service& service, const Request& request) {
  return any_instance(service.find_instances(request), [&service](InstanceId id) {
    const LifeCycleState state = service.fleet_[id].state;
    return state == LifeCycleState::CREATING || state == LifeCycleState::TERMINATING;
  });
}

}  // namespace refreshsim
