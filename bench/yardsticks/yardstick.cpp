// One yardstick, or the simulator itself, over the refresh of workload.h:
//   yardstick NAME INSTANCES [given]    prints CPU seconds, end_ms, lost_ms
//   yardstick refreshsim INSTANCES [loop]  the same, by `--engine loop` or as it chooses
//   yardstick records INSTANCES [loop]  the sorted sweep, or the bare loop over a radix heap, which
//                                       also writes and hashes as many records an event
//   yardstick durations INSTANCES FILE  writes the durations for the peers (bench/peers)
// With `given` all durations are drawn beforehand, otherwise within what is timed, as the simulator
// has to. Everything is done twice, and the second time counts: its memory has been touched.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "bench/yardsticks/bare_loop.h"
#include "bench/yardsticks/chunked_ladder.h"
#include "bench/yardsticks/quad_heap.h"
#include "bench/yardsticks/radix_heap.h"
#include "bench/yardsticks/sorted_sweep.h"
#include "bench/yardsticks/textbook.h"
#include "refreshsim/run.h"
#include "sim/engine/fact_stream.h"
#include "sim/record/fingerprint.h"

namespace refreshsim::bench {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

int report(const auto& run) {
  const Outcome first = run();
  const double start = cpu_seconds();
  const Outcome second = run();
  const double took = cpu_seconds() - start;
  if (first != second) {
    std::fputs("yardstick: two runs differ\n", stderr);
    return 1;
  }
  std::printf("%.6f %lld %lld\n", took, static_cast<long long>(second.end_ms),
              static_cast<long long>(second.lost_ms));
  return 0;
}

int simulator(const Scenario& scenario, Engine engine) {
  Simulation simulation(scenario);
  RunOptions options;
  options.engine = engine;
  RunResult result;
  return report([&] {
    simulation.measure(options, result);
    if (!result.stopped.empty()) std::exit(1);
    return Outcome{result.end_ms, result.groups.front().statistics.lost_capacity_ms};
  });
}

constexpr auto kPack = [](const Event& event) { return packed(event); };
constexpr auto kUnpack = [](std::uint64_t key) { return unpacked(key); };

constexpr auto kUntold = [](std::int64_t, std::uint32_t) {};

template <class Queue, class Durations>
int loop_over_packed(std::uint32_t instances, const Durations& durations) {
  Queue queue(batch_of(instances, 0).size);
  return report([&] {
    queue.restart();
    return bare_loop(instances, durations, queue, kPack, kUnpack, kUntold);
  });
}

template <class Durations>
int loop_over_heap(std::uint32_t instances, const Durations& durations) {
  QuadHeap queue(batch_of(instances, 0).size);
  return report([&] {
    return bare_loop(
        instances, durations, queue, [](const Event& event) { return EventKey(event); },
        [](EventKey key) { return key.event(); }, kUntold);
  });
}

template <class Durations>
std::optional<int> yardstick(std::string_view name, std::uint32_t instances, Durations& durations) {
  if (name == "heap") return loop_over_heap(instances, durations);
  if (name == "ladder") return loop_over_packed<ChunkedLadder>(instances, durations);
  if (name == "radix") return loop_over_packed<RadixHeap>(instances, durations);
  if (name == "textbook") {
    return report([&] { return textbook::Rollout(instances, durations).run(); });
  }
  SortedSweep sweep(instances);
  if (name == "sweep") return report([&] { return sweep.run(instances, durations); });
  if (name == "unordered") return report([&] { return sweep.run_unordered(instances, durations); });
  return std::nullopt;
}

/// What no simulator with this fingerprint can go below: at each of an instance's events as many
/// whole records as the model writes an event, hashed.
class Records {
 public:
  Records(const Scenario& scenario, std::uint32_t instances)
      : scenario_(scenario),
        an_event_(Simulation(scenario).measure().records / (std::uint64_t{kStages} * instances)) {}

  /// `run(tell)` of what is told of its events.
  template <class Run>
  int report_of(Run run) {
    return report([&] {
      fingerprint_.reset(scenario_);
      facts_.reset({&fingerprint_});
      const Outcome outcome =
          run([this](std::int64_t at_ms, std::uint32_t instance) { write(at_ms, instance); });
      facts_.flush();
      return outcome;
    });
  }

 private:
  void write(std::int64_t at_ms, std::uint32_t instance) {
    facts_.advance_to(at_ms);
    for (std::uint64_t i = 0; i < an_event_; ++i) {
      facts_.emit_root({.kind = RecordKind::step_ended, .subject = instance, .d = 1});
    }
  }

  const Scenario& scenario_;
  std::uint64_t an_event_;
  Fingerprint fingerprint_;
  FactStream facts_;
};

int records_alone(const Scenario& scenario, std::uint32_t instances, bool loop) {
  Drawn drawn(scenario);
  Records records(scenario, instances);
  if (loop) {
    RadixHeap queue(batch_of(instances, 0).size);
    return records.report_of([&](auto tell) {
      queue.restart();
      return bare_loop(instances, drawn, queue, kPack, kUnpack, tell);
    });
  }
  SortedSweep sweep(instances);
  return records.report_of([&](auto tell) { return sweep.run(instances, drawn, tell); });
}

int usage() {
  std::fputs(
      "usage: yardstick heap|ladder|radix|sweep|unordered|textbook INSTANCES [given]\n"
      "       yardstick refreshsim INSTANCES [loop]\n"
      "       yardstick records INSTANCES [loop]\n"
      "       yardstick durations INSTANCES FILE\n",
      stderr);
  return 2;
}

int main_of(const std::string& name, std::uint32_t instances, const std::string& third) {
  const Scenario scenario = workload(instances);
  const bool loop = third == "loop";
  if (name == "refreshsim" || name == "records") {
    if (!loop && !third.empty()) return usage();
    if (name == "records") return records_alone(scenario, instances, loop);
    return simulator(scenario, loop ? Engine::loop : Engine::automatic);
  }
  if (name == "durations") return Given(scenario, instances).write(third) ? 0 : 3;
  std::optional<int> exit;
  if (third == "given") {
    Given given(scenario, instances);
    exit = yardstick(name, instances, given);
  } else {
    Drawn drawn(scenario);
    exit = yardstick(name, instances, drawn);
  }
  return exit ? *exit : usage();
}

}  // namespace
}  // namespace refreshsim::bench

int main(int count, char** arguments) {
  namespace bench = refreshsim::bench;
  if (count < 3 || count > 4) return bench::usage();
  const long instances = std::strtol(arguments[2], nullptr, 10);
  if (instances < bench::kRefreshBatches || instances > bench::kMostInstances)
    return bench::usage();
  return bench::main_of(arguments[1], static_cast<std::uint32_t>(instances),
                        count == 4 ? arguments[3] : "");
}
