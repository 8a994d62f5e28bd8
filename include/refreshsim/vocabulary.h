// The words of the model (model.md, section 2): the service's own as the service spells them, the
// project's own in snake_case. A comment a value, so that the lists read as a specification.
#pragma once

#include "refreshsim/enum_names.h"

namespace refreshsim {

// clang-format off
#define REFRESHSIM_LIFE_CYCLE_STATES(X)                                                        \
  X(CREATING, "is being launched")                                                             \
  X(IN_SERVICE, "takes traffic")                                                               \
  X(STANDBY, "out of service, load-balancer weight 0: while refreshed, after a failure, or by call") \
  X(TERMINATING, "out of service, being destroyed")                                            \
  X(CREATION_FAILED, "never came up; gone")                                                    \
  X(TERMINATION_FAILED, "out of service, could not be destroyed")
REFRESHSIM_ENUM(LifeCycleState, REFRESHSIM_LIFE_CYCLE_STATES)

#define REFRESHSIM_STEPS(X)                                                                    \
  X(drain, "enters standby, weight 0; out of service from its start")                          \
  X(reinstall, "takes the five fields")                                                        \
  X(boot, "starts; UserData runs")                                                             \
  X(health_check, "waits until the load balancer sees it healthy")                             \
  X(launch, "creates an instance with the five fields")                                        \
  X(terminate, "destroys an instance; out of service from its start")
REFRESHSIM_ENUM(Step, REFRESHSIM_STEPS)

#define REFRESHSIM_ACTIVITY_STATUSES(X)                                                        \
  X(INIT, "accepted; a rollback waits here for the origin's rows in flight")                   \
  X(RUNNING, "at work, or about to be")                                                        \
  X(SUCCESSFUL, "ended: every batch is done")                                                  \
  X(FAILED_PAUSE, "paused by a failure, until somebody calls")                                 \
  X(AUTO_PAUSE, "paused after a batch, as BatchPause asked")                                   \
  X(MANUAL_PAUSE, "paused by StopInstanceRefresh")                                             \
  X(CANCELLED, "ended by choice, by AUTO_CANCEL, or because it is rolled back")                \
  X(FAILED, "ended: a rollback that could not be completed")
REFRESHSIM_ENUM(ActivityStatus, REFRESHSIM_ACTIVITY_STATUSES)

#define REFRESHSIM_BATCH_STATUSES(X)                                                           \
  X(WAITING, "not started")                                                                    \
  X(INIT, "starting")                                                                          \
  X(RUNNING, "rows in flight")                                                                 \
  X(FAILED, "ended: rows FAILED, none SUCCESSFUL")                                             \
  X(PARTIALLY_SUCCESSFUL, "ended: rows FAILED and rows SUCCESSFUL")                            \
  X(CANCELLED, "never started, never will")                                                    \
  X(SUCCESSFUL, "ended: no row FAILED")
REFRESHSIM_ENUM(BatchStatus, REFRESHSIM_BATCH_STATUSES)

#define REFRESHSIM_ROW_STATUSES(X)                                                             \
  X(WAITING, "its batch has not started")                                                      \
  X(INIT, "starting")                                                                          \
  X(RUNNING, "steps under way")                                                                \
  X(FAILED, "a step failed; the instance waits for somebody")                                  \
  X(CANCELLED, "never started, never will")                                                    \
  X(SUCCESSFUL, "refreshed")                                                                   \
  X(NOT_FOUND, "its instance is gone; does not block")
REFRESHSIM_ENUM(RowStatus, REFRESHSIM_ROW_STATUSES)

#define REFRESHSIM_ACTIVITY_TYPES(X) \
  X(NORMAL, "made by StartInstanceRefresh") X(ROLLBACK, "undoes another activity")
REFRESHSIM_ENUM(ActivityType, REFRESHSIM_ACTIVITY_TYPES)

#define REFRESHSIM_REFRESH_MODES(X)                      \
  X(ROLLING_UPDATE_RESET, "reinstalls each instance")    \
  X(ROLLING_UPDATE_REPLACE, "launches a new instance for each, then terminates the old one")
REFRESHSIM_ENUM(RefreshMode, REFRESHSIM_REFRESH_MODES)

#define REFRESHSIM_BATCH_PAUSES(X)                          \
  X(AUTOMATIC, "no pause between batches")                  \
  X(FIRST_BATCH_PAUSE, "pauses after the first batch")      \
  X(BATCH_INTERVAL_PAUSE, "pauses after every batch but the last")
REFRESHSIM_ENUM(BatchPause, REFRESHSIM_BATCH_PAUSES)

#define REFRESHSIM_FAIL_PROCESSES(X)                                      \
  X(AUTO_PAUSE, "a failed batch pauses the activity")                     \
  X(AUTO_ROLLBACK, "a failed batch starts a rollback, one instance a batch") \
  X(AUTO_CANCEL, "a failed batch cancels the activity")
REFRESHSIM_ENUM(FailProcess, REFRESHSIM_FAIL_PROCESSES)

#define REFRESHSIM_RESUME_MODES(X)                        \
  X(RETRY, "repeats the current batch's FAILED rows")     \
  X(CONTINUE, "leaves them and goes on with the next batch")
REFRESHSIM_ENUM(ResumeMode, REFRESHSIM_RESUME_MODES)

#define REFRESHSIM_LOAD_BALANCERS(X) \
  X(none, "no load balancer") X(classic, "health is not checked") X(application, "can check health")
REFRESHSIM_ENUM(LoadBalancer, REFRESHSIM_LOAD_BALANCERS)

#define REFRESHSIM_GROUP_STATUSES(X)                           \
  X(NORMAL, "as it should be")                                 \
  X(CVM_ABNORMAL, "its launch configuration is broken")        \
  X(LB_ABNORMAL, "its load balancer is broken")                \
  X(LB_LISTENER_ABNORMAL, "a listener is broken")              \
  X(LB_LOCATION_ABNORMAL, "a forwarding rule is broken")       \
  X(VPC_ABNORMAL, "its network is broken")                     \
  X(SUBNET_ABNORMAL, "a subnet is broken")                     \
  X(INSUFFICIENT_BALANCE, "the account is in arrears")         \
  X(LB_BACKEND_REGION_NOT_MATCH, "load balancer and instances are in different regions") \
  X(LB_BACKEND_VPC_NOT_MATCH, "load balancer and instances are in different networks")
REFRESHSIM_ENUM(GroupStatus, REFRESHSIM_GROUP_STATUSES)

#define REFRESHSIM_ENABLED_STATUSES(X) \
  X(ENABLED, "scales as usual") X(DISABLED, "while it has an activity that has not ended")
REFRESHSIM_ENUM(EnabledStatus, REFRESHSIM_ENABLED_STATUSES)

#define REFRESHSIM_IN_ACTIVITY_STATUSES(X) \
  X(NOT_IN_ACTIVITY, "nothing is under way") X(IN_ACTIVITY, "other scaling activities are under way")
REFRESHSIM_ENUM(InActivityStatus, REFRESHSIM_IN_ACTIVITY_STATUSES)

#define REFRESHSIM_ACTIONS(X)                                        \
  X(StartInstanceRefresh, "starts a refresh of the instances in service") \
  X(StopInstanceRefresh, "pauses a running activity")                \
  X(ResumeInstanceRefresh, "goes on with a paused activity")         \
  X(CancelInstanceRefresh, "ends a paused activity")                 \
  X(RollbackInstanceRefresh, "starts an activity that undoes another") \
  X(DescribeRefreshActivities, "tells the activities' state")        \
  X(ModifyLaunchConfigurationAttributes, "changes what will be installed") \
  X(EnterStandby, "takes instances out of service")                  \
  X(ExitStandby, "puts instances back into service")                 \
  X(DetachInstances, "takes instances out of the group")             \
  X(RemoveInstances, "takes instances out of the group and destroys them")
REFRESHSIM_ENUM(Action, REFRESHSIM_ACTIONS)

#define REFRESHSIM_FIELDS(X)                             \
  X(ImageId, "the image") X(UserData, "what runs at the first boot") \
  X(EnhancedService, "monitoring and security agents") X(HostName, "how hosts are named") \
  X(LoginSettings, "password or keys")
REFRESHSIM_ENUM(Field, REFRESHSIM_FIELDS)

#define REFRESHSIM_FAILURE_CAUSES(X)                                        \
  X(none, "it did not fail")                                                \
  X(told_to_fail, "a fault of the scenario said so")                        \
  X(step_timeout, "it took longer than step_timeout allows")                \
  X(image_not_found, "the image does not exist")                            \
  X(image_conflicts, "the image conflicts with the instance's other parameters") \
  X(health_check_timeout, "the load balancer did not see it healthy in time") \
  X(instance_destroyed, "the new instance was destroyed while in the making")
REFRESHSIM_ENUM(FailureCause, REFRESHSIM_FAILURE_CAUSES)

#define REFRESHSIM_GONE_REASONS(X)                       \
  X(terminated, "destroyed by the service")              \
  X(creation_failed, "its launch failed")                \
  X(abandoned, "what it was to replace is gone")         \
  X(destroyed, "destroyed by its owner")                 \
  X(detached, "DetachInstances")                         \
  X(removed, "RemoveInstances")
REFRESHSIM_ENUM(GoneReason, REFRESHSIM_GONE_REASONS)

#define REFRESHSIM_SURGE_STATES(X)                       \
  X(none, "no surge instances asked for, or not yet")    \
  X(scaling_out, "surge instances are being launched")   \
  X(scale_out_failed, "one of them could not be launched") \
  X(scaled_out, "they are all there")                    \
  X(scaling_in, "they are being terminated")             \
  X(scale_in_failed, "one of them could not be terminated") \
  X(scaled_in, "they are gone")
REFRESHSIM_ENUM(SurgeState, REFRESHSIM_SURGE_STATES)
// clang-format on

/// Nothing more will happen to such an activity, but that it is rolled back.
constexpr bool has_ended(ActivityStatus status) {
  return status == ActivityStatus::SUCCESSFUL || status == ActivityStatus::CANCELLED ||
         status == ActivityStatus::FAILED;
}

/// It waits for a call.
constexpr bool is_paused(ActivityStatus status) {
  return status == ActivityStatus::FAILED_PAUSE || status == ActivityStatus::AUTO_PAUSE ||
         status == ActivityStatus::MANUAL_PAUSE;
}

}  // namespace refreshsim
