#include "sim/fleet/fault_index.h"

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

/// All keys but `instance` (the index looked at that) and `step` (the shelf is the step's).
bool matches(const Match& match, const Situation& situation) {
  return allows(match.group, situation.group) && allows(match.zone, situation.zone) &&
         allows(match.image, situation.image) && allows(match.activity, situation.activity) &&
         (!match.batch || (situation.batch != 0 && *match.batch == situation.batch)) &&
         allows(match.attempt, situation.attempt) && allows(match.surge, situation.surge);
}

bool about_installations(FaultKind kind) {
  return kind == FaultKind::unhealthy || kind == FaultKind::unhealthy_after;
}

}  // namespace

FaultIndex::FaultIndex(const Scenario& scenario) : scenario_(scenario) {
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const Fault& fault = scenario.faults[i];
    if (fault.timed()) continue;
    Shelf& shelf =
        about_installations(fault.kind) ? installations_ : steps_[index(*fault.match.step)];
    add(shelf, FaultId{i}, fault.match);
  }
}

void FaultIndex::add(Shelf& shelf, FaultId fault, const Match& match) {
  if (match.instances.empty()) shelf.general.push_back(fault);
  for (const InstanceName instance : match.instances) {
    shelf.by_instance[instance.code].push_back(fault);
  }
}

/// Walks the general faults and those about the instance together, in the file's order.
FaultId FaultIndex::search(const Shelf& shelf, const Situation& situation,
                           const Draws& draws) const {
  static const std::vector<FaultId> kEmpty;
  const auto found = shelf.by_instance.find(situation.instance.code);
  const std::vector<FaultId>& named = found == shelf.by_instance.end() ? kEmpty : found->second;
  auto general = shelf.general.begin();
  auto special = named.begin();
  while (general != shelf.general.end() || special != named.end()) {
    const bool take_general =
        special == named.end() || (general != shelf.general.end() && *general < *special);
    const FaultId fault = take_general ? *general++ : *special++;
    if (fires(fault, situation, draws)) return fault;
  }
  return {};
}

bool FaultIndex::fires(FaultId id, const Situation& situation, const Draws& draws) const {
  const Fault& fault = scenario_.faults[id.value];
  if (!matches(fault.match, situation)) return false;
  return draws.happens(fault.probability,
                       {situation.surge ? Purpose::surge_fault : Purpose::fault, id.value,
                        situation.draw_subject, situation.draw_activity, situation.attempt});
}

}  // namespace refreshsim
