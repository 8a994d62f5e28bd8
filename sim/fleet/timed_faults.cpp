// Faults that the scenario puts at a time, their ends, and latent defects (phase `fault`). Each is
// a fact even if it changes nothing; an end takes away only what its own beginning did.
#include <algorithm>

#include "sim/fleet/fleet.h"

namespace refreshsim {
namespace {

Event at(std::int64_t time_ms, EventKind kind, std::uint64_t order, std::uint32_t target,
         std::uint64_t cause) {
  Event event;
  event.time_ms = time_ms;
  event.order = order;
  event.tag = cause;
  event.target = target;
  event.kind = kind;
  return event;
}

}  // namespace

void Fleet::schedule_timed() {
  for (std::uint32_t i = 0; i < scenario_.faults.size(); ++i) {
    const Fault& fault = scenario_.faults[i];
    if (!fault.timed()) continue;
    queue_.push(at(ms(fault.at), EventKind::fault_begins, Order::fault(i, false), i, 0));
  }
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    const auto& windows = scenario_.groups[group].in_activity;
    for (std::uint32_t i = 0; i < windows.size(); ++i) {
      const std::uint64_t order = Order::window(group, i);
      queue_.push(at(ms(windows[i].from), EventKind::window_begins, order, group, 0));
    }
  }
}

void Fleet::handle(const Event& event) {
  switch (event.kind) {
    case EventKind::step_completes:
      return complete(event);
    case EventKind::step_times_out:
      return time_out(event);
    case EventKind::window_begins:
    case EventKind::window_ends:
      return window(event);
    case EventKind::fault_begins:
      return begin_fault(FaultId{event.target});
    case EventKind::fault_ends:
      return end_fault(FaultId{event.target}, event.tag);
    case EventKind::defect_shows:
      return show_defect(event);
    case EventKind::call_is_made:
    case EventKind::activity_reacts:
      return;
  }
}

void Fleet::window(const Event& event) {
  const GroupId group{event.target};
  const std::uint32_t place = Order::low_of(event.order) & (Order::kMaxMembers - 1);
  const bool begins = event.kind == EventKind::window_begins;
  change_in_activity(group, begins ? 1 : -1, facts_.next());
  if (!begins) return;
  const Window& open = scenario_.groups[group.value].in_activity[place];
  queue_.push(at(ms(open.to), EventKind::window_ends, event.order, group.value, 0));
}

void Fleet::begin_fault(FaultId id) {
  const Fault& fault = scenario_.faults[id.value];
  switch (fault.kind) {
    case FaultKind::remove:
      destroy(id);
      break;
    case FaultKind::unhealthy_for:
      begin_unhealthy(id);
      break;
    case FaultKind::outage:
      begin_outage(id);
      break;
    case FaultKind::group_status:
      begin_status(id);
      break;
    case FaultKind::fail:
    case FaultKind::hang:
    case FaultKind::delay:
    case FaultKind::takes:
    case FaultKind::fail_after:
    case FaultKind::unhealthy:
    case FaultKind::unhealthy_after:
      return;
  }
  if (!fault.lasts) return;
  const std::int64_t end = ms(fault.at) + ms(*fault.lasts);
  queue_.push(at(end, EventKind::fault_ends, Order::fault(id.value, true), id.value,
                 fault_states_[id.value].began));
}

void Fleet::end_fault(FaultId id, std::uint64_t cause) {
  switch (scenario_.faults[id.value].kind) {
    case FaultKind::unhealthy_for:
      return end_unhealthy(id, cause);
    case FaultKind::outage:
      return end_outage(id, cause);
    case FaultKind::group_status:
      return end_status(id, cause);
    case FaultKind::remove:
    case FaultKind::fail:
    case FaultKind::hang:
    case FaultKind::delay:
    case FaultKind::takes:
    case FaultKind::fail_after:
    case FaultKind::unhealthy:
    case FaultKind::unhealthy_after:
      return;
  }
}

std::uint64_t Fleet::note_fault(FaultId id, RecordKind kind, GroupId group, std::uint32_t part,
                                bool changes, std::uint64_t cause) {
  return facts_.emit({.kind = kind,
                      .group = group.value,
                      .subject = id.value,
                      .part = part,
                      .to = changes ? 1u : 0u},
                     cause);
}

