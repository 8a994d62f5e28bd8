// Rows that start together and run ahead, when only their absences are heard of (Fleet::depart):
// foreseen step by step for all of them at once, so that a step's law, timeout and faults are
// looked up once, and draws are made side by side. Each leaves behind what start_step() would have:
// an instance in STANDBY with what it will have installed by then, an end in a lane, and as many
// facts; but no fact is written down, and of the row no more is kept than an Absence. Statistics
// and service hear at once of all that leave together, and at once of those that come back one
// after another with nothing in between.
#include <algorithm>

#include "sim/fleet/fleet.h"

namespace refreshsim {
namespace {

constexpr std::size_t kPortion = 256;  ///< what is foreseen of so many stays in the fastest memory

}  // namespace

bool Fleet::departs() const {
  return runs_ahead_ && gathers_ && facts_.tells_absences() &&
         !facts_.wants(RecordKind::step_started) && !facts_.wants(RecordKind::step_ended);
}

void Fleet::depart(const StepContext& shared, std::span<Departure> rows) {
  for (std::size_t next = 0; next < rows.size(); next += kPortion) {
    depart_portion(shared, rows.subspan(next, std::min(kPortion, rows.size() - next)));
  }
}

void Fleet::depart_portion(const StepContext& shared, std::span<Departure> rows) {
  departing_.assign(rows.size(), Foreseen{});
  lengths_.resize(rows.size());
  number(rows);
  foresee(Step::drain, shared, rows);
  for (std::size_t i = 0; i < shared.following.count; ++i) {
    foresee(shared.following.steps[i], shared, rows);
  }
  const std::int64_t now_ms = facts_.now_ms();
  const std::int64_t most_ms = (scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX) - now_ms;
  leaving_.clear();
  Installation latest;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Foreseen& row = departing_[i];
    rows[i].left = row.passes && row.ends_ms <= Lane::kMostMs && row.began_ms <= most_ms;
    if (rows[i].left) leave(rows[i], now_ms + row.ends_ms, latest);
  }
  if (!leaving_.empty()) left(shared);
}

/// Adds a step to what is foreseen of rows that pass all steps before it; those don't pass of which
/// there is more to say than how long it takes.
void Fleet::foresee(Step step, const StepContext& shared, std::span<const Departure> rows) {
  draw_lengths(step, shared);
  const std::int64_t timeout = timeout_ms(step, shared.health_check_timeout_ms);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Foreseen& row = departing_[i];
    const auto length = static_cast<std::int64_t>(lengths_[i]);
    row.passes = row.passes && length <= timeout;
    row.began_ms = row.ends_ms;
    row.ends_ms += length;
  }
  if (faults_.knows(step) || installs(step)) rule_out(step, shared, rows);
}

/// Those don't pass about whose step a missing image or a fault decides.
void Fleet::rule_out(Step step, const StepContext& shared, std::span<const Departure> rows) {
  const SymbolId configured = configured_image(instances_[rows.front().instance.value].group);
  StepContext context = shared;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const InstanceId id = rows[i].instance;
    const SymbolId installed = rows[i].image.some() ? rows[i].image : configured;
    bool& passes = departing_[i].passes;
    if (!faults_.knows(step)) {
      passes = passes && image_problem(installed) == FailureCause::none;
    } else if (passes) {
      context.row_instance = instances_[id.value].name;
      const SymbolId image = step == Step::drain ? image_of(id) : installed;
      passes = !decided(situation(id, step, image, context));
    }
  }
}

/// Notes where the rows are whose instances' ordinals follow one another.
void Fleet::number(std::span<const Departure> rows) {
  runs_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t ordinal = ordinal_of(rows[i].instance);
    if (i == 0 || ordinal != runs_.back().ordinal + (i - runs_.back().first)) {
      runs_.push_back({i, ordinal});
    }
  }
}

/// The draws of a run are made together.
void Fleet::draw_lengths(Step step, const StepContext& shared) {
  const Sampler& sampler = samplers_[index(step)];
  for (std::size_t i = 0; i < runs_.size() && !sampler.constant(); ++i) {
    const Run& run = runs_[i];
    const std::size_t end = i + 1 < runs_.size() ? runs_[i + 1].first : lengths_.size();
    draws_.bits({Purpose::step_duration, static_cast<std::uint32_t>(step), run.ordinal,
                 shared.activity_ordinal, shared.attempt},
                std::span(lengths_).subspan(run.first, end - run.first));
  }
  sampler.replace(lengths_);
}

/// Facts: the start of drain, STANDBY, what is installed, a change of health, and two for each step
/// but the last: its end, and the start of the one after it. left() counts all but the health.
void Fleet::leave(const Departure& row, std::int64_t back_ms, Installation& latest) {
  Instance& instance = instances_[row.instance.value];
  if (!latest.software.some() || latest.image != row.image) {
    latest = {row.image, define(to_install(instance.group, row.image), facts_.next() - 1)};
  }
  if (!instance.healthy()) facts_.pass_over(1);
  leaving_.push_back({row.instance, instance.position, row.owner, latest.software, back_ms});
  instance.state = LifeCycleState::STANDBY;
  instance.software = latest.software;
  ++instance.installations;
  instance.timed_unhealthy = 0;
  instance.bad = false;
  instance.job = Instance::kOnCourse;
}

/// What is the same of all that leave.
void Fleet::left(const StepContext& shared) {
  const std::size_t ahead = leaving_.size() * shared.following.count;
  facts_.absences().hear_left(leaving_, facts_.now_ms());
  facts_.pass_over(3 * leaving_.size() + 2 * ahead);
  ran_ahead_ += ahead;
  const GroupId group = instances_[leaving_.front().instance.value].group;
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
