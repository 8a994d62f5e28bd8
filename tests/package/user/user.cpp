// A project of its own: parses a scenario, runs it and prints the fingerprint.
#include <cstdio>

#include "refreshsim/load.h"
#include "refreshsim/run.h"

namespace {

constexpr const char* kScenario = R"(
refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 3}}
calls:
  - at: 0s
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}
    expect: ok
expect:
  - {activity: refresh, Status: SUCCESSFUL}
)";

}  // namespace

int main() {
  const refreshsim::LoadResult loaded = refreshsim::parse_scenario(kScenario);
  for (const refreshsim::Diagnostic& each : loaded.diagnostics) {
    std::fputs(refreshsim::describe(each).c_str(), stderr);
  }
  if (!loaded.ok()) return 2;
  refreshsim::Simulation simulation(loaded.scenario);
  const refreshsim::RunResult result = simulation.run();
  if (!result.as_expected()) return 1;
  std::printf("fingerprint %016llx\n", static_cast<unsigned long long>(result.fingerprint));
  return 0;
}
