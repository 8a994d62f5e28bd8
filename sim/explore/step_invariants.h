// What may not happen from one moment to the next, whatever is chosen: looked at from outside, like
// the invariants of a single moment.
#pragma once

#include <span>

#include "sim/explore/invariants.h"

namespace refreshsim {

struct StepInvariant {
  std::string_view name;
  std::string_view meaning;
  /// What is wrong with the step, in words; none if it holds.
  std::optional<std::string> (*broken)(const ServiceState& before, const SmallWorld& after);
};

std::span<const StepInvariant> step_invariants();

/// The first one that a step broke.
std::optional<Violation> first_violation(const ServiceState& before, const SmallWorld& after);

}  // namespace refreshsim
