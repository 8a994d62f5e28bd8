// MaxSurge: extra instances for the time of a refresh (model.md, section 4).
#include "sim/service/service.h"

namespace refreshsim {

std::span<SurgePlace> Service::surge_places(const Activity& activity) {
  return {surge_.data() + activity.first_surge, activity.settings.max_surge};
}

std::span<const SurgePlace> Service::surge_places(const Activity& activity) const {
  return {surge_.data() + activity.first_surge, activity.settings.max_surge};
}

bool Service::surge_failed(const Activity& activity) const {
  return activity.surge == SurgeState::scale_out_failed ||
         activity.surge == SurgeState::scale_in_failed;
}

void Service::set_surge(ActivityId id, SurgeState to, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  facts_.emit({.kind = RecordKind::surge_state,
               .group = activity.group.value,
               .subject = id.value,
               .from = static_cast<std::uint32_t>(activity.surge),
               .to = static_cast<std::uint32_t>(to)},
              cause);
  activity.surge = to;
}

/// Launches what is not there yet; after a failure that is what failed [D].
void Service::start_scale_out(ActivityId id, std::uint64_t cause) {
  set_surge(id, SurgeState::scaling_out, cause);
  const std::uint32_t first = activities_[id.value].first_surge;
  const std::uint32_t count = activities_[id.value].settings.max_surge;
  const Fleet::Together together(fleet_, count);
  for (std::uint32_t place = first; place < first + count; ++place) {
    const SurgePlace::State state = surge_[place].state;
    if (state == SurgePlace::State::unborn || state == SurgePlace::State::launch_failed) {
      ++activities_[id.value].surge_in_flight;
      launch_surge(place, cause);
    }
  }
}

/// Terminates what is there; after a failure that is what could not be terminated [D].
void Service::start_scale_in(ActivityId id, std::uint64_t cause) {
  set_surge(id, SurgeState::scaling_in, cause);
  const std::uint32_t first = activities_[id.value].first_surge;
  const std::uint32_t count = activities_[id.value].settings.max_surge;
  const Fleet::Together together(fleet_, count);
  for (std::uint32_t place = first; place < first + count; ++place) {
    const SurgePlace::State state = surge_[place].state;
    if (state == SurgePlace::State::up || state == SurgePlace::State::termination_failed) {
      ++activities_[id.value].surge_in_flight;
      terminate_surge(place, cause);
    }
  }
  if (activities_[id.value].surge_in_flight > 0) return;
  set_surge(id, SurgeState::scaled_in, cause);
  fire(id, ActivityTrigger::scaling_ends, cause);
}

void Service::launch_surge(std::uint32_t index, std::uint64_t cause) {
  SurgePlace& place = surge_[index];
  ++place.launches;
  place.state = SurgePlace::State::launching;
  const GroupId group = activities_[place.activity.value].group;
  place.instance = make_instance(group, InstanceId{}, place.place, index, cause);
  begin_surge_step(index, Plan::surge_out, 0, cause);
}

void Service::terminate_surge(std::uint32_t index, std::uint64_t cause) {
  ++surge_[index].terminations;
  surge_[index].state = SurgePlace::State::terminating;
  begin_surge_step(index, Plan::surge_in, 0, cause);
}

/// Starts the plan's next step from `from` on, counted within the plan, that is not skipped; when
/// none is left the instance is up, or gone.
void Service::begin_surge_step(std::uint32_t index, Plan plan, std::size_t from,
                               std::uint64_t cause) {
  const SurgePlace& place = surge_[index];
  const Activity& activity = activities_[place.activity.value];
  std::size_t number = 0;
  for (const PlannedStep& step : kPlannedSteps) {
    if (step.plan != plan || number++ < from) continue;
    if (skipped(step.skip, activity, place.instance)) continue;
    StepContext context = context_of(activity);
    context.attempt = plan == Plan::surge_out ? place.launches : place.terminations;
    context.owner = index;
    context.row_instance = fleet_.name_of(place.instance);
    context.following = following(activity, plan, step.step);
    context.surge_subject = fleet_.group(activity.group).first_ordinal + place.place;
    return fleet_.start_step(place.instance, step.step, context, cause);
  }
  if (plan == Plan::surge_out) {
    cause = fleet_.set_state(place.instance, LifeCycleState::IN_SERVICE, cause);
    return surge_closed(index, SurgePlace::State::up, true, cause);
  }
  cause = fleet_.remove(place.instance, GoneReason::terminated, cause);
  surge_closed(index, SurgePlace::State::gone, true, cause);
}

void Service::surge_step_ended(const StepEnd& end) {
  const Plan plan = end.step == Step::terminate ? Plan::surge_in : Plan::surge_out;
  if (end.passed()) {
    std::size_t number = 0;
    for (const PlannedStep& step : kPlannedSteps) {
      if (step.plan != plan) continue;
      ++number;
      if (step.step == end.step) break;
    }
    return begin_surge_step(end.owner, plan, number, end.record);
  }
  std::uint64_t cause = end.record;
  if (plan == Plan::surge_in) {
    cause = fleet_.set_state(end.instance, LifeCycleState::TERMINATION_FAILED, cause);
    return surge_closed(end.owner, SurgePlace::State::termination_failed, true, cause);
  }
  cause = fleet_.set_state(end.instance, LifeCycleState::CREATION_FAILED, cause);
  cause = fleet_.remove(end.instance, GoneReason::creation_failed, cause);
  surge_closed(end.owner, SurgePlace::State::launch_failed, true, cause);
}

/// A surge place has come to rest. A scaling ends when none of its instances is under way.
void Service::surge_closed(std::uint32_t index, SurgePlace::State to, bool was_in_flight,
                           std::uint64_t cause) {
  SurgePlace& place = surge_[index];
  place.state = to;
  Activity& activity = activities_[place.activity.value];
  if (!was_in_flight) return;
  if (activity.ended()) return fleet_.change_in_activity(activity.group, -1, cause);
  if (--activity.surge_in_flight > 0) return;
  bool failed = false;
  for (const SurgePlace& each : surge_places(activity)) {
    failed = failed || each.state == SurgePlace::State::launch_failed ||
             each.state == SurgePlace::State::termination_failed;
  }
  const bool out = activity.surge == SurgeState::scaling_out;
  const SurgeState result = out ? (failed ? SurgeState::scale_out_failed : SurgeState::scaled_out)
                                : (failed ? SurgeState::scale_in_failed : SurgeState::scaled_in);
  set_surge(place.activity, result, cause);
  fire(place.activity, ActivityTrigger::scaling_ends, cause);
}

/// `surge-ends-at-once`: the activity has ended; what is left of its surge is terminated, and what
/// could not be terminated before stays.
void Service::end_surge(ActivityId id, std::uint64_t cause) {
  Activity& activity = activities_[id.value];
  activity.surge_in_flight = 0;
  for (std::uint32_t i = 0; i < activity.settings.max_surge; ++i) {
    const std::uint32_t index = activity.first_surge + i;
    const SurgePlace& place = surge_[index];
    if (place.state != SurgePlace::State::launching && place.state != SurgePlace::State::up) {
      continue;
    }
    fleet_.stop_step(place.instance, FailureCause::none, cause);
    fleet_.change_in_activity(activity.group, 1, cause);
    terminate_surge(index, cause);
  }
}

}  // namespace refreshsim
