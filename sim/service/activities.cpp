// One activity: the machine that runs the transition table, its ends (model.md, 4 and 6).
#include "sim/base/check.h"
#include "sim/service/service.h"

namespace refreshsim {

Service::Service(const Scenario& scenario, EventQueue& queue, FactStream& facts, Fleet& fleet)
    : scenario_(scenario), queue_(queue), facts_(facts), fleet_(fleet) {}

void Service::reset() {
  activities_.clear();
  rows_.clear();
  batches_.clear();
  surge_.clear();
  replacements_.clear();
  made_for_.clear();
  current_.assign(scenario_.groups.size(), ActivityId{});
  latest_of_group_.assign(scenario_.groups.size(), ActivityId{});
  activities_of_group_.assign(scenario_.groups.size(), 0);
  latest_by_name_.assign(scenario_.activity_names.size(), ActivityId{});
  by_id_.clear();
  next_activity_number_ = 1;
  next_scaling_activity_ = 1;
  rates_.fill({});
  found_at_ = kStale;
  latest_place_ = {};
}

std::span<const Row> Service::rows(ActivityId id) const {
  const Activity& activity = activities_[id.value];
  return {rows_.data() + activity.first_row, activity.rows};
}

std::span<const Batch> Service::batches(ActivityId id) const {
  const Activity& activity = activities_[id.value];
  return {batches_.data() + activity.first_batch, activity.settings.batch_number};
}

void Service::react(const Event& event) {
  Activity& activity = activities_[event.target];
  if (activity.pending != event.tag) return;
  activity.pending = Activity::kNoReaction;
  fire(ActivityId{event.target}, ActivityTrigger::reacts, event.tag);
}

void Service::await_reaction(ActivityId id, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  REFRESHSIM_CHECK(activity.pending == Activity::kNoReaction, "one pending reaction an activity");
  activity.pending = cause;
  Event event;
  event.time_ms = facts_.now_ms();
  event.order = Order::reaction(id.value);
  event.tag = cause;
  event.target = id.value;
  event.kind = EventKind::activity_reacts;
  queue_.push(event);
}

const ActivityTransition* Service::transition(const Activity& activity,
                                              ActivityTrigger trigger) const {
  for (const ActivityTransition& row : activity_machine::kTransitions) {
    if (row.from == activity.state && row.trigger == trigger && holds(row.guard, activity)) {
      return &row;
    }
  }
  return nullptr;
}

void Service::fire(ActivityId id, ActivityTrigger trigger, std::uint64_t cause) {
  const ActivityTransition* row = transition(activities_[id.value], trigger);
  REFRESHSIM_CHECK(row != nullptr, "a trigger in a state that does not know it");
  if (taken_ != nullptr) {
    const auto number = row - activity_machine::kTransitions.data();
    taken_->push_back({id, static_cast<std::uint32_t>(number)});
  }
  perform(row->action, id, enter(id, row->to, cause));
}

/// Takes the new state; a change of the service's status is a fact, and withdraws what was pending.
std::uint64_t Service::enter(ActivityId id, ActivityState to, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  const ActivityStatus before = activity.status();
  activity.state = to;
  if (activity.status() == before) return cause;
  activity.pending = Activity::kNoReaction;
  const std::uint64_t record = facts_.emit({.kind = RecordKind::activity_status,
                                            .group = activity.group.value,
                                            .subject = id.value,
                                            .from = static_cast<std::uint32_t>(before),
                                            .to = static_cast<std::uint32_t>(activity.status()),
                                            .a = activity.current_batch},
                                           cause);
  if (activity.ended()) {
    current_[activity.group.value] = ActivityId{};
    fleet_.change_in_activity(activity.group, static_cast<int>(activity.in_flight), record);
  }
  return record;
}

bool Service::batch_failed(const Activity& activity) const {
  return activity.current_batch > 0 &&
         batches_[activity.first_batch + activity.current_batch - 1].failed > 0;
}

bool Service::last_batch_begun(const Activity& activity) const {
  return activity.current_batch == activity.settings.batch_number;
}

bool Service::holds(ActivityGuard guard, const Activity& activity) const {
  const bool pauses = activity.settings.fail_process == FailProcess::AUTO_PAUSE;
  const bool surge = activity.settings.max_surge > 0;
  switch (guard) {
    case ActivityGuard::always:
      return true;
    case ActivityGuard::is_rollback:
      return activity.type == ActivityType::ROLLBACK;
    case ActivityGuard::surge_wanted:
      return surge && activity.surge == SurgeState::none;
    case ActivityGuard::scaling_failed_pauses:
      return surge_failed(activity) && pauses;
    case ActivityGuard::scaling_failed:
      return surge_failed(activity);
    case ActivityGuard::batch_failed_pauses:
      return batch_failed(activity) && pauses;
    case ActivityGuard::batch_failed_rolls_back:
      return batch_failed(activity) &&
             activity.settings.fail_process == FailProcess::AUTO_ROLLBACK &&
             activity.type == ActivityType::NORMAL &&
             activity.settings.mode == RefreshMode::ROLLING_UPDATE_RESET &&
             !eligible_for_rollback(latest_of_group_[activity.group.value]).instances.empty();
    case ActivityGuard::batch_failed_in_rollback:
      return batch_failed(activity) && activity.type == ActivityType::ROLLBACK;
    case ActivityGuard::batch_failed:
      return batch_failed(activity);
    case ActivityGuard::all_done:
      return !batch_failed(activity) && last_batch_begun(activity) && !surge;
    case ActivityGuard::no_batch_left:
      return last_batch_begun(activity) && surge;
    case ActivityGuard::no_batch_left_at_all:
      return last_batch_begun(activity) && !surge;
    case ActivityGuard::pause_due:
      return activity.settings.batch_pause == BatchPause::BATCH_INTERVAL_PAUSE ||
             (activity.settings.batch_pause == BatchPause::FIRST_BATCH_PAUSE &&
              activity.current_batch == 1);
    case ActivityGuard::surge_in_flight:
      return activity.surge_in_flight > 0;
    case ActivityGuard::rows_in_flight:
      return activity.in_flight > 0;
    case ActivityGuard::nothing_in_flight:
      return activity.in_flight == 0 && activity.surge_in_flight == 0;
    case ActivityGuard::scale_out_failed:
      return activity.surge == SurgeState::scale_out_failed;
    case ActivityGuard::retry_due:
      return activity.resume_mode == ResumeMode::RETRY && batch_failed(activity);
  }
  return false;
}

void Service::perform(ActivityAction action, ActivityId id, std::uint64_t cause) {
  switch (action) {
    case ActivityAction::nothing:
      return;
    case ActivityAction::await_reaction:
      return await_reaction(id, cause);
    case ActivityAction::start_scale_out:
      return start_scale_out(id, cause);
    case ActivityAction::start_batch:
      return start_batch(id, cause);
    case ActivityAction::retry_rows:
      return retry_rows(id, cause);
    case ActivityAction::start_scale_in:
      return start_scale_in(id, cause);
    case ActivityAction::finish:
      return finish(id, cause);
    case ActivityAction::cancel:
      cancel_waiting(id, cause);
      return finish(id, cause);
    case ActivityAction::roll_back:
      cancel_waiting(id, cause);
      return roll_back_by_itself(id, cause);
    case ActivityAction::give_way:
      return cancel_waiting(id, cause);
  }
}

void Service::finish(ActivityId id, std::uint64_t cause) {
  fleet_.set_enabled(activities_[id.value].group, EnabledStatus::ENABLED, cause);
}

/// WAITING rows and batches → CANCELLED, surge instances are terminated; what has ended stays.
void Service::cancel_waiting(ActivityId id, std::uint64_t cause) {
  const Activity& activity = activities_[id.value];
  for (std::uint32_t i = 0; i < activity.settings.batch_number; ++i) {
    const std::uint32_t batch = activity.first_batch + i;
    if (batches_[batch].status == BatchStatus::WAITING) {
      set_batch(batch, BatchStatus::CANCELLED, cause);
    }
  }
  for (std::uint32_t row = activity.first_row; row < activity.first_row + activity.rows; ++row) {
    if (rows_[row].status != RowStatus::WAITING) continue;
    set_row(row, RowStatus::CANCELLED, 0, 0, cause);
  }
  end_surge(id, cause);
}

/// The rows that form a rollback: all but those that never started and those whose instance is
/// gone.
Service::Plans& Service::eligible_for_rollback(ActivityId origin) const {
  Plans& plans = found_;
  found_at_ = kStale;
  plans.instances.clear();
  plans.original_images.clear();
  for (const Row& row : rows(origin)) {
    const bool took_part =
        row.status == RowStatus::SUCCESSFUL || row.status == RowStatus::FAILED || row.in_flight();
    if (!took_part || fleet_[row.instance].gone) continue;
    plans.instances.push_back(row.instance);
    plans.original_images.push_back(row.original_image);
  }
  return plans;
}

/// AUTO_ROLLBACK: one batch an instance, the origin's health-check settings [D], AUTO_PAUSE [A].
void Service::roll_back_by_itself(ActivityId id, std::uint64_t cause) {
  const Activity& origin = activities_[id.value];
  std::swap(accepted_, eligible_for_rollback(id));
  RefreshSettings settings;
  settings.batch_number = static_cast<std::uint32_t>(accepted_.instances.size());
  settings.check_health = origin.settings.check_health;
  settings.check_health_timeout_s = origin.settings.check_health_timeout_s;
  const NameId name = origin.name.some() ? Scenario::rollback_of(origin.name) : NameId{};
  accept(origin.group, settings, ActivityType::ROLLBACK, id, CallId{}, name, "", accepted_, cause);
  forget_plans();
}

}  // namespace refreshsim
