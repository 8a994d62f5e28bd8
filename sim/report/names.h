// The names of things in records, learnt from the records themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/report/record_layout.h"

namespace refreshsim {

/// What a field turned out to be.
enum class Spelled : std::uint8_t { none, number, flag, text };

class Names {
 public:
  explicit Names(const Scenario& scenario) : scenario_(scenario) {}

  /// Takes note of what a record names; before it or a later one is spelled.
  void learn(const Record& record) {
    using enum RecordKind;
    constexpr RecordKinds kNaming{instance_created, activity_created, software_defined};
    if (kNaming.has(record)) remember(record);
  }

  /// The id of an instance that has been made; null of one that hasn't. Holds until more is learnt.
  const InstanceName* instance(std::uint32_t number) const {
    return number < instances_.size() ? &instances_[number] : nullptr;
  }

  /// Appends what `value` stands for in `record`: digits, `true` or `false`, or a text. Appends
  /// nothing for none.
  Spelled append(std::string& out, const Record& record, Meaning meaning,
                 std::uint32_t value) const;

 private:
  void remember(const Record& record);
  Spelled append_thing(std::string& out, const Record& record, Meaning meaning,
                       std::uint32_t value) const;
  Spelled append_symbol(std::string& out, std::uint32_t symbol) const;
  Spelled append_activity(std::string& out, std::uint32_t activity) const;

  const Scenario& scenario_;
  std::vector<InstanceName> instances_;
  std::vector<std::uint32_t> activities_;  // the number of the id, or a symbol with the top bit
  std::vector<std::uint32_t> images_;      // of each software
};

}  // namespace refreshsim
