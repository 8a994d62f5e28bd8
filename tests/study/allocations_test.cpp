// A study's replicas allocate nothing once their world has its memory, and a large fleet needs
// little of it: every allocation of this program is counted.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <new>

#include "refreshsim/load.h"
#include "sim/record/history.h"
#include "sim/study/replicas.h"

namespace {

std::atomic<std::uint64_t> allocations{0};

std::atomic<std::int64_t> bytes{0};
std::atomic<std::int64_t> most_bytes{0};

/// What is aligned to huge pages, with what was asked for: malloc_usable_size() also tells of what
/// lies between it and the next such page, by chance.
struct Large {
  void* memory = nullptr;
  std::size_t size = 0;
};
std::array<Large, 64> large;
std::mutex large_guard;

std::size_t size_of(void* memory) {
  const std::scoped_lock guard(large_guard);
  for (const Large& each : large) {
    if (each.memory == memory && memory != nullptr) return each.size;
  }
  return malloc_usable_size(memory);
}
void name_large(void* old_name, const Large& by) {
  const std::scoped_lock guard(large_guard);
  for (Large& each : large) {
    if (each.memory != old_name) continue;
    each = by;
    return;
  }
}

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  ++allocations;
  bytes += static_cast<std::int64_t>(size_of(memory));
  most_bytes = std::max<std::int64_t>(most_bytes, bytes);
  return memory;
}
void* aligned(std::size_t size, std::align_val_t alignment) {
  const auto line = static_cast<std::size_t>(alignment);
  void* const memory = std::aligned_alloc(line, (size + line - 1) / line * line);
  if (line > 4096 && memory != nullptr) name_large(nullptr, {memory, size});
  return counted(memory);
}
void freed(void* memory) {
  bytes -= static_cast<std::int64_t>(size_of(memory));
  if (memory != nullptr) name_large(memory, {});
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new[](std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t line) { return aligned(size, line); }
void* operator new[](std::size_t size, std::align_val_t line) { return aligned(size, line); }
void operator delete(void* memory) noexcept { freed(memory); }
void operator delete[](void* memory) noexcept { freed(memory); }
void operator delete(void* memory, std::size_t) noexcept { freed(memory); }
void operator delete[](void* memory, std::size_t) noexcept { freed(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { freed(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { freed(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { freed(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { freed(memory); }

namespace refreshsim {
namespace {

/// A refresh with pauses, resumed by an operator.
constexpr const char* kRollout = R"(  refreshsim: 1
  launch_configurations: {asc-web: {ImageId: img-v1}}
  scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 200, zones: [a, b, c]}}
  timing:
    drain: {uniform: {min: 10s, max: 20s}}
    reinstall: {lognormal: {median: 4m, p95: 9m}}
    health_check: {uniform: {min: 5s, max: 25s}}
  slo: {serving_at_least: [90%]}
  calls:
    - {at: 0s, action: ModifyLaunchConfigurationAttributes,
       request: {LaunchConfigurationId: asc-web, ImageId: img-v2}}
    - at: 0s
      as: refresh
      action: StartInstanceRefresh
      request:
        AutoScalingGroupId: asg-web
        RefreshSettings:
          CheckInstanceTargetHealth: true
          RollingUpdateSettings: {BatchNumber: 10, BatchPause: BATCH_INTERVAL_PAUSE, MaxSurge: 2}
    - when: {activity: refresh, status: AUTO_PAUSE}
      after: {exponential: {mean: 2m}}
      times: always
      action: ResumeInstanceRefresh
      request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh}
)";
/// What fails is rolled back.
constexpr const char* kTrouble = R"(  faults:
    - {match: {step: boot, image: img-v2}, probability: 0.01, outcome: fail}
    - {match: {image: img-v2}, probability: 0.02, outcome: unhealthy}
    - {at: 10m, outage: {zone: b, for: 5m}}
)";
constexpr const char* kRollback = R"(    - when: {activity: refresh, status: FAILED_PAUSE}
      after: 5m
      action: RollbackInstanceRefresh
      request:
        AutoScalingGroupId: asg-web
        OriginRefreshActivityId: $refresh
        RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}
)";

constexpr const char* kStandby =
    R"(    - {at: 1s, action: EnterStandby,
       request: {AutoScalingGroupId: asg-web, InstanceIds: [ins-00000190, ins-00000191]}}
    - {at: 1h, action: ExitStandby,
       request: {AutoScalingGroupId: asg-web, InstanceIds: [ins-00000190, ins-00000191]}}
    - {at: 2h, action: DetachInstances,
       request: {AutoScalingGroupId: asg-web, InstanceIds: [ins-00000001]}}
)";

constexpr const char* kExpectations = R"(  expect:
    - {activity: refresh, Status: SUCCESSFUL}
    - {activity: refresh, Status: SUCCESSFUL, before: 2h}
    - {activity: refresh, batch: 2, RefreshBatchStatus: SUCCESSFUL, before: 1h}
    - {activity: refresh, instance: ins-00000003, InstanceStatus: SUCCESSFUL}
    - {instance: ins-00000003, LifeCycleState: IN_SERVICE, ImageId: img-v2, healthy: true}
    - {instance: ins-00000004, ImageId: img-v2, before: 1h}
    - {group: asg-web, statistic: downtime_ms.p99, at_most: 1800000}
    - {group: asg-web, always: serving, at_least: 150}
    - {activity: refresh, statistic: duration_ms, at_most: 10800000}
)";

Study study_of(const std::string& scenario,
               const std::string& metrics = "availability, duration, below_ms.90%") {
  StudyResult loaded = parse_study("refreshsim_study: 1\nscenario:\n" + scenario +
                                       "strategies: {one: {}}\nmetrics: [" + metrics + "]\n",
                                   "study.yaml");
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  return std::move(loaded.study);
}

/// What running replicas [from, to) allocates, threads and all.
std::uint64_t cost(Crew& crew, std::size_t from, std::size_t to, Numbers& numbers) {
  const std::vector<std::size_t> strategies{0};
  const ReplicaOptions options;
  const std::uint64_t before = allocations;
  const ReplicaEnd end = crew.run(strategies, from, to, options, numbers);
  EXPECT_EQ(end.broken, "");
  EXPECT_EQ(numbers.count(0), to);
  return allocations - before;
}

void expect_none_per_replica(const Study& study, std::size_t warm_up) {
  Crew crew(study, 1);
  Numbers numbers(1, study.metrics.size());
  numbers.reserve(0, 512);
  cost(crew, 0, warm_up, numbers);
  const std::uint64_t few = cost(crew, 0, 16, numbers);
  const std::uint64_t many = cost(crew, 0, 256, numbers);
  EXPECT_EQ(many, few) << "240 more replicas";
}

TEST(Allocations, NoneInAReplicaAfterTheFirst) { expect_none_per_replica(study_of(kRollout), 1); }

/// Replicas with failures take different ways, and the longest of them needs the most memory.
TEST(Allocations, NoneInAReplicaAfterTheOneThatNeededMost) {
  expect_none_per_replica(study_of(std::string(kRollout) + kRollback + kTrouble), 256);
}

/// Nor do calls that name instances.
TEST(Allocations, NoneInCallsThatNameInstances) {
  expect_none_per_replica(study_of(std::string(kRollout) + kStandby), 1);
}

/// Nor what expectations and activities need, which is no ledger of the run.
TEST(Allocations, NoneForExpectationsAndActivities) {
  const std::string metrics =
      "P(expectation), refresh.duration, refresh.retries, refresh.rows.FAILED, "
      "refresh.time_in_status.AUTO_PAUSE, zones.a.serving.min, downtime.p99";
  expect_none_per_replica(study_of(std::string(kRollout) + kExpectations, metrics), 1);
  const std::string trouble = std::string(kRollout) + kRollback + kTrouble + kExpectations;
  expect_none_per_replica(study_of(trouble, metrics), 256);
}

/// The most of memory at any time of a run in ten batches, which `run` makes of the scenario.
/// Besides what is asked for and not touched, which is no memory: with_room(), and the end of each
/// array's last huge page, which is two bytes of each instance.
std::int64_t bytes_an_instance(const auto& run) {
  constexpr std::int64_t kInstances = 1'000'000;
  constexpr std::int64_t kUntouched = 8;
  std::string text = kRollout;
  text.replace(text.find("instances: 200"), 14, "instances: " + std::to_string(kInstances));
  const LoadResult loaded = parse_scenario(text);
  EXPECT_TRUE(loaded.ok());
  const std::int64_t before = bytes;
  most_bytes = before;
  EXPECT_GT(run(loaded.scenario).events, std::uint64_t{kInstances});
  return (most_bytes - before) / kInstances - kUntouched;
}

TEST(Allocations, AtMost64BytesAnInstance) {
  const auto measured = [](const Scenario& scenario) { return Simulation(scenario).measure(); };
  EXPECT_LE(bytes_an_instance(measured), 64);
}

/// What is printed of a run is drawn, not listed.
TEST(Allocations, AtMost64BytesAnInstanceThatIsDrawn) {
  const auto drawn = [](const Scenario& scenario) {
    History history(scenario);
    RunOptions options;
    options.lists = false;
    options.sinks = {&history};
    return Simulation(scenario).run(options);
  };
  EXPECT_LE(bytes_an_instance(drawn), 64);
}

/// How a run begins is kept for the next, besides.
TEST(Allocations, AtMost64BytesAnInstanceOfAReplica) {
  constexpr std::int64_t kOpening = 32;
  const auto replica = [](const Scenario& scenario) {
    RunOptions options;
    options.fingerprint = false;
    return Simulation(scenario).measure(options);
  };
  EXPECT_LE(bytes_an_instance(replica), 64 + kOpening);
}

TEST(Allocations, AreCounted) {
  const std::uint64_t before = allocations;
  ::operator delete(::operator new(1));  // a new-expression may be left out by the compiler
  EXPECT_EQ(allocations - before, 1U);
}

}  // namespace
}  // namespace refreshsim
