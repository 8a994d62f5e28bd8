// The combinations of the five fields that instances are installed with, each known by its number.
#pragma once

#include <map>
#include <vector>

#include "refreshsim/scenario.h"

namespace refreshsim {

class SoftwareTable {
 public:
  void clear() {
    table_.clear();
    numbers_.clear();
  }
  /// The number of a combination, and whether it is new.
  std::pair<SoftwareId, bool> intern(const Software& fields) {
    const auto [entry, fresh] = numbers_.try_emplace(fields, SoftwareId{table_.size()});
    if (fresh) table_.push_back(fields);
    return {entry->second, fresh};
  }
  const Software& operator[](SoftwareId id) const { return table_[id.value]; }
  /// The ImageId of a combination; none for none.
  SymbolId image(SoftwareId id) const {
    return id.some() ? table_[id.value][index(Field::ImageId)] : SymbolId{};
  }

 private:
  std::vector<Software> table_;
  std::map<Software, SoftwareId> numbers_;
};

}  // namespace refreshsim
