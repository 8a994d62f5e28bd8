// Which fault decides a step or an installation: the first in the file that matches and fires
// (interface.md, section 1). Found without walking faults that are about other steps or instances.
#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/base/draw.h"

namespace refreshsim {

/// What is known when a step starts; the keys of `match` are compared with it.
struct Situation {
  GroupId group;
  InstanceName instance;  ///< in REPLACE the row's
  ZoneId zone;
  SymbolId image;           ///< being installed; in drain and terminate the one that runs
  NameId activity;          ///< none if a later activity goes by the same name
  std::uint32_t batch = 0;  ///< 0: surge
  Step step = Step::drain;
  std::uint32_t attempt = 1;
  bool surge = false;
  std::uint32_t draw_subject = 0;   ///< DRAWS.md
  std::uint32_t draw_activity = 0;  ///< the activity's ordinal within its group
};

class FaultIndex {
 public:
  explicit FaultIndex(const Scenario& scenario);

  /// The fault that decides how a step goes, fail … fail_after; none if it goes as usual.
  FaultId for_step(const Situation& situation, const Draws& draws) const {
    return first(steps_[index(situation.step)], situation, draws);
  }
  /// The fault that decides what an installation is worth: unhealthy or unhealthy_after.
  FaultId for_installation(const Situation& situation, const Draws& draws) const {
    return first(installations_, situation, draws);
  }

 private:
  /// Faults of one kind of step, by place: those about named instances, and the others.
  struct Shelf {
    std::vector<FaultId> general;
    std::unordered_map<std::uint32_t, std::vector<FaultId>> by_instance;
    bool empty() const { return general.empty() && by_instance.empty(); }
  };
  void add(Shelf& shelf, FaultId fault, const Match& match);
  FaultId first(const Shelf& shelf, const Situation& situation, const Draws& draws) const {
    return shelf.empty() ? FaultId{} : search(shelf, situation, draws);
  }
  FaultId search(const Shelf& shelf, const Situation& situation, const Draws& draws) const;
  bool fires(FaultId fault, const Situation& situation, const Draws& draws) const;

  const Scenario& scenario_;
  std::array<Shelf, kCount<Step>> steps_;
  Shelf installations_;
};

}  // namespace refreshsim