void Fleet::destroy(FaultId id) {
  const InstanceId instance = find(scenario_.faults[id.value].instance);
  const bool there = instance.some() && !instances_[instance.value].gone;
  const GroupId group = instance.some() ? instances_[instance.value].group() : GroupId{};
  const std::uint64_t record =
      note_fault(id, RecordKind::fault_began, group, instance.value, there, facts_.next());
  if (!there) return;
  vanish(instance, record);
}

void Fleet::vanish(InstanceId id, std::uint64_t cause) {
  release(id);
  const std::optional<Step> under_way = step_of(id);
  observer_->on_destroyed(id, under_way, remove(id, GoneReason::destroyed, cause));
}

void Fleet::begin_unhealthy(FaultId id) {
  const InstanceId instance = find(scenario_.faults[id.value].instance);
  const bool there = instance.some() && !instances_[instance.value].gone;
  const bool before = there && instances_[instance.value].healthy();
  const GroupId group = instance.some() ? instances_[instance.value].group() : GroupId{};
  FaultState& state = fault_states_[id.value];
  state.began =
      note_fault(id, RecordKind::fault_began, group, instance.value, before, facts_.next());
  if (!there) return;
  release(instance);
  state.instance = instance;
  const Hold hold{instance, id};
  holds_.insert(std::upper_bound(holds_.begin(), holds_.end(), hold), hold);
  instances_[instance.value].held = 1;
  note_health(instance, before, id, state.began);
}

std::size_t Fleet::holds_on(InstanceId id) const {
  const auto by_instance = [](const auto& a, const auto& b) { return a.instance < b.instance; };
  const auto [first, last] =
      std::equal_range(holds_.begin(), holds_.end(), Hold{id, FaultId{}}, by_instance);
  return static_cast<std::size_t>(std::distance(first, last));
}

/// An installation: what held the instance down is gone with the old one.
void Fleet::let_go(InstanceId id) {
  std::erase_if(holds_, [id](const Hold& each) { return each.instance == id; });
  instances_[id.value].held = 0;
}

void Fleet::end_unhealthy(FaultId id, std::uint64_t cause) {
  const FaultState state = fault_states_[id.value];
  const Hold hold{state.instance, id};
  const auto found = std::lower_bound(holds_.begin(), holds_.end(), hold);
  bool changes = false;
  if (found != holds_.end() && *found == hold) {
    holds_.erase(found);
    Instance& it = instances_[state.instance.value];
    it.held = holds_on(state.instance) > 0;
    changes = !it.gone && it.healthy();
  }
  const GroupId group =
      state.instance.some() ? instances_[state.instance.value].group() : GroupId{};
  const std::uint64_t record =
      note_fault(id, RecordKind::fault_ended, group, state.instance.value, changes, cause);
  if (!changes) return;
  note_health(state.instance, false, id, record);
  pass_waiting(state.instance, record);
}

/// A health check that only waited for the instance to become healthy passes at once, unless its
/// zone is in an outage.
void Fleet::pass_waiting(InstanceId id, std::uint64_t cause) {
  const Instance& instance = instances_[id.value];
  if (instance.job == Instance::kNone || instance.job == Instance::kOnCourse) return;
  if (!instance.healthy()) return;
  const Job& job = jobs_[instance.job];
  if (job.waiting && !job.stalled) finish(id, FailureCause::none, FaultId{}, cause);
}

void Fleet::begin_outage(FaultId id) {
  const ZoneId zone = scenario_.faults[id.value].zone;
  release(zone);
  const bool changes = outages_[zone.value]++ == 0;
  FaultState& state = fault_states_[id.value];
  state.began =
      note_fault(id, RecordKind::fault_began, GroupId{}, zone.value, changes, facts_.next());
  if (!changes) return;
  stall(zone, facts_.emit({.kind = RecordKind::zone_outage, .subject = zone.value, .to = 1},
                          state.began));
}

