// The combinations of the five fields that instances are installed with, each known by its number.
#pragma once

#include <algorithm>
#include <vector>

#include "refreshsim/scenario.h"

namespace refreshsim {

class SoftwareTable {
 public:
  void clear() {
    table_.clear();
    sorted_.clear();
  }
  /// The number of a combination, and whether it is new.
  std::pair<SoftwareId, bool> intern(const Software& fields) {
    if (!table_.empty() && table_.back() == fields) return {SoftwareId{table_.size() - 1}, false};
    const auto place = std::lower_bound(
        sorted_.begin(), sorted_.end(), fields,
        [this](SoftwareId id, const Software& wanted) { return table_[id.value] < wanted; });
    if (place != sorted_.end() && table_[place->value] == fields) return {*place, false};
    const SoftwareId id{table_.size()};
    sorted_.insert(place, id);
    table_.push_back(fields);
    return {id, true};
  }
  const Software& operator[](SoftwareId id) const { return table_[id.value]; }
  /// The ImageId of a combination; none for none.
  SymbolId image(SoftwareId id) const {
    return id.some() ? table_[id.value][index(Field::ImageId)] : SymbolId{};
  }

 private:
  std::vector<Software> table_;
  std::vector<SoftwareId> sorted_;  ///< by what they stand for
};

}  // namespace refreshsim
