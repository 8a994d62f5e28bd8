// Which fault decides a step or an installation: the first in the file that matches and fires
// (interface.md, section 1). Found without walking those that are about anything else.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <unordered_map>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/base/draw.h"
#include "sim/fleet/instance.h"

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

  /// Whether any fault could say something about a step of this kind.
  bool knows(Step step) const {
    return !steps_[index(step)].faults.empty() ||
           (installs(step) && !installations_.faults.empty());
  }
  /// The fault that decides how a step goes, fail … fail_after; none if it goes as usual.
  FaultId for_step(const Situation& situation, const Draws& draws) const {
    return first(steps_[index(situation.step)], situation, draws);
  }
  /// The fault that decides what an installation is worth: unhealthy or unhealthy_after.
  FaultId for_installation(const Situation& situation, const Draws& draws) const {
    return first(installations_, situation, draws);
  }

 private:
  /// What faults may name, beside the step: group, instance, zone, image, activity, batch, attempt,
  /// surge; kNone where one names nothing.
  using Names = std::array<std::uint32_t, 8>;
  struct NamesHash {
    std::size_t operator()(const Names& names) const;
  };
  /// Faults that name the same of these, by what they name.
  struct Book {
    std::uint32_t named = 0;  ///< a bit for each
    std::unordered_map<Names, std::vector<FaultId>, NamesHash> faults;
  };
  /// Faults of one kind of step, in the file's order; in books when there are more than a few.
  /// There are as many books as ways to match, whatever the number of faults.
  struct Shelf {
    std::vector<FaultId> faults;
    std::vector<Book> books;
  };
  static Names named_by(const Match& match, InstanceName instance);
  static Names all_of(const Situation& situation);
  void fill_books(Shelf& shelf) const;
  void enter(Shelf& shelf, FaultId fault, const Names& names) const;

  FaultId first(const Shelf& shelf, const Situation& situation, const Draws& draws) const {
    if (shelf.faults.empty()) return {};
    return shelf.books.empty() ? walk(shelf, situation, draws) : look_up(shelf, situation, draws);
  }
  FaultId walk(const Shelf& shelf, const Situation& situation, const Draws& draws) const;
  FaultId first_of(std::span<const FaultId> faults, const Situation& situation,
                   const Draws& draws) const;
  FaultId look_up(const Shelf& shelf, const Situation& situation, const Draws& draws) const;
  bool fires(FaultId fault, const Situation& situation, const Draws& draws) const;

  const Scenario& scenario_;
  std::array<Shelf, kCount<Step>> steps_;
  Shelf installations_;
};

}  // namespace refreshsim
