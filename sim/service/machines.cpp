// The tables that the simulator runs, as texts.
#include "refreshsim/table.h"
#include "sim/service/activity_machine.h"
#include "sim/service/status_machines.h"

namespace refreshsim {
namespace {

template <NamedEnum E>
std::vector<StateRow> states() {
  std::vector<StateRow> all;
  for (const E state : values<E>()) all.push_back({name(state), meaning(state)});
  return all;
}

template <class Status, std::size_t N>
MachineTable status_machine(std::string_view title, std::string_view doc,
                            const std::array<StatusChange<Status>, N>& changes,
                            std::vector<std::string_view> initial,
                            std::vector<std::string_view> final) {
  MachineTable table{title, doc, states<Status>(), {}, std::move(initial), std::move(final)};
  for (const StatusChange<Status>& change : changes) {
    table.rows.push_back({name(change.from), change.trigger, "", name(change.to), ""});
  }
  return table;
}

MachineTable activity() {
  MachineTable table{"activity",
                     "a refresh activity; a state's meaning begins with the Status it shows",
                     states<ActivityState>(),
                     {},
                     {name(ActivityState::accepted)},
                     {name(ActivityState::successful), name(ActivityState::cancelled),
                      name(ActivityState::failed)}};
  for (const ActivityTransition& row : activity_machine::kTransitions) {
    table.rows.push_back({name(row.from), meaning(row.trigger), meaning(row.guard), name(row.to),
                          meaning(row.action)});
  }
  return table;
}

/// A plan's steps as a machine: a step that passes leads to the next, one that fails ends it. A
/// skipped step is one that the guard leads around.
void add_steps(MachineTable& table, Plan plan, std::string_view begin, std::string_view failed) {
  std::string_view from = begin;
  std::string_view trigger = "starts";
  const PlannedStep* skipped = nullptr;
  std::string_view before_skipped;
  for (const PlannedStep& step : kPlannedSteps) {
    if (step.plan != plan) continue;
    table.rows.push_back({from, trigger, "", name(step.step), ""});
    if (skipped != nullptr) {
      table.rows.push_back({before_skipped, "passes", meaning(skipped->skip), name(step.step), ""});
    }
    skipped = step.skip == Skip::never ? nullptr : &step;
    before_skipped = from;
    table.rows.push_back({name(step.step), "fails", "", failed, ""});
    from = name(step.step);
    trigger = "passes";
  }
  table.rows.push_back({from, trigger, "", "done", ""});
  if (skipped != nullptr) {
    table.rows.push_back({before_skipped, "passes", meaning(skipped->skip), "done", ""});
  }
}

MachineTable plan(Plan which) {
  MachineTable table{name(which), meaning(which), {}, {}, {"begin"}, {"done", "failed"}};
  table.states.push_back({"begin", "INIT"});
  for (const PlannedStep& step : kPlannedSteps) {
    if (step.plan == which) table.states.push_back({name(step.step), meaning(step.step)});
  }
  table.states.push_back({"done", "every step has passed"});
  table.states.push_back({"failed", "a step has failed"});
  add_steps(table, which, "begin", "failed");
  return table;
}

}  // namespace

std::vector<MachineTable> machines() {
  std::vector<MachineTable> all{activity()};
  all.push_back(status_machine("batch", "RefreshBatchStatus", kBatchChanges,
                               {name(BatchStatus::WAITING)},
                               {name(BatchStatus::SUCCESSFUL), name(BatchStatus::CANCELLED)}));
  all.push_back(status_machine(
      "row", "InstanceStatus of an instance in a batch", kRowChanges, {name(RowStatus::WAITING)},
      {name(RowStatus::SUCCESSFUL), name(RowStatus::CANCELLED), name(RowStatus::NOT_FOUND)}));
  all.push_back(status_machine(
      "instance", "LifeCycleState", kLifeCycleChanges,
      {name(LifeCycleState::CREATING), name(LifeCycleState::IN_SERVICE)},
      {name(LifeCycleState::CREATION_FAILED), name(LifeCycleState::TERMINATION_FAILED)}));
  for (const Plan which : values<Plan>()) all.push_back(plan(which));
  return all;
}

}  // namespace refreshsim
