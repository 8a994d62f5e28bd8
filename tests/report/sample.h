// Hand-made results and records, so that reports are tested apart from the simulation.
#pragma once

#include <cstdint>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"

namespace refreshsim::sample {

inline constexpr std::int64_t kMinute = 60'000;

/// Records in the making: each gets the next sequence.
class Book {
 public:
  void at(std::int64_t time_ms) { time_ms_ = time_ms; }
  Record& add(RecordKind kind, std::uint32_t group, std::uint32_t subject);
  void state(std::uint32_t instance, LifeCycleState from, LifeCycleState to);
  void health(std::uint32_t instance, bool healthy);
  const std::vector<Record>& records() const { return records_; }

 private:
  std::vector<Record> records_;
  std::int64_t time_ms_ = 0;
};

struct Sample {
  Scenario scenario;
  std::vector<Record> records;
  RunResult result;
};

/// Gives scenario and result their name, their start and the end of the window.
void begin(Sample& sample, std::string name, std::int64_t end_ms);

/// One group of `count` instances in two zones, listed and created at time 0.
void open_group(Scenario& scenario, Book& book, std::uint32_t count);

/// Nine instances; the first of three batches fails its health check, and is rolled back.
Sample failed_canary();

/// The same fleet with `count` instances, of which a tenth is out from minute 10 to 20.
Sample large_fleet(std::uint32_t count);

History history_of(const Sample& sample);

}  // namespace refreshsim::sample
