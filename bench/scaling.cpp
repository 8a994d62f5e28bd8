// How the cost of a run grows with what is in it: a table of families of scenarios, each with the
// exponent b of time ~ size^b that fits it best, by the computed path and by the plain loop.
// Prints; tests nothing.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"

namespace refreshsim::bench {
namespace {

constexpr std::int64_t kLarge = 1'000'000;  ///< larger ones are measured once

/// What a scenario of a family is made of.
struct Shape {
  std::int64_t instances = 100'000;  ///< of all groups together
  std::int64_t groups = 1;
  std::int64_t batches = 10;  ///< of each group
  std::int64_t timed_faults = 0;
  std::int64_t named_faults = 0;  ///< about steps of named instances
  std::int64_t calls = 0;         ///< that are refused
  std::int64_t triggers = 0;
  bool cancels = false;     ///< stops in the first batch, and cancels after it
  bool rolls_back = false;  ///< as soon as it has ended
};

std::string instance(std::int64_t number) {
  char id[32];
  std::snprintf(id, sizeof id, "ins-%08lld", static_cast<long long>(number));
  return id;
}

std::string group(std::int64_t number) { return "asg-" + std::to_string(number); }

std::string faults(const Shape& shape) {
  std::string text = "faults:\n";
  for (std::int64_t i = 0; i < shape.timed_faults; ++i) {
    const std::int64_t whom = i * (shape.instances / shape.timed_faults) + 1;
    text += "  - {at: " + std::to_string(1 + i * 6000 / shape.timed_faults) +
            "s, unhealthy: " + instance(whom) + ", for: 5m}\n";
  }
  for (std::int64_t i = 0; i < shape.named_faults; ++i) {
    const std::int64_t whom = i * (shape.instances / shape.named_faults) + 1;
    text += "  - {match: {instance: " + instance(whom) + ", step: boot}, outcome: {delay: 1m}}\n";
  }
  return shape.timed_faults + shape.named_faults > 0 ? text : "";
}

std::string call(const std::string& when, const std::string& action, const std::string& request) {
  return "  - {" + when + ", action: " + action + ", request: {AutoScalingGroupId: " + request +
         "}}\n";
}

std::string calls(const Shape& shape) {
  std::string text = "calls:\n";
  for (std::int64_t g = 1; g <= shape.groups; ++g) {
    const std::string name = "refresh-" + std::to_string(g);
    const std::string settings =
        ", RefreshSettings: {CheckInstanceTargetHealth: true, RollingUpdateSettings: "
        "{BatchNumber: " +
        std::to_string(shape.batches) + "}}";
    text += call("at: " + std::to_string(g / 20) + "s, as: " + name, "StartInstanceRefresh",
                 group(g) + settings);
    const std::string of = group(g) + ", RefreshActivityId: $" + name;
    if (shape.cancels) {
      text += call("at: 30s", "StopInstanceRefresh", of);
      text += call("at: 10h", "CancelInstanceRefresh", of);
    }
    if (shape.rolls_back) {
      text += call("when: {activity: " + name + ", status: SUCCESSFUL}", "RollbackInstanceRefresh",
                   group(g) + ", OriginRefreshActivityId: $" + name +
                       ", RefreshSettings: {RollingUpdateSettings: {BatchNumber: 10}}");
    }
  }
  for (std::int64_t i = 0; i < shape.calls; ++i) {
    text += call("at: " + std::to_string(2 + i * 6000 / shape.calls) + "s", "ResumeInstanceRefresh",
                 group(1) + ", RefreshActivityId: $refresh-1");
  }
  for (std::int64_t i = 0; i < shape.triggers; ++i) {
    text +=
        call("when: {group: " + group(1) + ", serving_below: " + std::to_string(i % 80 + 1) + "%}",
             "ResumeInstanceRefresh", group(1) + ", RefreshActivityId: $refresh-1");
  }
  return text;
}

std::string text_of(const Shape& shape) {
  std::string text =
      "refreshsim: 1\nseed: 7\nlaunch_configurations: {asc-web: {ImageId: img-v1}}\n"
      "timing:\n"
      "  drain: {uniform: {min: 10s, max: 20s}}\n"
      "  reinstall: {lognormal: {median: 4m, p95: 9m}}\n"
      "  health_check: {uniform: {min: 5s, max: 25s}}\n"
      "scaling_groups:\n";
  for (std::int64_t g = 1; g <= shape.groups; ++g) {
    text += "  " + group(g) + ": {launch_configuration: asc-web, instances: " +
            std::to_string(shape.instances / shape.groups) + "}\n";
  }
  return text + faults(shape) + calls(shape);
}

double now_s() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// The least CPU time of some runs by each engine, in a world that is used again; prints a row, and
/// returns that of the computed path.
double measure(const char* family, std::int64_t size, const Shape& shape) {
  const LoadResult loaded = parse_scenario(text_of(shape));
  for (const Diagnostic& each : loaded.diagnostics) std::puts(describe(each).c_str());
  if (!loaded.ok()) std::exit(1);
  Simulation simulation(loaded.scenario);
  RunResult result = simulation.measure();
  const auto seconds = [&](Engine engine) {
    RunOptions options;
    options.engine = engine;
    const double begin = now_s();
    simulation.measure(options, result);
    return now_s() - begin;
  };
  double computed = 1e9;
  double looped = 1e9;
  for (int run = 0; run < (shape.instances > kLarge ? 1 : 3); ++run) {
    computed = std::min(computed, seconds(Engine::automatic));
    looped = std::min(looped, seconds(Engine::loop));
  }
  std::printf("| %-21s | %9lld | %9llu | %9.2f | %7.1f | %9.2f | %4.2f |\n", family,
              static_cast<long long>(size), static_cast<unsigned long long>(result.events),
              computed * 1e3, computed * 1e9 / static_cast<double>(result.events), looped * 1e3,
              looped / computed);
  std::fflush(stdout);
  return computed;
}

/// The slope of the line through (log size, log time), by least squares.
double exponent(const std::vector<std::pair<double, double>>& points) {
  double x = 0;
  double y = 0;
  for (const auto& [size, time] : points) {
    x += std::log(size) / static_cast<double>(points.size());
    y += std::log(time) / static_cast<double>(points.size());
  }
  double xy = 0;
  double xx = 0;
  for (const auto& [size, time] : points) {
    xy += (std::log(size) - x) * (std::log(time) - y);
    xx += (std::log(size) - x) * (std::log(size) - x);
  }
  return xy / xx;
}

struct Family {
  const char* name;
  std::vector<std::int64_t> sizes;
  void (*set)(Shape& shape, std::int64_t size);
};

const std::vector<Family>& families() {
  using Size = std::int64_t;
  static const std::vector<Family> all{
      {"instances",
       {1000, 10'000, 100'000, 1'000'000, 10'000'000},
       [](Shape& s, Size n) { s.instances = n; }},
      {"batches", {1, 10, 100, 1000, 10'000}, [](Shape& s, Size n) { s.batches = n; }},
      {"groups", {1, 10, 100}, [](Shape& s, Size n) { s.groups = n; }},
      {"timed faults", {1, 10, 100, 1000}, [](Shape& s, Size n) { s.timed_faults = n; }},
      {"faults of named ones", {1, 100, 10'000}, [](Shape& s, Size n) { s.named_faults = n; }},
      {"refused calls", {1, 10, 100, 1000}, [](Shape& s, Size n) { s.calls = n; }},
      {"triggers", {1, 10, 100}, [](Shape& s, Size n) { s.triggers = n; }},
      {"rows of a mass cancel",
       {1000, 10'000, 100'000, 1'000'000},
       [](Shape& s, Size n) { s.instances = n, s.cancels = true; }},
      {"rows of a rollback",
       {1000, 10'000, 100'000, 1'000'000},
       [](Shape& s, Size n) { s.instances = n, s.rolls_back = true; }},
  };
  return all;
}

void table() {
  std::puts(
      "| family                |      size |    events |  auto: ms | ns each |  loop: ms | loop ÷ "
      "auto |");
  std::puts(
      "| ---                   |      ---: |      ---: |      ---: |    ---: |      ---: | ---: |");
  for (const Family& family : families()) {
    std::vector<std::pair<double, double>> points;
    for (const std::int64_t size : family.sizes) {
      Shape shape;
      family.set(shape, size);
      points.emplace_back(static_cast<double>(size), measure(family.name, size, shape));
    }
    std::printf("| %-21s |  exponent |           | %9.2f |         |           |      |\n",
                family.name, exponent(points));
  }
}

}  // namespace
}  // namespace refreshsim::bench

int main() { refreshsim::bench::table(); }
