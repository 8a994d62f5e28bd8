// What the instances of a call would have had to be like.
#include <algorithm>

#include "sim/incident/inquiry.h"

namespace refreshsim {
namespace {

bool is_in(RowStatus status, bool or_waiting) {
  return status == RowStatus::INIT || status == RowStatus::RUNNING ||
         (or_waiting && status == RowStatus::WAITING);
}

}  // namespace

/// The row for which an instance is not free: one in flight, else, for standby, one that waits.
Sequence Inquiry::row_that_holds(std::uint32_t instance) const {
  const bool standby = action_ == Action::EnterStandby || action_ == Action::ExitStandby;
  for (const bool or_waiting : {false, true}) {
    if (or_waiting && !standby) break;
    for (const LatestOfActivity& activity : latest_.activities) {
      for (const Sequence row : activity.rows) {
        const Record& each = story_[row];
        if (each.a == instance && is_in(static_cast<RowStatus>(each.to), or_waiting)) return row;
      }
    }
  }
  return kNoRecord;
}

void Inquiry::not_there(const std::string& text, InstanceId id) {
  otherwise("{} would have to be an instance of {} that is there", text, story_.group(call_.group));
  if (id.some() && id.value < latest_.instances.size()) because(latest_.instances[id.value].gone);
}

void Inquiry::not_free(std::uint32_t instance) {
  const Sequence row = row_that_holds(instance);
  if (row == kNoRecord) return;
  because(row);
  const bool waits = static_cast<RowStatus>(story_[row].to) == RowStatus::WAITING;
  otherwise("{} would have to be out of the hands of {}; its row there had been {} {}",
            story_.instance(instance), story_.activity(story_[row].subject),
            waits ? "WAITING" : "in flight", story_.since(story_[row]));
}

void Inquiry::in_wrong_state(std::uint32_t instance) {
  const auto now = static_cast<LifeCycleState>(state(instance));
  std::string_view needs = "neither CREATING nor TERMINATING";
  bool fits = now != LifeCycleState::CREATING && now != LifeCycleState::TERMINATING;
  if (action_ == Action::ExitStandby) {
    needs = "in STANDBY";
    fits = now == LifeCycleState::STANDBY;
  }
  if (action_ == Action::EnterStandby) {
    needs = "IN_SERVICE";
    fits = now == LifeCycleState::IN_SERVICE;
  }
  if (fits) return;
  const Record& record = story_[latest_.instances[instance].state];
  because(record.sequence);
  otherwise("{} would have to be {}; it had been {} {}", story_.instance(instance), needs,
            name(now), story_.since(record));
}

void Inquiry::instances_unfit() {
  const Value* ids = made_.request.find("InstanceIds");
  if (ids == nullptr || ids->list() == nullptr) return;
  const auto code = static_cast<ErrorCode>(call_.to);
  for (const Value& each : *ids->list()) {
    const std::string text = each.text() == nullptr ? std::string() : *each.text();
    const InstanceId id = story_.find_instance(text);
    const auto all = members();
    const bool there = id.some() && std::find(all.begin(), all.end(), id.value) != all.end();
    if (!there && code == ErrorCode::InstancesNotFound) not_there(text, id);
    if (there && code == ErrorCode::InstanceInOperation) not_free(id.value);
    if (there && code == ErrorCode::NoActivityToGenerate) in_wrong_state(id.value);
  }
}

}  // namespace refreshsim
