#include "sim/run/undisturbed.h"

#include <algorithm>

namespace refreshsim {
namespace {

bool disturbs(const Fault& fault) {
  const bool timed = fault.timed() && fault.kind != FaultKind::group_status;
  return timed || fault.kind == FaultKind::unhealthy_after || fault.match.activity.some();
}

}  // namespace

bool modifies(const Call& call) {
  return call.action == Action::ModifyLaunchConfigurationAttributes;
}

std::size_t modifications(const Scenario& scenario) {
  return static_cast<std::size_t>(
      std::count_if(scenario.calls.begin(), scenario.calls.end(), modifies));
}

bool leaves_rows_alone(const Scenario& scenario) {
  const auto modifies_at_any_time = [](const Call& call) { return modifies(call) && !call.at; };
  return std::none_of(scenario.faults.begin(), scenario.faults.end(), disturbs) &&
         std::none_of(scenario.calls.begin(), scenario.calls.end(), modifies_at_any_time);
}

}  // namespace refreshsim
