// How fast runs, loading and the event queue are. Rates are of CPU time.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "bench/rolling.h"
#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/engine/event_queue.h"

namespace refreshsim::bench {
namespace {

using benchmark::Counter;

void count(benchmark::State& state, const char* name, std::uint64_t in_an_iteration) {
  state.counters[name] =
      Counter(static_cast<double>(in_an_iteration), Counter::kIsIterationInvariantRate);
}

/// The rate inverted: nanoseconds for one of `in_an_iteration` things.
void count_ns(benchmark::State& state, const char* name, std::uint64_t in_an_iteration) {
  state.counters[name] = Counter(static_cast<double>(in_an_iteration) * 1e-9,
                                 Counter::kIsIterationInvariantRate | Counter::kInvert);
}

/// Runs in a world that is used again, as a study's are: the first run, which gets the memory, is
/// not measured.
void rolling_refresh(benchmark::State& state) {
  const Scenario scenario = rolling(state.range(0), state.range(1));
  Simulation simulation(scenario);
  RunResult result = simulation.measure();
  for (auto _ : state) {
    result = simulation.measure();
    benchmark::DoNotOptimize(result.fingerprint);
  }
  if (!result.stopped.empty()) state.SkipWithError(result.stopped.c_str());
  count(state, "events_per_s", result.events);
  count(state, "records_per_s", result.records);
  count_ns(state, "ns_per_event", result.events);
}
BENCHMARK(rolling_refresh)
    ->ArgsProduct({benchmark::CreateRange(1000, kLargest, 10), {kBatches}})
    ->Args({kLargest, kLargest / 1000})  // as many in flight as of a thousand in one batch
    ->Unit(benchmark::kMillisecond);

void load_listed(benchmark::State& state) {
  const std::string text = listed_text(state.range(0));
  for (auto _ : state) {
    const LoadResult loaded = parse_scenario(text);
    if (!loaded.ok()) state.SkipWithError(describe(loaded.diagnostics.front()).c_str());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
  count_ns(state, "ns_per_instance", static_cast<std::uint64_t>(state.range(0)));
}
BENCHMARK(load_listed)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// A step of a 64-bit linear congruential generator (Knuth's MMIX); the high bits are good enough.
std::uint64_t next(std::uint64_t& luck) {
  luck = luck * 6364136223846793005u + 1442695040888963407u;
  return luck >> 33;
}

Event event_after(std::int64_t now_ms, std::uint32_t target, std::uint64_t& luck) {
  Event event;
  event.time_ms = now_ms + 1 + static_cast<std::int64_t>(next(luck) % 600'000);
  event.order = Order::completion(0, target);
  event.target = target;
  return event;
}

/// The queue alone, holding `range` events: the next one out, another one in (the hold model).
void event_queue_hold(benchmark::State& state) {
  EventQueue queue;
  std::uint64_t luck = 7;
  for (std::int64_t target = 0; target < state.range(0); ++target) {
    queue.push(event_after(0, static_cast<std::uint32_t>(target), luck));
  }
  for (auto _ : state) {
    const Event event = queue.pop();
    queue.push(event_after(event.time_ms, event.target, luck));
  }
  benchmark::DoNotOptimize(queue.top().time_ms);
  count_ns(state, "ns_per_event", 1);
}
BENCHMARK(event_queue_hold)->RangeMultiplier(10)->Range(1000, kLargest);

}  // namespace
}  // namespace refreshsim::bench
