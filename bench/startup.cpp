// How long the program takes from its start to its exit on a small scenario: startup PROGRAM prints
// the median of fifty in milliseconds.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/rolling.h"

namespace {

constexpr std::int64_t kInstances = 100;
constexpr std::size_t kTimes = 50;

/// Milliseconds of one `PROGRAM run FILE`, its output thrown away; ends this program if it fails.
double run_once(const char* program, const std::string& file) {
  std::string verb = "run", path = file;
  std::string name = program;
  char* const arguments[] = {name.data(), verb.data(), path.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);

  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  const bool ran = posix_spawn(&child, program, &actions, nullptr, arguments, environ) == 0 &&
                   waitpid(child, &status, 0) == child;
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&actions);
  if (!ran || status != 0) {
    std::fprintf(stderr, "startup: %s run %s failed\n", program, file.c_str());
    std::exit(1);
  }
  return took.count();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: startup PROGRAM\n", stderr);
    return 2;
  }
  const std::string file = std::string(arguments[0]) + ".yaml";  // beside this program
  std::ofstream(file) << refreshsim::bench::rolling_text(kInstances);
  std::array<double, kTimes> times{};
  for (double& each : times) each = run_once(arguments[1], file);
  std::filesystem::remove(file);
  std::nth_element(times.begin(), times.begin() + kTimes / 2, times.end());
  std::printf("startup_ms %.2f\n", times[kTimes / 2]);
  return 0;
}
