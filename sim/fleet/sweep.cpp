// Courses: how they begin, pass from step to step, and become jobs again (courses.h).
#include <algorithm>

#include "sim/base/check.h"
#include "sim/fleet/fleet.h"

namespace refreshsim {

bool Fleet::start_course(InstanceId id, Step step, const StepContext& context,
                         std::uint64_t started) {
  Instance& instance = instances_[id.value];
  if (outages_[instance.zone().value] > 0) return false;
  Course course;
  if (context.foreseen != StepContext::kAlone) {
    REFRESHSIM_CHECK(step == Step::drain && context.foreseen < foreseen_.size(),
                     "what was foreseen begins with drain");
    take_foreseen(course, context);
  } else {
    foresee(course, id, step, context);
  }
  if (course.count == 0) return false;
  course.cause = started;
  course.instance = id;
  course.position = position_of(id);
  course.owner = context.owner;
  course.attempt = context.attempt;
  course.image = context.image;
  if (installs(step)) course.target = to_install(instance.group(), course.image, started);
  const LaneTerms terms{instance.group(), context.activity, context.batch,
                        context.health_check_timeout_ms, false};
  instance.job = Instance::kOnCourse;
  Lane& lane = courses_.lane_for(terms, facts_.now_ms(), course.position);
  if (runs_ahead_ && instance.state == LifeCycleState::STANDBY) pass_ahead(lane, course);
  lane.courses.push_back(course);
  return true;
}

void Fleet::take_foreseen(Course& course, const StepContext& context) const {
  const Foreseen& row = foreseen_[context.foreseen];
  course.ends = row.ends;
  course.steps[0] = Step::drain;
  std::copy(context.following.steps.begin(), context.following.steps.end(), &course.steps[1]);
  course.count = static_cast<std::uint8_t>(row.count);
}

/// The step and those that follow it, up to the first about which there is more to say than how
/// long it takes; of many rows at once: foresight.cpp. Every course installs before its health
/// check, which therefore passes.
void Fleet::foresee(Course& course, InstanceId id, Step step, const StepContext& context) const {
  const Instance& instance = instances_[id.value];
  Situation now = situation(id, step, software_.image(instance.software), context);
  std::int64_t after_ms = 0;
  for (std::size_t place = 0;; ++place) {
    if (installs(now.step)) {
      now.image = context.image.some() ? context.image : configured_image(instance.group());
    }
    const std::optional<std::int64_t> length = plain_length_ms(now, context);
    if (!length || *length > Lane::kMostMs - after_ms) return;
    after_ms += *length;
    course.ends[course.count] = static_cast<std::uint32_t>(after_ms);
    course.steps[course.count++] = now.step;
    if (place == context.following.count) return;
    now.step = context.following.steps[place];
  }
}

/// Whether its image or a fault has something to say about a step.
bool Fleet::decided(const Situation& now) const {
  return faults_.for_step(now, draws_).some() ||
         (installs(now.step) && (image_problem(now.image) != FailureCause::none ||
                                 faults_.for_installation(now, draws_).some()));
}

/// How long a step takes that will pass; none if its image, a fault or a timeout decides about it.
std::optional<std::int64_t> Fleet::plain_length_ms(const Situation& now,
                                                   const StepContext& context) const {
  if (decided(now)) return std::nullopt;
  const std::int64_t length = duration_ms(now);
  if (length > timeout_ms(now.step, context.health_check_timeout_ms)) return std::nullopt;
  return length;
}

bool Fleet::course_is_next(std::int64_t horizon_ms) {
  courses_.seal();
  const Lane* lane = courses_.first();
  if (lane == nullptr || lane->next_ms > horizon_ms) return false;
  return queue_.empty() || lane->before(queue_.top());
}

std::int64_t Fleet::lane_is_alone_until(std::int64_t horizon_ms) {
  return courses_.alone_until(queue_.empty() ? horizon_ms
                                             : std::min(horizon_ms, queue_.top().time_ms));
}

/// With the clock at their ends, all but the last step pass in the event in which the first starts
/// (Fleet::run_ahead).
void Fleet::pass_ahead(const Lane& lane, Course& course) {
  const std::int64_t now_ms = facts_.now_ms();
  const std::int64_t horizon_ms = scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX;
  while (!course.at_last() && now_ms + course.ends[course.at] <= horizon_ms) {
    facts_.advance_to(now_ms + course.ends[course.at]);
    pass_on(lane, course);
    ++ran_ahead_;
  }
  facts_.advance_to(now_ms);
}

/// The fact that the step under way has passed.
std::uint64_t Fleet::note_end(const Lane& lane, const Course& course) {
  return facts_.emit_like(lane.facts.ended[index(course.step())], {RecordKind::step_ended},
                          course.instance.value, course.attempt, course.cause);
}

/// The step under way ends, passed, and the next one starts.
void Fleet::pass_on(const Lane& lane, Course& course) {
  const std::uint64_t ended = note_end(lane, course);
  if (installs(course.step())) install(course.instance, course.target, FaultId{}, ended);
  ++course.at;
  course.cause =
      facts_.emit_like(lane.facts.started[index(course.step())], {RecordKind::step_started},
                       course.instance.value, course.attempt, ended);
  if (installs(course.step())) {
    course.target = to_install(lane.terms.group, course.image, course.cause);
  }
}

/// After the last step whoever asked for it is told, as of any other step.
void Fleet::pass_last(const Lane& lane, Course& course) {
  const Step step = course.step();
  Instance& instance = instances_[course.instance.value];
  StepEnd end{course.instance, step, FailureCause::none, FaultId{}, course.owner,
              instance.surge,  0};
  end.record = note_end(lane, course);
  instance.job = Instance::kNone;
  course.at = Course::kOver;
  if (installs(step)) install(end.instance, course.target, FaultId{}, end.record);
  observer_->on_step_ended(end);
}

/// The step under way as a job.
void Fleet::write_down(Job& job, const Lane& lane, const Course& course) const {
  const std::int64_t timeout = timeout_ms(course.step(), lane.terms.health_check_timeout_ms);
  job.due_ms = lane.end_of(course);
  job.deadline_ms = timeout == Job::kNever ? timeout : lane.start_of(course) + timeout;
  job.instance = course.instance;
  job.target = course.target;
  job.activity = lane.terms.activity;
  job.batch = lane.terms.batch;
  job.attempt = course.attempt;
  job.owner = course.owner;
  job.step = course.step();
}

/// From here on the queue carries the step on; what follows it starts by itself.
void Fleet::release(const Lane& lane, Course& course) {
  instances_[course.instance.value].job = Instance::kNone;
  Job& job = open_job(course.instance);
  write_down(job, lane, course);
  course.at = Course::kOver;
  schedule(job, course.cause);
}

void Fleet::release(InstanceId id) {
  const Instance& instance = instances_[id.value];
  if (instance.job != Instance::kOnCourse) return;
  const auto [lane, course] = courses_.find(instance.group(), position_of(id), id);
  release(*lane, *course);
}

void Fleet::release(ZoneId zone) {
  courses_.each_lane([this, zone](Lane& lane) {
    for (Course& course : lane.courses) {
      if (course.under_way() && instances_[course.instance.value].zone() == zone) {
        release(lane, course);
      }
    }
  });
}

/// What was foreseen of installations may no longer be so.
void Fleet::cut(ConfigId configuration) {
  courses_.each_lane([this, configuration](Lane& lane) {
    if (groups_[lane.terms.group.value].configuration != configuration) return;
    for (Course& course : lane.courses) {
      if (course.under_way()) course.count = static_cast<std::uint8_t>(course.at + 1);
    }
  });
}

}  // namespace refreshsim
