// What has to hold at every moment, whatever happened before: looked at from outside, by other code
// than the one that makes it so.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sim/explore/small_world.h"

namespace refreshsim {

struct Invariant {
  std::string_view name;
  std::string_view meaning;
  /// What is wrong, in words; none if it holds.
  std::optional<std::string> (*broken)(const SmallWorld& world);
};

std::span<const Invariant> invariants();

struct Violation {
  std::string_view invariant;
  std::string what;
};

/// The first of them that does not hold.
std::optional<Violation> first_violation(const SmallWorld& world,
                                         std::span<const Invariant> of = invariants());

}  // namespace refreshsim
