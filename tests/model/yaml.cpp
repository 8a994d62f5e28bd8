// The YAML of the model's tests.
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

std::string refresh(const std::string& as, const std::string& at, const std::string& rolling,
                    const std::string& more, const std::string& mode) {
  const std::string settings =
      "{RollingUpdateSettings: {" + rolling + "}" + (more.empty() ? "" : ", " + more) + "}";
  return call(at, "StartInstanceRefresh",
              "AutoScalingGroupId: asg-1, RefreshMode: " + mode + ", RefreshSettings: " + settings,
              "as: " + as);
}

std::string of_activity(const std::string& at, const std::string& action,
                        const std::string& activity, const std::string& more = "") {
  return call(at, action,
              "AutoScalingGroupId: asg-1, RefreshActivityId: $" + activity +
                  (more.empty() ? "" : ", " + more));
}

std::string of_instance(const std::string& at, const std::string& action, int instance) {
  return call(
      at, action,
      "AutoScalingGroupId: asg-1, InstanceIds: [ins-0000000" + std::to_string(instance) + "]");
}

}  // namespace

std::string fleet(int instances, const std::string& more) {
  return "refreshsim: 1\n"
         "timing: {drain: 1s, reinstall: 10s, boot: 2s, health_check: 3s, launch: 20s, "
         "terminate: 4s}\n"
         "launch_configurations: {asc-1: {ImageId: img-1, UserData: u1}}\n"
         "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: " +
         std::to_string(instances) + (more.empty() ? "" : ", " + more) + "}}\n";
}

std::string fault(const std::string& match, const std::string& outcome) {
  return "faults: [{match: {" + match + "}, outcome: " + outcome + "}]\n";
}

std::string call(const std::string& at, const std::string& action, const std::string& request,
                 const std::string& more) {
  return "  - {at: " + at + ", action: " + action + ", request: {" + request + "}" +
         (more.empty() ? "" : ", " + more) + "}\n";
}

std::string start(const std::string& at, const std::string& rolling, const std::string& more) {
  return start_as("refresh", at, rolling, more);
}

std::string refresh_at_once() { return "calls:\n" + start("0s", "BatchNumber: 1"); }

std::string surge_of_one() { return "calls:\n" + start("0s", "BatchNumber: 1, MaxSurge: 1"); }

std::string start_as(const std::string& as, const std::string& at, const std::string& rolling,
                     const std::string& more) {
  return refresh(as, at, rolling, more, "ROLLING_UPDATE_RESET");
}

std::string start_replace(const std::string& at, const std::string& rolling,
                          const std::string& more) {
  return refresh("refresh", at, rolling, more, "ROLLING_UPDATE_REPLACE");
}

std::string rollback(const std::string& at, const std::string& rolling, const std::string& origin,
                     const std::string& as) {
  return call(at, "RollbackInstanceRefresh",
              "AutoScalingGroupId: asg-1, OriginRefreshActivityId: $" + origin +
                  ", RefreshSettings: {RollingUpdateSettings: {" + rolling + "}}",
              "as: " + as);
}

std::string stop(const std::string& at, const std::string& activity) {
  return of_activity(at, "StopInstanceRefresh", activity);
}

std::string resume(const std::string& at, const std::string& mode, const std::string& activity) {
  return of_activity(at, "ResumeInstanceRefresh", activity, "ResumeMode: " + mode);
}

std::string cancel(const std::string& at, const std::string& activity) {
  return of_activity(at, "CancelInstanceRefresh", activity);
}

std::string modify(const std::string& at, const std::string& fields) {
  return call(at, "ModifyLaunchConfigurationAttributes", "LaunchConfigurationId: asc-1, " + fields);
}

std::string standby(const std::string& at, int instance) {
  return of_instance(at, "EnterStandby", instance);
}
std::string exit_standby(const std::string& at, int instance) {
  return of_instance(at, "ExitStandby", instance);
}
std::string detach(const std::string& at, int instance) {
  return of_instance(at, "DetachInstances", instance);
}
std::string remove(const std::string& at, int instance) {
  return of_instance(at, "RemoveInstances", instance);
}
std::string describe_all(const std::string& at) {
  return call(at, "DescribeRefreshActivities", "");
}

}  // namespace refreshsim::model_test
