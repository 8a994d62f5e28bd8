// What every yardstick and every peer does: one rolling refresh of a whole group in ten batches,
// with a pause between them, three events an instance (the ends of drain, reinstall and health
// check). All of them end at the same millisecond with the same lost capacity, hence the same
// availability, as the simulator's own run of scenario().
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/base/draw.h"
#include "sim/base/sampler.h"

namespace refreshsim::bench {

inline constexpr std::uint32_t kRefreshBatches = 10;
inline constexpr std::uint32_t kStages = 3;
inline constexpr std::int64_t kPauseMs = 60'000;
/// So that time, instance and stage fit into one integer (EventKey).
inline constexpr std::uint32_t kMostInstances = (1u << 24) - 1;

/// The refresh as a scenario of the simulator.
std::string workload_text(std::uint32_t instances);
Scenario workload(std::uint32_t instances);

/// What all must agree in. Availability is 1 − lost_ms ÷ (instances × end_ms).
struct Outcome {
  std::int64_t end_ms = 0;
  std::int64_t lost_ms = 0;  ///< instances × milliseconds
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Instances out of service, integrated over time.
class Lost {
 public:
  void change(std::int64_t at_ms, std::int64_t by) {
    lost_ms_ += out_ * (at_ms - since_ms_);
    since_ms_ = at_ms;
    out_ += by;
  }
  std::int64_t lost_ms() const { return lost_ms_; }

 private:
  std::int64_t lost_ms_ = 0;
  std::int64_t since_ms_ = 0;
  std::int64_t out_ = 0;
};

/// The rows of a batch: `instances` in ten batches whose sizes differ by at most one, larger first.
struct Batch {
  std::uint32_t first;
  std::uint32_t size;
};
Batch batch_of(std::uint32_t instances, std::uint32_t number);

/// Durations drawn when they are needed: the simulator's keyed draws and samplers.
class Drawn {
 public:
  explicit Drawn(const Scenario& scenario);
  std::int64_t operator()(std::uint32_t instance, std::uint32_t stage) const {
    return samplers_[stage](draws_.bits(key(instance, stage))).count();
  }
  /// Those of a stage for an instance and those that follow it.
  void fill(std::uint32_t first, std::uint32_t stage, std::span<std::uint32_t> out_ms);

 private:
  static DrawKey key(std::uint32_t instance, std::uint32_t stage);

  Draws draws_;
  std::vector<Sampler> samplers_;
  std::vector<std::uint64_t> bits_;
};

/// The same durations, drawn before anything is timed.
class Given {
 public:
  Given(const Scenario& scenario, std::uint32_t instances);
  std::int64_t operator()(std::uint32_t instance, std::uint32_t stage) const {
    return by_stage_[stage][instance];
  }
  void fill(std::uint32_t first, std::uint32_t stage, std::span<std::uint32_t> out_ms);
  /// An instance's three, in ms, one after the other, as the peers read them; false: not written.
  bool write(const std::string& path) const;

 private:
  std::array<std::vector<std::uint32_t>, kStages> by_stage_;
};

}  // namespace refreshsim::bench
