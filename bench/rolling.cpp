#include "bench/rolling.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "refreshsim/load.h"

namespace refreshsim::bench {
namespace {

constexpr const char* kHead = R"(refreshsim: 1
seed: 7
launch_configurations:
  asc-web: {ImageId: img-v1}
scaling_groups:
  asg-web:
    launch_configuration: asc-web
)";

constexpr const char* kTail = R"(timing:
  drain: {uniform: {min: 10s, max: 20s}}
  reinstall: {lognormal: {median: 4m, p95: 9m}}
  health_check: {uniform: {min: 5s, max: 25s}}
calls:
  - at: 0s
    action: ModifyLaunchConfigurationAttributes
    request: {LaunchConfigurationId: asc-web, ImageId: img-v2}
  - at: 0s
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings:
        CheckInstanceTargetHealth: true
        RollingUpdateSettings: {BatchNumber: )";

std::string tail(std::int64_t batches) {
  return kTail + std::to_string(batches) + "}\n    expect: ok\n";
}

/// Eight hexadecimal digits.
std::string id_of(std::int64_t number) {
  char id[32];
  std::snprintf(id, sizeof id, "ins-%08llx", static_cast<unsigned long long>(number));
  return id;
}

/// One line of the list of instances.
std::string listed(std::int64_t number) {
  return "      - {id: " + id_of(number) + ", zone: zone-" + std::to_string(number % 3 + 1) +
         ", ImageId: img-v1}\n";
}

}  // namespace

std::string rolling_text(std::int64_t instances, std::int64_t batches) {
  return kHead + ("    instances: " + std::to_string(instances)) + "\n" + tail(batches);
}

std::string listed_text(std::int64_t instances) {
  std::string text = std::string(kHead) + "    instances:\n";
  for (std::int64_t number = 1; number <= instances; ++number) text += listed(number);
  return text + tail(kBatches);
}

std::string faults_text(std::int64_t faults) {
  std::string text = "faults:\n";
  for (std::int64_t i = 1; i <= faults; ++i) {
    const std::string number = std::to_string(i);
    const std::string about = i % 3 == 0   ? "instance: " + id_of(i) + ", step: boot, attempt: 1"
                              : i % 3 == 1 ? "image: img-" + number + ", step: reinstall"
                                           : "batch: " + number + ", step: boot";
    text += "  - {match: {" + about + "}, outcome: fail}\n";
  }
  return text;
}

Scenario rolling(std::int64_t instances, std::int64_t batches) {
  LoadResult loaded = parse_scenario(rolling_text(instances, batches));
  for (const Diagnostic& each : loaded.diagnostics) {
    std::fprintf(stderr, "%s\n", describe(each).c_str());
  }
  if (!loaded.ok()) std::exit(1);
  return std::move(loaded.scenario);
}

}  // namespace refreshsim::bench
