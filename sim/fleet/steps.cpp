// One step of one instance: how it will go is decided when it starts, what it did takes effect when
// its duration is over (model.md, section 3).
#include <algorithm>

#include "sim/base/check.h"
#include "sim/fleet/fleet.h"
#include "sim/fleet/step_facts.h"

namespace refreshsim {
namespace {

/// A failed one of these leaves an instance that is not healthy.
bool spoils(Step step) {
  return step == Step::reinstall || step == Step::boot || step == Step::health_check;
}

std::int64_t later(std::int64_t time_ms, std::int64_t length_ms) {
  return length_ms == Job::kNever ? Job::kNever : time_ms + length_ms;
}

}  // namespace

void Fleet::start_step(InstanceId id, Step step, const StepContext& context, std::uint64_t cause) {
  const Instance& instance = instances_[id.value];
  REFRESHSIM_CHECK(instance.job == Instance::kNone, "one step at a time");
  const std::uint64_t started = facts_.emit(
      step_started({id, instance.group(), context.activity, step, context.attempt, context.batch}),
      cause);
  if (step == Step::drain) set_state(id, LifeCycleState::STANDBY, started);
  if (step == Step::terminate) set_state(id, LifeCycleState::TERMINATING, started);
  if (gathers_ && start_course(id, step, context, started)) return;
  Job& job = open_job(id);
  job.step = step;
  job.activity = context.activity;
  job.batch = context.batch;
  job.attempt = context.attempt;
  job.owner = context.owner;
  decide(job, context);
  if (can_run_ahead(job, context)) return pass_ahead(job, started);
  schedule(job, started);
}

bool Fleet::can_run_ahead(const Job& job, const StepContext& context) const {
  const bool within = job.due_ms != Job::kNever && job.due_ms <= job.deadline_ms &&
                      (!scenario_.horizon || job.due_ms <= ms(*scenario_.horizon));
  return runs_ahead_ && context.following.count > 0 && within && !job.stalled &&
         job.outcome == FailureCause::none && job.step != Step::health_check &&
         instances_[job.instance.value].state == LifeCycleState::STANDBY;
}

/// With the clock at the step's end while it ends; what follows may run ahead too.
void Fleet::pass_ahead(const Job& job, std::uint64_t started) {
  const std::int64_t now_ms = facts_.now_ms();
  ++ran_ahead_;
  facts_.advance_to(job.due_ms);
  finish(job.instance, FailureCause::none, FaultId{}, started);
  facts_.advance_to(now_ms);
}

Job& Fleet::open_job(InstanceId id) {
  Instance& instance = instances_[id.value];
  if (free_jobs_.empty()) {
    free_jobs_.push_back(static_cast<std::uint32_t>(jobs_.size()));
    jobs_.emplace_back();
  }
  instance.job = free_jobs_.back();
  free_jobs_.pop_back();
  Job& job = jobs_[instance.job];
  const std::uint32_t generation = job.generation;
  job = Job{};
  job.generation = generation + 1;
  job.active = true;
  job.instance = id;
  job.stalled = outages_[instance.zone().value] > 0;
  return job;
}

void Fleet::close_job(InstanceId id) {
  Instance& instance = instances_[id.value];
  jobs_[instance.job].active = false;
  free_jobs_.push_back(instance.job);
  instance.job = Instance::kNone;
}

Situation Fleet::situation(InstanceId id, Step step, SymbolId image,
                           const StepContext& context) const {
  const Instance& instance = instances_[id.value];
  Situation now;
  now.group = instance.group();
  now.instance = context.row_instance;
  now.zone = instance.zone();
  now.image = image;
  now.activity = context.name;
  now.batch = context.batch;
  now.step = step;
  now.attempt = context.attempt;
  now.surge = instance.surge;
  now.draw_subject = instance.surge ? context.surge_subject : ordinal_of(id);
  now.draw_activity = context.activity_ordinal;
  return now;
}

/// What an installation takes that starts now; `image`: none for the launch configuration's.
SoftwareId Fleet::to_install(GroupId group, SymbolId image, std::uint64_t cause) {
  if (latest_install_.group != group || latest_install_.image != image) {
    Software fields = configurations_[groups_[group.value].configuration.value];
    if (image.some()) fields[index(Field::ImageId)] = image;
    latest_install_ = {group, image, define(fields, cause)};
  }
  return latest_install_.software;
}

/// Fixes outcome, duration and timeout, from the faults and draws of this very step.
void Fleet::decide(Job& job, const StepContext& context) {
  const Instance& instance = instances_[job.instance.value];
  if (installs(job.step)) {
    job.target = to_install(instance.group(), context.image, facts_.next() - 1);
  }
  const SoftwareId software = installs(job.step) ? job.target : instance.software;
  const Situation now = situation(job.instance, job.step, software_.image(software), context);
  std::int64_t length = duration_ms(now);
  job.outcome_fault = faults_.for_step(now, draws_);
  if (installs(job.step)) {
    job.outcome = image_problem(now.image);
    job.installation_fault = faults_.for_installation(now, draws_);
  }
  if (job.outcome_fault.some()) {
    const Fault& fault = scenario_.faults[job.outcome_fault.value];
    const bool exact = fault.kind == FaultKind::takes || fault.kind == FaultKind::fail_after;
    const bool fails = fault.kind == FaultKind::fail || fault.kind == FaultKind::fail_after;
    if (exact) length = ms(fault.length);
    if (fails) job.outcome = FailureCause::told_to_fail;
    if (fault.kind == FaultKind::delay) length = std::min(length + ms(fault.length), ms(kLongest));
    if (fault.kind == FaultKind::hang) length = Job::kNever;
  }
  job.deadline_ms = later(facts_.now_ms(), timeout_ms(job.step, context.health_check_timeout_ms));
  job.due_ms = job.stalled ? length : later(facts_.now_ms(), length);
}

/// Job::kNever: none.
std::int64_t Fleet::timeout_ms(Step step, std::int64_t health_check_timeout_ms) const {
  if (step == Step::health_check) return health_check_timeout_ms;
  const auto& limit = scenario_.step_timeout[index(step)];
  return limit ? ms(*limit) : Job::kNever;
}

std::int64_t Fleet::duration_ms(const Situation& now) const {
  const Sampler& sampler = samplers_[index(now.step)];
  if (sampler.constant()) return ms(sampler(0));
  const DrawKey key{now.surge ? Purpose::surge_step_duration : Purpose::step_duration,
                    static_cast<std::uint32_t>(now.step), now.draw_subject, now.draw_activity,
                    now.attempt};
  return ms(sampler(now.surge ? draws_.bits(key) : length_draws_[index(now.step)].bits(key)));
}

/// Schedules the one event that the step waits for. A step that ends exactly at its timeout passes.
void Fleet::schedule(Job& job, std::uint64_t cause) {
  const Instance& instance = instances_[job.instance.value];
  const bool can_complete = !job.stalled && !job.waiting && job.due_ms != Job::kNever;
  job.cause = cause;
  Event event;
  event.order = Order::completion(instance.group().value, position_of(job.instance));
  event.tag = Ticket{instance.job, ++job.generation}.tag();
  event.target = job.instance.value;
  if (can_complete && job.due_ms <= job.deadline_ms) {
    event.kind = EventKind::step_completes;
    event.time_ms = job.due_ms;
  } else if (job.deadline_ms != Job::kNever) {
    event.kind = EventKind::step_times_out;
    event.time_ms = job.deadline_ms;
  } else {
    return;
  }
  queue_.push(event);
}

/// The step that an event is about; null if the event was withdrawn.
Job* Fleet::job_of(const Event& event) {
  const Ticket ticket = Ticket::of(event.tag);
  Job& job = jobs_[ticket.job];
  return job.active && job.generation == ticket.generation ? &job : nullptr;
}

void Fleet::complete(const Event& event) {
  Job* job = job_of(event);
  if (job == nullptr) return;
  const bool checks = job->step == Step::health_check && job->outcome == FailureCause::none;
  if (checks && !instances_[event.target].healthy()) {
    job->waiting = true;
    schedule(*job, job->cause);
    return;
  }
  finish(job->instance, job->outcome, job->outcome_fault, job->cause);
}

void Fleet::time_out(const Event& event) {
  const Job* job = job_of(event);
  if (job == nullptr) return;
  const FailureCause cause = job->step == Step::health_check ? FailureCause::health_check_timeout
                                                             : FailureCause::step_timeout;
  finish(job->instance, cause, job->outcome_fault, job->cause);
}

void Fleet::end_step(InstanceId id, FailureCause cause) {
  finish(id, cause, FaultId{}, jobs_[instances_[id.value].job].cause);
}

bool Fleet::could_pass(InstanceId id) const {
  const Job& job = jobs_[instances_[id.value].job];
  const bool sick = job.step == Step::health_check && !instances_[id.value].healthy();
  return !job.stalled && !sick && job.outcome == FailureCause::none;
}

void Fleet::finish(InstanceId id, FailureCause cause, FaultId fault, std::uint64_t record_cause) {
  const Job job = jobs_[instances_[id.value].job];
  close_job(id);
  conclude(job, cause, fault, record_cause);
}

/// What the end of a step means for its instance, and for whoever asked for it.
void Fleet::conclude(const Job& job, FailureCause cause, FaultId fault,
                     std::uint64_t record_cause) {
  const Instance& instance = instances_[job.instance.value];
  const bool passed = cause == FailureCause::none;
  StepEnd end{job.instance, job.step,       cause, passed ? FaultId{} : fault,
              job.owner,    instance.surge, 0};
  end.record = facts_.emit(
      step_ended({job.instance, instance.group(), job.activity, job.step, job.attempt, job.batch},
                 cause, end.fault),
      record_cause);
  take_effect(job.instance, job, passed, end.record);
  observer_->on_step_ended(end);
}

void Fleet::take_effect(InstanceId id, const Job& job, bool passed, std::uint64_t cause) {
  if (passed && installs(job.step)) install(id, job.target, job.installation_fault, cause);
  if (passed || !spoils(job.step)) return;
  Instance& instance = instances_[id.value];
  const bool before = instance.healthy();
  instance.bad = true;
  note_health(id, before, job.outcome_fault, cause);
}

/// The fields and the health change; what made the old installation unhealthy is gone with it.
void Fleet::install(InstanceId id, SoftwareId target, FaultId fault, std::uint64_t cause) {
  Instance& instance = instances_[id.value];
  const bool before = instance.healthy();
  facts_.emit({.kind = RecordKind::installed,
               .group = instance.group().value,
               .subject = id.value,
               .from = instance.software.value,
               .to = target.value},
              cause);
  instance.software = target;
  if (instance.held) let_go(id);
  if (id.value < defects_.size()) defects_[id.value] = {};
  const bool bad = fault.some() && scenario_.faults[fault.value].kind == FaultKind::unhealthy;
  instance.bad = bad;
  if (fault.some() && !bad) {
    if (defects_.size() <= id.value) defects_.resize(instances_.size());
    defects_[id.value].fault = fault;
  }
  note_health(id, before, bad ? fault : FaultId{}, cause);
}

void Fleet::note_health(InstanceId id, bool before, FaultId fault, std::uint64_t cause) {
  const Instance& instance = instances_[id.value];
  const bool after = instance.healthy();
  if (before == after) return;
  facts_.emit({.kind = RecordKind::health,
               .group = instance.group().value,
               .subject = id.value,
               .from = before ? 1u : 0u,
               .to = after ? 1u : 0u,
               .a = fault.value},
              cause);
}

void Fleet::stop_step(InstanceId id, FailureCause why, std::uint64_t cause) {
  const Instance& instance = instances_[id.value];
  if (instance.job == Instance::kNone) return;
  release(id);
  const Job job = jobs_[instance.job];
  close_job(id);
  const bool failed = why != FailureCause::none;
  const std::uint64_t ended = facts_.emit({.kind = RecordKind::step_ended,
                                           .group = instance.group().value,
                                           .subject = id.value,
                                           .part = job.activity.value,
                                           .from = static_cast<std::uint32_t>(job.step),
                                           .to = static_cast<std::uint32_t>(why),
                                           .a = job.attempt,
                                           .b = job.batch,
                                           .c = Record::kNone,
                                           .d = failed ? 0u : 2u},
                                          cause);
  if (failed) take_effect(id, job, false, ended);
}

}  // namespace refreshsim
