// Rows that start together and run ahead, when only their absences are heard of (Fleet::depart):
// foreseen step by step for all of them at once, so that a step's law, timeout and faults are
// looked up once, and draws are made side by side. Each leaves behind what start_step() would have:
// a course at its last step, an instance in STANDBY with what it will have installed by then, and
// as many facts; but none is written down, and the service hears only of the end.
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
  departing_.assign(rows.size(), Course{});
  lengths_.resize(rows.size());
  foresee(Step::drain, 0, shared, rows);
  const std::size_t last = shared.following.count;
  for (std::size_t i = 0; i < last; ++i) foresee(shared.following.steps[i], i + 1, shared, rows);
  const std::int64_t horizon_ms = scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX;
  const std::int64_t most_ms = std::min(horizon_ms - facts_.now_ms(), Lane::kMostMs);
  Installation latest;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Course& course = departing_[i];
    rows[i].left = course.count == last + 1 && course.ends[last - 1] <= most_ms;
    if (rows[i].left) leave(shared, rows[i], course, latest);
  }
}

/// Adds a step to the courses that have come so far, unless there is more to say about it than how
/// long it takes.
void Fleet::foresee(Step step, std::size_t place, const StepContext& shared,
                    std::span<const Departure> rows) {
  draw_lengths(step, shared, rows);
  const std::int64_t timeout = timeout_ms(step, shared.health_check_timeout_ms);
  const auto most = static_cast<std::uint64_t>(std::min(timeout, Lane::kMostMs));
  const bool ruled = faults_.knows(step) || installs(step);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Course& course = departing_[i];
    const std::uint64_t length = lengths_[i];
    const std::uint64_t after = length + (place == 0 ? 0 : course.ends[place - 1]);
    if (course.count != place || length > most || after > Lane::kMostMs) continue;
    if (ruled && ruled_out(step, shared, rows[i])) continue;
    course.ends[place] = static_cast<std::uint32_t>(after);
    course.steps[place] = step;
    ++course.count;
  }
}

/// Whether a missing image or a fault decides about the step.
bool Fleet::ruled_out(Step step, const StepContext& shared, const Departure& row) const {
  const Instance& instance = instances_[row.instance.value];
  const SymbolId installed = row.image.some() ? row.image : configured_image(instance.group);
  if (!faults_.knows(step)) return image_problem(installed) != FailureCause::none;
  StepContext context = shared;
  context.row_instance = instance.name;
  const SymbolId image = step == Step::drain ? image_of(row.instance) : installed;
  return decided(situation(row.instance, step, image, context));
}

/// The draws of instances whose ordinals follow one another are made together.
void Fleet::draw_lengths(Step step, const StepContext& shared, std::span<const Departure> rows) {
  const Sampler& sampler = samplers_[index(step)];
  if (!sampler.constant()) {
    const auto ordinal = [this, rows](std::size_t i) { return ordinal_of(rows[i].instance); };
    for (std::size_t first = 0, end = 1; first < rows.size(); first = end++) {
      while (end < rows.size() && ordinal(end) == ordinal(end - 1) + 1) ++end;
      draws_.bits({Purpose::step_duration, static_cast<std::uint32_t>(step), ordinal(first),
                   shared.activity_ordinal, shared.attempt},
                  std::span(lengths_).subspan(first, end - first));
    }
  }
  sampler.replace(lengths_);
}

/// Facts: the start of drain, STANDBY, what is installed, a change of health, and two for each step
/// but the last: its end, and the start of the one after it.
void Fleet::leave(const StepContext& shared, const Departure& row, Course& course,
                  Installation& latest) {
  Instance& instance = instances_[row.instance.value];
  facts_.absences().hear_left(row.instance, facts_.now_ms());
  if (!latest.software.some() || latest.image != row.image) {
    latest = {row.image, define(to_install(instance.group, row.image), facts_.next() - 1)};
  }
  course.at = static_cast<std::uint8_t>(course.count - 1);
  course.cause = facts_.pass_over(3U + 2U * course.at + (instance.healthy() ? 0 : 1));
  course.instance = row.instance;
  course.position = instance.position;
  course.owner = row.owner;
  course.attempt = shared.attempt;
  course.image = row.image;
  course.target = latest.software;
  instance.state = LifeCycleState::STANDBY;
  instance.software = latest.software;
  ++instance.installations;
  instance.timed_unhealthy = 0;
  instance.bad = false;
  instance.job = Instance::kOnCourse;
  ran_ahead_ += course.at;
  courses_.add(
      {instance.group, shared.activity, shared.batch, shared.health_check_timeout_ms, true},
      facts_.now_ms(), course);
}

/// Facts: the end of the last step, IN_SERVICE.
void Fleet::come_back(const Course& course) {
  Instance& instance = instances_[course.instance.value];
  instance.state = LifeCycleState::IN_SERVICE;
  instance.job = Instance::kNone;
  facts_.absences().hear_back(course.instance, course.target, facts_.now_ms());
  observer_->on_returned(course.owner, facts_.pass_over(2));
}

}  // namespace refreshsim
