// How long the program takes from its start to its exit: startup PROGRAM prints, in milliseconds,
// the median of fifty runs of a small scenario, of fifty times --help, and of five times `check` of
// 100,000 listed instances with 10,000 faults, and the most memory that this took, in MiB.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bench/rolling.h"

namespace {

constexpr std::int64_t kInstances = 100;
constexpr std::int64_t kListed = 100'000;
constexpr std::int64_t kFaults = 10'000;

struct Cost {
  double ms = 0;
  double peak_mib = 0;
};

/// What one `PROGRAM word …` took, its output thrown away; ends this program if it fails.
Cost run_once(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const char* const program = words.front().c_str();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);

  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  rusage usage{};
  const bool ran =
      posix_spawn(&child, program, &actions, nullptr, arguments.data(), environ) == 0 &&
      wait4(child, &status, 0, &usage) == child;
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  if (!ran || status != 0) {
    std::fprintf(stderr, "startup: %s failed\n", program);
    std::exit(1);
  }
  return {took.count(), static_cast<double>(usage.ru_maxrss) / 1024};  // Linux counts in KiB
}

Cost median_of(std::size_t times, const std::vector<std::string>& words) {
  std::vector<Cost> costs(times);
  for (Cost& each : costs) each = run_once(words);
  const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(times / 2);
  std::nth_element(costs.begin(), middle, costs.end(),
                   [](const Cost& a, const Cost& b) { return a.ms < b.ms; });
  return *middle;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: startup PROGRAM\n", stderr);
    return 2;
  }
  namespace bench = refreshsim::bench;
  const std::string program = arguments[1];
  const std::string file = std::string(arguments[0]) + ".yaml";  // beside this program
  std::ofstream(file) << bench::rolling_text(kInstances);
  const Cost run = median_of(50, {program, "run", file});
  const Cost help = median_of(50, {program, "--help"});
  std::ofstream(file) << bench::listed_text(kListed) << bench::faults_text(kFaults);
  const Cost load = median_of(5, {program, "check", file});
  std::filesystem::remove(file);
  std::printf("startup_ms %.2f\nhelp_ms %.2f\nload_ms %.0f\nload_mib %.0f\n", run.ms, help.ms,
              load.ms, load.peak_mib);
  return 0;
}
