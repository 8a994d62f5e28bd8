// When two moments are the same: everything that decides what can follow, and nothing else. Ids,
// sequence numbers and attempts are left out; instances that differ in nothing but their id are
// interchangeable, so each is described by itself and the descriptions are sorted.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "sim/explore/small_world.h"

namespace refreshsim {

/// Writes the canonical form of a moment; equal forms have the same future.
class Canonical {
 public:
  explicit Canonical(const Scenario& scenario);
  /// The form is valid until the next one is made.
  const std::string& form(const SmallWorld& world);
  /// Without what only says that a call was made: a refused call must leave this as it was.
  const std::string& form_without_calls(const SmallWorld& world);
  /// 128 bits of the form.
  std::array<std::uint64_t, 2> hash(const SmallWorld& world);

 private:
  void put(std::uint32_t number);
  void put_groups(const SmallWorld& world);
  void put_activities(const SmallWorld& world);
  void put_instances(const SmallWorld& world);
  void describe_instance(const SmallWorld& world, InstanceId id);

  std::vector<bool> named_;  ///< by listed instance: the file speaks of it by its id
  std::string form_;
  std::vector<std::string> instances_;
};

}  // namespace refreshsim
