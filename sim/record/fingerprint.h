// The fingerprint of a run: XXH3, 64 bits, over the names of the scenario and then every record in
// order, in a canonical little-endian encoding (model.md, section 1).
#pragma once

#include <cstdint>
#include <memory>

#include "refreshsim/record.h"
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

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace refreshsim
