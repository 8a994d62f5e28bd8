// Runs a refresh of INSTANCES (default: the largest case) once and prints the most memory that it
// had, as the kernel counts it, and what CPU time an event of this first run cost, which has to get
// all its memory.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "bench/rolling.h"
#include "refreshsim/run.h"

int main(int count, char** arguments) {
  namespace bench = refreshsim::bench;
  const std::int64_t instances = count > 1 ? std::atoll(arguments[1]) : bench::kLargest;
  if (instances <= 0 || count > 2) {
    std::fputs("usage: memory [INSTANCES]\n", stderr);
    return 2;
  }
  const refreshsim::Scenario scenario = bench::rolling(instances);
  const std::clock_t start = std::clock();
  refreshsim::Simulation simulation(scenario);
  const refreshsim::RunResult result = simulation.measure();
  const double took_ns = static_cast<double>(std::clock() - start) * (1e9 / CLOCKS_PER_SEC);
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0 || result.events == 0) return 1;
  const double mib = static_cast<double>(usage.ru_maxrss) / 1024;  // Linux counts in KiB
  std::printf("peak_mib %.0f\n", mib);
  std::printf("bytes_an_instance %.1f\n", mib * (1 << 20) / static_cast<double>(instances));
  std::printf("first_run_ns_per_event %.0f\n", took_ns / static_cast<double>(result.events));
  std::printf("events %llu\n", static_cast<unsigned long long>(result.events));
  return 0;
}
