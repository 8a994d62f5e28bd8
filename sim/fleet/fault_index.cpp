#include "sim/fleet/fault_index.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace refreshsim {
namespace {

template <class T>
bool allows(const std::optional<T>& wanted, const T& given) {
  return !wanted || *wanted == given;
}
template <class Tag>
bool allows(Id<Tag> wanted, Id<Tag> given) {
  return !wanted.some() || wanted == given;
}

bool names(const Match& match, InstanceName instance) {
  return match.instances.empty() || std::find(match.instances.begin(), match.instances.end(),
                                              instance) != match.instances.end();
}

/// All keys but `instance` and `step` (the shelf is the step's).
bool allows_the_rest(const Match& match, const Situation& situation) {
  return allows(match.group, situation.group) && allows(match.zone, situation.zone) &&
         allows(match.image, situation.image) && allows(match.activity, situation.activity) &&
         (!match.batch || (situation.batch != 0 && *match.batch == situation.batch)) &&
         allows(match.attempt, situation.attempt) && allows(match.surge, situation.surge);
}

bool about_installations(FaultKind kind) {
  return kind == FaultKind::unhealthy || kind == FaultKind::unhealthy_after;
}

/// Faults that name so few are looked at one by one: that is faster than to look them up.
constexpr std::size_t kFew = 8;

}  // namespace

FaultIndex::FaultIndex(const Scenario& scenario) : scenario_(scenario) {
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const Fault& fault = scenario.faults[i];
    if (fault.timed()) continue;
    Shelf& shelf =
        about_installations(fault.kind) ? installations_ : steps_[index(*fault.match.step)];
    shelf.faults.push_back(FaultId{i});
  }
  for (Shelf& shelf : steps_) fill_books(shelf);
  fill_books(installations_);
}

void FaultIndex::fill_books(Shelf& shelf) const {
  std::size_t entries = 0;
  for (const FaultId fault : shelf.faults) {
    entries += std::max<std::size_t>(scenario_.faults[fault.value].match.instances.size(), 1);
  }
  if (entries <= kFew) return;
  for (const FaultId fault : shelf.faults) {
    const Match& match = scenario_.faults[fault.value].match;
    if (match.instances.empty()) enter(shelf, fault, named_by(match, {}));
    for (const InstanceName each : match.instances) enter(shelf, fault, named_by(match, each));
  }
}

void FaultIndex::enter(Shelf& shelf, FaultId fault, const Names& names) const {
  std::uint32_t named = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != Id<void>::kNone) named |= 1u << i;
  }
  auto book = std::find_if(shelf.books.begin(), shelf.books.end(),
                           [&](const Book& each) { return each.named == named; });
  if (book == shelf.books.end()) book = shelf.books.insert(book, Book{named, {}});
  book->faults[names].push_back(fault);
}

FaultIndex::Names FaultIndex::named_by(const Match& match, InstanceName instance) {
  constexpr std::uint32_t kNone = Id<void>::kNone;
  return {match.group.value,
          instance.code,
          match.zone.value,
          match.image.value,
          match.activity.value,
          match.batch.value_or(kNone),
          match.attempt.value_or(kNone),
          match.surge ? std::uint32_t{*match.surge} : kNone};
}

FaultIndex::Names FaultIndex::all_of(const Situation& situation) {
  return {situation.group.value, situation.instance.code,  situation.zone.value,
          situation.image.value, situation.activity.value, situation.batch,
          situation.attempt,     situation.surge};
}

std::size_t FaultIndex::NamesHash::operator()(const Names& names) const {
  return static_cast<std::size_t>(XXH3_64bits(names.data(), sizeof names));
}

/// Whether a fault fires depends on nothing but the situation: so the first one of all is the first
/// of the books' first ones.
FaultId FaultIndex::look_up(const Shelf& shelf, const Situation& situation,
                            const Draws& draws) const {
  const Names all = all_of(situation);
  FaultId least;
  for (const Book& book : shelf.books) {
    Names names = all;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if ((book.named >> i & 1) == 0) names[i] = Id<void>::kNone;
    }
    const auto found = book.faults.find(names);
    if (found == book.faults.end()) continue;
    least = std::min(least, first_of(found->second, situation, draws));
  }
  return least;
}

FaultId FaultIndex::walk(const Shelf& shelf, const Situation& situation, const Draws& draws) const {
  for (const FaultId fault : shelf.faults) {
    const Match& match = scenario_.faults[fault.value].match;
    if (names(match, situation.instance) && fires(fault, situation, draws)) return fault;
  }
  return {};
}

FaultId FaultIndex::first_of(std::span<const FaultId> faults, const Situation& situation,
                             const Draws& draws) const {
  for (const FaultId fault : faults) {
    if (fires(fault, situation, draws)) return fault;
  }
  return {};
}

/// Of a fault that the instance is known to match.
bool FaultIndex::fires(FaultId id, const Situation& situation, const Draws& draws) const {
  const Fault& fault = scenario_.faults[id.value];
  if (!allows_the_rest(fault.match, situation)) return false;
  return draws.happens(fault.probability,
                       {situation.surge ? Purpose::surge_fault : Purpose::fault, id.value,
                        situation.draw_subject, situation.draw_activity, situation.attempt});
}

}  // namespace refreshsim
