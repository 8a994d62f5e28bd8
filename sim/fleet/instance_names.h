// Ids of instances: who has which, and the next free number. None is used again (model.md, 8).
#pragma once

#include <algorithm>
#include <vector>

#include "refreshsim/id.h"

namespace refreshsim {

/// First come the listed instances, then those made in the run; of each the next. Ids that follow
/// one another, as most do, are kept as one run.
class InstanceNames {
 public:
  void clear() {
    runs_.clear();
    listed_ = 0;
    made_.clear();
    next_free_ = 1;
  }
  /// The next so many listed instances have this id and those after it.
  void list(InstanceName first, std::uint32_t count) {
    if (count == 0) return;
    const InstanceId instance{listed_};
    listed_ += count;
    const bool follows = !runs_.empty() && first.code - runs_.back().first == runs_.back().count;
    if (follows) {
      runs_.back().count += count;
    } else {
      runs_.push_back({first.code, count, instance});
    }
  }
  /// All are listed.
  void settle() {
    std::sort(runs_.begin(), runs_.end(),
              [](const Run& a, const Run& b) { return a.first < b.first; });
  }
  /// The id of the next instance that is made: the first number that is free.
  InstanceName make() {
    while (const Run* taken = run_of(next_free_)) next_free_ = taken->first + taken->count;
    made_.push_back(next_free_++);
    return InstanceName::number(made_.back());
  }
  /// Of the nth that was made, from 0.
  InstanceName of_made(std::size_t number) const { return InstanceName::number(made_[number]); }
  /// The instance that has, or had, this id; none if there never was one.
  InstanceId find(InstanceName name) const {
    if (const Run* run = run_of(name.code)) {
      return InstanceId{run->instance.value + (name.code - run->first)};
    }
    const auto found = std::lower_bound(made_.begin(), made_.end(), name.code);
    if (found == made_.end() || *found != name.code) return {};
    return InstanceId{listed_ + static_cast<std::size_t>(found - made_.begin())};
  }

 private:
  /// Of InstanceName::code; the instances follow one another as the codes do.
  struct Run {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    InstanceId instance;
  };
  const Run* run_of(std::uint32_t code) const {
    const auto next =
        std::upper_bound(runs_.begin(), runs_.end(), code,
                         [](std::uint32_t of, const Run& each) { return of < each.first; });
    if (next == runs_.begin()) return nullptr;
    const Run& run = *std::prev(next);
    return code - run.first < run.count ? &run : nullptr;
  }

  std::vector<Run> runs_;  ///< in the order of their codes, once settled
  std::uint32_t listed_ = 0;
  std::vector<std::uint32_t> made_;  ///< numbers; each is above those before it
  std::uint32_t next_free_ = 1;
};

}  // namespace refreshsim