void Fleet::end_outage(FaultId id, std::uint64_t cause) {
  const ZoneId zone = scenario_.faults[id.value].zone;
  const bool changes = --outages_[zone.value] == 0;
  const std::uint64_t record =
      note_fault(id, RecordKind::fault_ended, GroupId{}, zone.value, changes, cause);
  if (!changes) return;
  go_on(zone,
        facts_.emit({.kind = RecordKind::zone_outage, .subject = zone.value, .from = 1}, record));
}

/// Steps in the zone stand still; their timeouts keep counting.
void Fleet::stall(ZoneId zone, std::uint64_t cause) {
  for (Job& job : jobs_) {
    if (!job.active || instances_[job.instance.value].zone() != zone) continue;
    job.stalled = true;
    if (job.due_ms != Job::kNever) job.due_ms -= facts_.now_ms();
    if (!job.waiting) schedule(job, cause);
  }
}

/// Steps in the zone go on; health checks that only waited for its end pass, in the order of the
/// instances.
void Fleet::go_on(ZoneId zone, std::uint64_t cause) {
  passing_.clear();
  for (Job& job : jobs_) {
    if (!job.active || instances_[job.instance.value].zone() != zone) continue;
    job.stalled = false;
    if (job.due_ms != Job::kNever) job.due_ms += facts_.now_ms();
    if (job.waiting) {
      passing_.push_back(job.instance);
    } else {
      schedule(job, cause);
    }
  }
  std::sort(passing_.begin(), passing_.end(), [this](InstanceId left, InstanceId right) {
    const Instance& a = instances_[left.value];
    const Instance& b = instances_[right.value];
    return Order::member(a.group_number, position_of(left)) <
           Order::member(b.group_number, position_of(right));
  });
  for (const InstanceId id : passing_) pass_waiting(id, cause);
}

void Fleet::begin_status(FaultId id) {
  const Fault& fault = scenario_.faults[id.value];
  Group& group = groups_[fault.group.value];
  group.status_windows.push_back(id);
  fault_states_[id.value].began = note_fault(id, RecordKind::fault_began, fault.group, 0,
                                             group.status != fault.status, facts_.next());
  apply_status(fault.group, fault_states_[id.value].began);
}

void Fleet::end_status(FaultId id, std::uint64_t cause) {
  const GroupId group = scenario_.faults[id.value].group;
  auto& windows = groups_[group.value].status_windows;
  const bool decides = windows.back() == id;
  windows.erase(std::find(windows.begin(), windows.end(), id));
  apply_status(group, note_fault(id, RecordKind::fault_ended, group, 0, decides, cause));
}

/// The last begun window that is still open decides; without one, the group's own status.
void Fleet::apply_status(GroupId id, std::uint64_t cause) {
  Group& group = groups_[id.value];
  const GroupStatus to = group.status_windows.empty()
                             ? scenario_.groups[id.value].status
                             : scenario_.faults[group.status_windows.back().value].status;
  if (to == group.status) return;
  facts_.emit({.kind = RecordKind::group_status,
               .group = id.value,
               .subject = id.value,
               .from = static_cast<std::uint32_t>(group.status),
               .to = static_cast<std::uint32_t>(to)},
              cause);
  group.status = to;
}

/// "From the first entry into service after the installation."
void Fleet::arm_defect(InstanceId id, std::uint64_t cause) {
  if (id.value >= defects_.size()) return;
  LatentDefect& defect = defects_[id.value];
  if (!defect.fault.some() || defect.cause != LatentDefect::kIdle) return;
  defect.cause = cause;
  const Instance& instance = instances_[id.value];
  const std::int64_t shows = facts_.now_ms() + ms(scenario_.faults[defect.fault.value].length);
  queue_.push(at(shows, EventKind::defect_shows,
                 Order::defect(defect.fault.value, instance.group_number, position_of(id)),
                 id.value, cause));
}

void Fleet::show_defect(const Event& event) {
  const InstanceId id{event.target};
  Instance& instance = instances_[id.value];
  if (instance.gone || defects_[id.value].cause != event.tag) return;
  release(id);
  const bool before = instance.healthy();
  const FaultId fault = defects_[id.value].fault;
  defects_[id.value] = {};
  instance.bad = true;
  note_health(id, before, fault, event.tag);
}

}  // namespace refreshsim
