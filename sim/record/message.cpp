#include "sim/record/message.h"

#include <fmt/format.h>

namespace refreshsim {

std::string failure_message(const Scenario& scenario, Step step, FailureCause cause,
                            std::uint32_t attempt, FaultId fault) {
  std::string_view why = meaning(cause);
  if (cause == FailureCause::told_to_fail && fault.some() &&
      !scenario.faults[fault.value].message.empty()) {
    why = scenario.faults[fault.value].message;
  }
  return fmt::format("{} failed (attempt {}): {}", name(step), attempt, why);
}

}  // namespace refreshsim
