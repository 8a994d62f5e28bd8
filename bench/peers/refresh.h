// The refresh of bench/yardsticks/workload.h for the peers that are C++: durations come from the
// file that `yardstick durations` wrote. Needs nothing of the simulator.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace peers {

constexpr std::uint32_t kBatches = 10;

inline std::vector<std::uint32_t> read_durations(const char* path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  std::vector<std::uint32_t> all(static_cast<std::size_t>(in.tellg()) / sizeof(std::uint32_t));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(all.data()),
          static_cast<std::streamsize>(all.size() * sizeof(std::uint32_t)));
  if (!in || all.empty()) std::exit(3);
  return all;
}

inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// `Clock` has now_ms() and after(delay_ms, callable): the peer's own way to schedule. An
/// instance has `stages`, one after the other, whose durations stand in a row.
template <class Clock, std::uint32_t stages = 3, std::int64_t pause_ms = 60'000>
class Refresh {
 public:
  Refresh(const std::vector<std::uint32_t>& durations, Clock& clock)
      : durations_(durations),
        clock_(clock),
        instances_(static_cast<std::uint32_t>(durations.size() / stages)) {}

  void begin() {
    origin_ms_ = since_ms_ = clock_.now_ms();
    lost_ms_ = out_ = 0;
    start(0);
  }
  std::int64_t end_ms() const { return since_ms_ - origin_ms_; }
  std::int64_t lost_ms() const { return lost_ms_; }

 private:
  void change(std::int64_t by) {
    const std::int64_t now = clock_.now_ms();
    lost_ms_ += out_ * (now - since_ms_);
    since_ms_ = now;
    out_ += by;
  }
  void start(std::uint32_t batch) {
    const std::uint32_t least = instances_ / kBatches;
    const std::uint32_t larger = instances_ % kBatches;
    const std::uint32_t first = batch * least + (batch < larger ? batch : larger);
    left_ = least + (batch < larger ? 1 : 0);
    batch_ = batch;
    change(left_);
    for (std::uint32_t i = first, end = first + left_; i < end; ++i) step(i, 0);
  }
  void step(std::uint32_t instance, std::uint32_t stage) {
    clock_.after(durations_[instance * stages + stage],
                 [this, instance, stage] { ended(instance, stage); });
  }
  void ended(std::uint32_t instance, std::uint32_t stage) {
    if (stage + 1 < stages) return step(instance, stage + 1);
    change(-1);
    if (--left_ > 0 || batch_ + 1 == kBatches) return;
    clock_.after(pause_ms, [this] { start(batch_ + 1); });
  }

  const std::vector<std::uint32_t>& durations_;
  Clock& clock_;
  std::uint32_t instances_;
  std::uint32_t batch_ = 0;
  std::uint32_t left_ = 0;
  std::int64_t origin_ms_ = 0;
  std::int64_t since_ms_ = 0;
  std::int64_t lost_ms_ = 0;
  std::int64_t out_ = 0;
};

inline void report(double seconds, std::int64_t end_ms, std::int64_t lost_ms) {
  std::printf("%.6f %lld %lld\n", seconds, static_cast<long long>(end_ms),
              static_cast<long long>(lost_ms));
}

}  // namespace peers
