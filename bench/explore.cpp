// Explores a space of more than a million states, as `refreshsim explore` does, until a million are
// known: explore FILE prints states, transitions, seconds of wall time and the most memory.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>

#include "refreshsim/load.h"
#include "sim/explore/explorer.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: explore FILE\n", stderr);
    return 2;
  }
  const refreshsim::LoadResult loaded = refreshsim::load_scenario(arguments[1]);
  const auto start = std::chrono::steady_clock::now();
  const refreshsim::Exploration found = refreshsim::explore(loaded.scenario, {});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  rusage usage{};
  if (!loaded.ok() || found.violation || getrusage(RUSAGE_SELF, &usage) != 0) return 1;
  std::printf("explored_states %zu\n", found.states.size());
  std::printf("explored_transitions %llu\n", static_cast<unsigned long long>(found.transitions));
  std::printf("explored_s %.1f\n", took.count());
  std::printf("explored_mib %.0f\n", static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
