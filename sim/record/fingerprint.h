// The fingerprint of a run: XXH3, 64 bits, over the names of the scenario and then every record in
// order, in a canonical little-endian encoding (model.md, section 1).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"

namespace refreshsim {

class Fingerprint : public RecordSink {
 public:
  Fingerprint();
  ~Fingerprint() override;

  /// Begins a new one, with the names that the records' numbers stand for.
  void reset(const Scenario& scenario);
  void hear(std::span<const Record> records) override;
  /// Of everything heard so far.
  std::uint64_t value() const;
  /// Of prefixes. Their places depend on nothing but the number of records.
  const std::vector<Checkpoint>& checkpoints() const { return checkpoints_; }

 private:
  struct State;
  void add(std::span<const Record> records);
  void mark();

  std::unique_ptr<State> state_;
  std::vector<Checkpoint> checkpoints_;
  std::uint64_t records_ = 0;
  std::uint64_t spacing_ = kFirstSpacing;

  static constexpr std::uint64_t kFirstSpacing = 16;
  static constexpr std::size_t kMostCheckpoints = 32;
};

}  // namespace refreshsim
