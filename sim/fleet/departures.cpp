// Rows that start together and run ahead, when only their absences are heard of (Fleet::depart).
// Each leaves behind what start_step() would have: an instance in STANDBY with what it will have
// installed by then, an end in a lane, and as many facts; but no fact is written down, and of the
// row no more is kept than an Absence. Statistics and service hear at once of all that leave
// together, and at once of those that come back one after another with nothing in between.
#include <algorithm>

#include "sim/fleet/fleet.h"

namespace refreshsim {

bool Fleet::departs() const {
  return runs_ahead_ && gathers_ && facts_.tells_absences() &&
         !facts_.wants(RecordKind::step_started) && !facts_.wants(RecordKind::step_ended);
}

void Fleet::depart(const StepContext& shared, std::span<Departure> rows) {
  for (std::size_t next = 0; next < rows.size(); next += kPortion) {
    depart_portion(shared, rows.subspan(next, std::min<std::size_t>(kPortion, rows.size() - next)));
  }
}

void Fleet::depart_portion(const StepContext& shared, std::span<Departure> rows) {
  foresee(shared, rows);
  const std::size_t steps = shared.following.count + std::size_t{1};
  const std::int64_t now_ms = facts_.now_ms();
  const std::int64_t most_ms = (scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX) - now_ms;
  leaving_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Foreseen& row = foreseen_[i];
    const std::int64_t last_began_ms = steps > 1 ? row.ends[steps - 2] : 0;
    rows[i].left = row.count == steps && last_began_ms <= most_ms;
    if (rows[i].left) leave(rows[i], now_ms + row.ends[steps - 1]);
  }
  if (!leaving_.empty()) left(shared);
}

/// Facts: the start of drain, STANDBY, what is installed, a change of health, and two for each step
/// but the last: its end, and the start of the one after it. left() counts all but the health.
void Fleet::leave(const Departure& row, std::int64_t back_ms) {
  Instance& instance = instances_[row.instance.value];
  const SoftwareId installed = to_install(instance.group(), row.image, facts_.next() - 1);
  if (!instance.healthy()) facts_.pass_over(1);
  leaving_.push_back({row.instance, position_of(row.instance), row.owner, installed, back_ms});
  instance.state = LifeCycleState::STANDBY;
  instance.software = installed;
  instance.bad = false;
  instance.job = Instance::kOnCourse;
}

/// What is the same of all that leave.
void Fleet::left(const StepContext& shared) {
  const std::size_t ahead = leaving_.size() * shared.following.count;
  facts_.absences().hear_left(leaving_, facts_.now_ms());
  facts_.pass_over(3 * leaving_.size() + 2 * ahead);
  ran_ahead_ += ahead;
  const GroupId group = instances_[leaving_.front().instance.value].group();
  courses_.add({group, shared.activity, shared.batch, shared.health_check_timeout_ms, true},
               facts_.now_ms(), leaving_);
}

/// Lets the next absence of the first lane end, and those after it that nothing comes before;
/// returns how many. Facts of each: the end of the last step, IN_SERVICE.
std::uint64_t Fleet::come_back(std::uint32_t owner, std::int64_t horizon_ms, std::uint64_t most) {
  const std::uint64_t unnoticed = std::max<std::uint64_t>(observer_->returns_unnoticed(owner), 1);
  const std::span<const Absence> back =
      courses_.take_absences(std::min(unnoticed, most), lane_is_alone_until(horizon_ms));
  for (const Absence& each : back) {
    Instance& instance = instances_[each.instance.value];
    instance.state = LifeCycleState::IN_SERVICE;
    instance.job = Instance::kNone;
  }
  facts_.advance_to(back.back().back_ms);
  facts_.absences().hear_back(back);
  facts_.pass_over(2 * back.size());
  observer_->on_returned(back);
  return back.size();
}

}  // namespace refreshsim
