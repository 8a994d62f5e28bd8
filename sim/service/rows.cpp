// Batches and rows: start, steps in order, how they end (model.md, sections 3 and 4).
#include "sim/base/check.h"
#include "sim/service/service.h"

namespace refreshsim {

std::uint64_t Service::set_row(std::uint32_t index, RowStatus to, std::uint32_t c, std::uint32_t d,
                               std::uint64_t cause) {
  Row& row = rows_[index];
  REFRESHSIM_CHECK(may_follow<kRowChanges>(row.status, to), "an InstanceStatus");
  if (!facts_.wants(RecordKind::row_status)) {
    row.status = to;
    return facts_.pass_over(1);
  }
  const BatchPlace at = place_of(index);
  const std::uint64_t record = facts_.emit({.kind = RecordKind::row_status,
                                            .group = at.group.value,
                                            .subject = at.activity.value,
                                            .part = index - at.first_of_activity,
                                            .from = static_cast<std::uint32_t>(row.status),
                                            .to = static_cast<std::uint32_t>(to),
                                            .a = row.instance.value,
                                            .b = at.number,
                                            .c = c,
                                            .d = d},
                                           cause);
  row.status = to;
  return record;
}

std::uint64_t Service::set_batch(std::uint32_t index, BatchStatus to, std::uint64_t cause) {
  Batch& batch = batches_[index];
  REFRESHSIM_CHECK(may_follow<kBatchChanges>(batch.status, to), "a RefreshBatchStatus");
  const BatchPlace at = place_of(batch.first_row);
  const std::uint64_t record = facts_.emit({.kind = RecordKind::batch_status,
                                            .group = at.group.value,
                                            .subject = at.activity.value,
                                            .part = at.number,
                                            .from = static_cast<std::uint32_t>(batch.status),
                                            .to = static_cast<std::uint32_t>(to),
                                            .a = batch.first_row - at.first_of_activity,
                                            .b = batch.rows},
                                           cause);
  batch.status = to;
  return record;
}

void Service::start_batch(ActivityId id, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  const std::uint32_t index = activity.first_batch + activity.current_batch++;
  const std::uint64_t init = set_batch(index, BatchStatus::INIT, cause);
  const std::uint64_t running = set_batch(index, BatchStatus::RUNNING, init);
  start_rows(activity, batches_[index], running);
  if (batches_[index].open == 0) end_batch(index, running);
}

void Service::start_rows(const Activity& activity, const Batch& batch, std::uint64_t cause) {
  const Fleet::Together together(fleet_, batch.rows);
  if (plan_of(activity.settings) == Plan::reset && fleet_.gathers()) {
    if (!fleet_.departs()) return start_foreseen(activity, batch, cause);
    depart(activity, batch, cause);
  }
  for (std::uint32_t row = batch.first_row; row < batch.first_row + batch.rows; ++row) {
    if (rows_[row].status == RowStatus::WAITING) start_row(row, cause);
  }
}

void Service::retry_rows(ActivityId id, std::uint64_t cause) {
  const Activity& activity = activities_[id.value];
  const std::uint32_t index = activity.first_batch + activity.current_batch - 1;
  const std::uint64_t running = set_batch(index, BatchStatus::RUNNING, cause);
  const std::uint32_t end = batches_[index].first_row + batches_[index].rows;
  const Fleet::Together together(fleet_, batches_[index].failed);
  for (std::uint32_t row = batches_[index].first_row; row < end; ++row) {
    if (rows_[row].status == RowStatus::FAILED) retry_row(row, running);
  }
  if (batches_[index].open == 0) end_batch(index, running);
}

void Service::retry_row(std::uint32_t index, std::uint64_t cause) {
  Batch& batch = batch_of(index);
  --batch.failed;
  if (fleet_[rows_[index].instance].gone) {
    set_row(index, RowStatus::NOT_FOUND, 0, 0, cause);
    return;
  }
  ++batch.open;
  start_row(index, cause);
}

void Service::start_row(std::uint32_t index, std::uint64_t cause) {
  const std::uint64_t running = enter_flight(index, cause);
  const Plan plan = plan_of(activity_of(index).settings);
  if (replacement(index).in_service) return begin_step(index, plan, Step::terminate, running);
  advance(index, plan, first_step(plan), running);
}

/// `init-is-instant`: INIT and RUNNING in one event, both recorded.
std::uint64_t Service::enter_flight(std::uint32_t index, std::uint64_t cause) {
  Row& row = rows_[index];
  ++row.attempt;
  ++activity_of(index).in_flight;
  const std::uint64_t init =
      set_row(index, RowStatus::INIT, next_scaling_activity_++, row.attempt, cause);
  return set_row(index, RowStatus::RUNNING, 0, row.attempt, init);
}

bool Service::checks_health(const Activity& activity) const {
  return activity.settings.check_health &&
         scenario_.groups[activity.group.value].load_balancer == LoadBalancer::application;
}

bool Service::skipped(Skip skip, const Activity& activity, InstanceId instance) const {
  switch (skip) {
    case Skip::never:
      return false;
    case Skip::in_standby:
      return fleet_[instance].state == LifeCycleState::STANDBY;
    case Skip::health_unchecked:
      return !checks_health(activity);
  }
  return false;
}

/// The first step of the plan from `place` on that is not skipped; null: none is left.
const PlannedStep* Service::next_step(const Activity& activity, InstanceId instance, Plan plan,
                                      std::size_t place) const {
  for (; place < kPlannedSteps.size() && kPlannedSteps[place].plan == plan; ++place) {
    if (!skipped(kPlannedSteps[place].skip, activity, instance)) return &kPlannedSteps[place];
  }
  return nullptr;
}

/// Starts the next step, or ends the row.
void Service::advance(std::uint32_t index, Plan plan, std::size_t place, std::uint64_t cause) {
  const Row& row = rows_[index];
  const Activity& activity = activity_of(index);
  const PlannedStep* next = next_step(activity, row.instance, plan, place);
  if (next != nullptr) return begin_step(index, plan, next->step, cause);
  if (plan == Plan::reset) {
    cause = fleet_.set_state(row.instance, LifeCycleState::IN_SERVICE, cause);
  }
  row_succeeded(index, cause);
}

/// The plan's later steps on the same instance, as they will be if none fails.
StepList Service::following(const Activity& activity, Plan plan, Step step) const {
  StepList list;
  for (std::size_t place = place_after(plan, step);
       place < kPlannedSteps.size() && kPlannedSteps[place].plan == plan; ++place) {
    const PlannedStep& next = kPlannedSteps[place];
    const bool checks = next.skip != Skip::health_unchecked || checks_health(activity);
    if (checks && next.step != Step::terminate) list.steps[list.count++] = next.step;
  }
  return list;
}

StepContext Service::context_of(const Activity& activity) const {
  StepContext context;
  context.activity = ActivityId{static_cast<std::size_t>(&activity - activities_.data())};
  context.activity_ordinal = activity.ordinal;
  const NameId name = activity.name;
  if (name.some() && latest(name) == context.activity) context.name = name;
  context.health_check_timeout_ms = std::int64_t{1000} * activity.settings.check_health_timeout_s;
  return context;
}

/// In REPLACE a launch makes the new instance; it runs boot and health_check too, and is in service
/// before the old one is terminated (`launch-before-terminate`).
void Service::begin_step(std::uint32_t index, Plan plan, Step step, std::uint64_t cause) {
  const Row& row = rows_[index];
  const Activity& activity = activity_of(index);
  StepContext context = context_of(activity);
  context.batch = place_of(index).number;
  context.attempt = row.attempt;
  context.owner = index;
  context.row_instance = fleet_.name_of(row.instance);
  if (activity.type == ActivityType::ROLLBACK) context.image = row.original_image;
  context.following = following(activity, plan, step);
  if (plan == Plan::reset) {
    return fleet_.start_step(row.instance, step, context, cause);
  }
  Replacement& made = replacement_of(activity, index);
  if (step == Step::launch) {
    made.instance = make_instance(activity.group, row.instance, Record::kNone, index, cause);
  }
  if (step == Step::terminate && !made.in_service) {
    cause = fleet_.set_state(made.instance, LifeCycleState::IN_SERVICE, cause);
    made.in_service = true;
  }
  fleet_.start_step(step == Step::terminate ? row.instance : made.instance, step, context, cause);
}

void Service::on_step_ended(const StepEnd& end) {
  if (end.surge) return surge_step_ended(end);
  const Activity& activity = activity_of(end.owner);
  if (plan_of(activity.settings) == Plan::reset) return reset_ended(end.owner, end);
  replace_ended(end.owner, end);
}

void Service::reset_ended(std::uint32_t row, const StepEnd& end) {
  if (!end.passed()) return row_failed(row, end.step, end.cause, end.fault, end.record);
  advance(row, Plan::reset, place_after(Plan::reset, end.step), end.record);
}

void Service::replace_ended(std::uint32_t index, const StepEnd& end) {
  const Row& row = rows_[index];
  std::uint64_t cause = end.record;
  if (end.passed()) {
    if (end.step != Step::terminate) {
      return advance(index, Plan::replace, place_after(Plan::replace, end.step), cause);
    }
    return row_succeeded(index, fleet_.remove(row.instance, GoneReason::terminated, cause));
  }
  if (end.step == Step::terminate) {
    cause = fleet_.set_state(row.instance, LifeCycleState::TERMINATION_FAILED, cause);
  } else {
    const InstanceId made = replacement(index).instance;
    cause = fleet_.set_state(made, LifeCycleState::CREATION_FAILED, cause);
    cause = fleet_.remove(made, GoneReason::creation_failed, cause);
  }
  row_failed(index, end.step, end.cause, end.fault, cause);
}

void Service::row_succeeded(std::uint32_t index, std::uint64_t cause) {
  ++batch_of(index).successful;
  row_closed(index, set_row(index, RowStatus::SUCCESSFUL, 0, rows_[index].attempt, cause));
}

void Service::row_failed(std::uint32_t index, Step step, FailureCause why, FaultId fault,
                         std::uint64_t cause) {
  ++batch_of(index).failed;
  const std::uint32_t what =
      static_cast<std::uint32_t>(step) + 256 * static_cast<std::uint32_t>(why);
  row_closed(index, set_row(index, RowStatus::FAILED, what, fault.value, cause));
}

/// NOT_FOUND: does not block [D]. In REPLACE a new one in the making goes too.
void Service::row_lost(std::uint32_t index, std::uint64_t cause) {
  const Row& row = rows_[index];
  const bool waiting = row.status == RowStatus::WAITING;
  if (const Replacement made = replacement(index); made.in_the_making()) {
    fleet_.remove(made.instance, GoneReason::abandoned, cause);
  }
  const std::uint64_t record = set_row(index, RowStatus::NOT_FOUND, 0, row.attempt, cause);
  if (!waiting) return row_closed(index, record);
  --batch_of(index).open;
}

/// What follows from the end of a row in flight: its batch's end, a rollback that waited for it.
void Service::row_closed(std::uint32_t index, std::uint64_t cause) {
  const BatchPlace at = place_of(index);
  const ActivityId id = at.activity;
  Activity& activity = activities_[id.value];
  --activity.in_flight;
  if (activity.ended()) fleet_.change_in_activity(activity.group, -1, cause);
  if (--batches_[at.batch].open == 0) end_batch(at.batch, cause);
  const ActivityId next = current_[activity.group.value];
  if (!next.some() || activities_[id.value].in_flight > 0) return;
  if (activities_[next.value].origin == id) await_reaction(next, cause);
}

void Service::end_batch(std::uint32_t index, std::uint64_t cause) {
  const Batch& batch = batches_[index];
  const BatchStatus to = batch.failed == 0       ? BatchStatus::SUCCESSFUL
                         : batch.successful == 0 ? BatchStatus::FAILED
                                                 : BatchStatus::PARTIALLY_SUCCESSFUL;
  const ActivityId id = place_of(batch.first_row).activity;
  const std::uint64_t record = set_batch(index, to, cause);
  if (!activities_[id.value].ended()) fire(id, ActivityTrigger::batch_ends, record);
}

void Service::on_destroyed(InstanceId instance, std::optional<Step> under_way,
                           std::uint64_t record) {
  instance_gone(instance, under_way.value_or(Step::launch), record);
}

/// Tells everything that the instance was part of. It has left the fleet already.
void Service::instance_gone(InstanceId instance, Step under_way, std::uint64_t cause) {
  const Involvement involved = involvement_of(instance);
  if (involved.waiting != Record::kNone) row_lost(involved.waiting, cause);
  if (involved.in_flight != Record::kNone) row_lost(involved.in_flight, cause);
  if (involved.making != Record::kNone) {
    // The fleet has stopped the step that was under way, as failed: `new-instance-destroyed`.
    row_failed(involved.making, under_way, FailureCause::instance_destroyed, FaultId{}, cause);
  }
  if (involved.surge != Record::kNone) {
    const SurgePlace::State was = surge_[involved.surge].state;
    surge_closed(involved.surge, SurgePlace::State::gone,
                 was == SurgePlace::State::launching || was == SurgePlace::State::terminating,
                 cause);
  }
}

}  // namespace refreshsim
