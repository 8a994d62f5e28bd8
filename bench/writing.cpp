// How fast each format of timelines is written: writing FOLDER prints for each ending the million
// rows a second of CPU time, those of wall time, and the seconds that its end takes, of the writer
// alone: the records of a refresh are
// kept beforehand, and handed over as a run hands them over. Of a database the time to its last
// row, and that of its keys and of what the run gave apart. Put FOLDER on a tmpfs: it's not the
// disk that is measured.
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/rolling.h"
#include "refreshsim/run.h"
#include "sim/report/timeline.h"

namespace refreshsim::bench {
namespace {

constexpr std::int64_t kInstances = 100'000;
constexpr std::size_t kHeardAtOnce = 256;

struct Kept final : RecordSink {
  void hear(std::span<const Record> heard) override {
    records.insert(records.end(), heard.begin(), heard.end());
  }
  std::vector<Record> records;
};

class Watch {
 public:
  double cpu_s() const {
    return static_cast<double>(std::clock() - cpu_) / static_cast<double>(CLOCKS_PER_SEC);
  }
  double wall_s() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }

 private:
  std::clock_t cpu_ = std::clock();
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
};

bool write(const TimelineFormat& format, const std::string& folder, const Scenario& scenario,
           const Kept& kept, const RunResult& result) {
  OutputFile file(folder + "/refreshsim-writing" + std::string(format.ending));
  const auto writer = format.open(scenario, file);
  const double rows = static_cast<double>(kept.records.size());
  const Watch rows_watch;
  for (std::size_t at = 0; at < kept.records.size(); at += kHeardAtOnce) {
    writer->hear(
        std::span(kept.records).subspan(at, std::min(kHeardAtOnce, kept.records.size() - at)));
  }
  const double cpu = rows / rows_watch.cpu_s() / 1e6;
  const double wall = rows / rows_watch.wall_s() / 1e6;
  const Watch end_watch;
  writer->finish(result);
  std::printf("%-10.*s %.2f %.2f %.3f\n", static_cast<int>(format.ending.size()),
              format.ending.data(), cpu, wall, end_watch.cpu_s());
  return file.ok();  // it goes without its name
}

int main_of(const std::string& folder) {
  const Scenario scenario = rolling(kInstances);
  Kept kept;
  RunOptions options;
  options.sinks = {&kept};
  const RunResult result = Simulation(scenario).run(options);
  for (const TimelineFormat& format : kTimelineFormats) {
    if (!write(format, folder, scenario, kept, result)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace refreshsim::bench

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: writing FOLDER\n", stderr);
    return 2;
  }
  return refreshsim::bench::main_of(arguments[1]);
}
