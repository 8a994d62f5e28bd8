// Ids of instances: who has which, and the next free number. None is used again (model.md, 8).
#pragma once

#include <unordered_map>
#include <vector>

#include "refreshsim/id.h"

namespace refreshsim {

class InstanceNames {
 public:
  void clear() {
    by_number_.clear();
    others_.clear();
    next_free_ = 1;
  }
  void reserve(std::size_t instances) { by_number_.reserve(instances + 1); }
  void add(InstanceName name, InstanceId instance) {
    if (dense(name)) {
      if (by_number_.size() <= name.code) by_number_.resize(name.code + 1);
      by_number_[name.code] = instance;
    } else {
      others_[name.code] = instance;
    }
  }
  /// The instance that has, or had, this id; none if there never was one.
  InstanceId find(InstanceName name) const {
    if (dense(name)) return name.code < by_number_.size() ? by_number_[name.code] : InstanceId{};
    const auto found = others_.find(name.code);
    return found == others_.end() ? InstanceId{} : found->second;
  }
  InstanceName next_free() {
    while (find(InstanceName::number(next_free_)).some()) ++next_free_;
    return InstanceName::number(next_free_++);
  }

 private:
  static constexpr std::uint32_t kDense = 1u << 25;  ///< numbers up to here index an array
  static bool dense(InstanceName name) { return name.code < kDense; }

  std::vector<InstanceId> by_number_;
  std::unordered_map<std::uint32_t, InstanceId> others_;
  std::uint32_t next_free_ = 1;
};

}  // namespace refreshsim
