#include "bench/yardsticks/workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "refreshsim/load.h"

namespace refreshsim::bench {
namespace {

constexpr std::array<Step, kStages> kStepOfStage{Step::drain, Step::reinstall, Step::health_check};

constexpr const char* kHead = R"(refreshsim: 1
seed: 7
launch_configurations:
  asc-web: {ImageId: img-v1}
scaling_groups:
  asg-web: {launch_configuration: asc-web, instances: )";

constexpr const char* kTail = R"(}
timing:
  drain: {uniform: {min: 10s, max: 20s}}
  reinstall: {lognormal: {median: 4m, p95: 9m}}
  boot: 0s
  health_check: {uniform: {min: 5s, max: 25s}}
calls:
  - at: 0s
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings:
        CheckInstanceTargetHealth: true
        CheckInstanceTargetHealthTimeout: 7200
        RollingUpdateSettings: {BatchNumber: 10, BatchPause: BATCH_INTERVAL_PAUSE}
    expect: ok
  - when: {activity: refresh, status: AUTO_PAUSE}
    after: 1m
    times: always
    action: ResumeInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh}
)";

}  // namespace

std::string workload_text(std::uint32_t instances) {
  return kHead + std::to_string(instances) + kTail;
}

Scenario workload(std::uint32_t instances) {
  LoadResult loaded = parse_scenario(workload_text(instances));
  for (const Diagnostic& each : loaded.diagnostics) {
    std::fprintf(stderr, "%s\n", describe(each).c_str());
  }
  if (!loaded.ok()) std::exit(1);
  return std::move(loaded.scenario);
}

Batch batch_of(std::uint32_t instances, std::uint32_t number) {
  const std::uint32_t least = instances / kRefreshBatches;
  const std::uint32_t larger = instances % kRefreshBatches;
  return {number * least + std::min(number, larger), least + (number < larger ? 1 : 0)};
}

Drawn::Drawn(const Scenario& scenario) : draws_(scenario.seed, 0) {
  for (const Step step : kStepOfStage) samplers_.emplace_back(scenario.timing[index(step)]);
}

DrawKey Drawn::key(std::uint32_t instance, std::uint32_t stage) {
  DrawKey key;
  key.place = static_cast<std::uint32_t>(kStepOfStage[stage]);
  key.subject = instance;
  key.activity = 1;
  key.attempt = 1;
  return key;
}

void Drawn::fill(std::uint32_t first, std::uint32_t stage, std::span<std::uint32_t> out_ms) {
  bits_.resize(std::max(bits_.size(), out_ms.size()));
  draws_.bits(key(first, stage), std::span(bits_).first(out_ms.size()));
  for (std::size_t i = 0; i < out_ms.size(); ++i) {
    out_ms[i] = static_cast<std::uint32_t>(samplers_[stage](bits_[i]).count());
  }
}

Given::Given(const Scenario& scenario, std::uint32_t instances) {
  Drawn drawn(scenario);
  for (std::uint32_t stage = 0; stage < kStages; ++stage) {
    by_stage_[stage].resize(instances);
    drawn.fill(0, stage, by_stage_[stage]);
  }
}

void Given::fill(std::uint32_t first, std::uint32_t stage, std::span<std::uint32_t> out_ms) {
  std::copy_n(by_stage_[stage].begin() + first, out_ms.size(), out_ms.begin());
}

bool Given::write(const std::string& path) const {
  std::ofstream out(path, std::ios::binary);
  std::vector<std::uint32_t> all;
  for (std::size_t i = 0; i < by_stage_[0].size(); ++i) {
    for (const auto& stage : by_stage_) all.push_back(stage[i]);
  }
  out.write(reinterpret_cast<const char*>(all.data()),
            static_cast<std::streamsize>(all.size() * sizeof(std::uint32_t)));
  out.flush();
  return out.good();
}

}  // namespace refreshsim::bench
