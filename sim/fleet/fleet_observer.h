// What the fleet tells of instances to whoever started their steps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "refreshsim/id.h"
#include "refreshsim/vocabulary.h"
#include "sim/engine/fact_stream.h"

namespace refreshsim {

struct StepEnd {
  InstanceId instance;
  Step step = Step::drain;
  FailureCause cause = FailureCause::none;  ///< none: it passed
  FaultId fault;                            ///< that made it fail
  std::uint32_t owner = 0;
  bool surge = false;
  std::uint64_t record = 0;  ///< the fact that it ended
  bool passed() const { return cause == FailureCause::none; }
};

/// Hears what happens to instances, in the very event in which it happens; of rows that come back
/// unnoticed after several events.
class FleetObserver {
 public:
  virtual ~FleetObserver() = default;
  virtual void on_step_ended(const StepEnd& end) = 0;
  /// How many rows of the owner's batch may come back, each at its time, before anything follows
  /// from it or anyone hears of it.
  virtual std::uint64_t returns_unnoticed(std::uint32_t owner) const = 0;
  /// The last steps of rows that departed have passed, and their instances are in service: of one
  /// row, or of no more than may come back unnoticed.
  virtual void on_returned(std::span<const Absence> rows) = 0;
  /// Its owner destroyed it; it is gone already, and the step that was under way with it.
  virtual void on_destroyed(InstanceId instance, std::optional<Step> under_way,
                            std::uint64_t record) = 0;
};

}  // namespace refreshsim
