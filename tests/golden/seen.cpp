#include "tests/golden/seen.h"

namespace refreshsim::golden {

void Seen::hear(std::span<const Record> records) {
  for (const Record& each : records) note(each);
}

/// Where each kind keeps its enums: the list of record kinds in record.h.
void Seen::note(const Record& r) {
  add(r.kind);
  switch (r.kind) {
    case RecordKind::group_listed:
    case RecordKind::group_status:
      return add<GroupStatus>(r.to);
    case RecordKind::instance_created:
    case RecordKind::life_cycle_state:
      return add<LifeCycleState>(r.to);
    case RecordKind::instance_gone:
      return add<GoneReason>(r.to);
    case RecordKind::step_started:
      return add<Step>(r.to);
    case RecordKind::step_ended:
      return add<FailureCause>(r.to);
    case RecordKind::enabled_status:
      return add<EnabledStatus>(r.to);
    case RecordKind::in_activity_status:
      return add<InActivityStatus>(r.to);
    case RecordKind::configuration_field:
      return add<Field>(r.part);
    case RecordKind::activity_created:
      add<ActivityStatus>(r.to);
      add<ActivityType>(r.c);
      return add<RefreshMode>(r.d);
    case RecordKind::activity_settings:
      add<BatchPause>(r.from);
      return add<FailProcess>(r.to);
    case RecordKind::activity_status:
      return add<ActivityStatus>(r.to);
    case RecordKind::surge_state:
      add<SurgeState>(r.from);
      return add<SurgeState>(r.to);
    case RecordKind::batch_status:
      return add<BatchStatus>(r.to);
    case RecordKind::row_status:
      return add<RowStatus>(r.to);
    case RecordKind::call_made:
      codes.insert(static_cast<ErrorCode>(r.to));
      return add<Action>(r.b);
    case RecordKind::installed:
    case RecordKind::health:
    case RecordKind::desired_capacity:
    case RecordKind::software_defined:
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
    case RecordKind::zone_outage:
      return;
  }
}

void Seen::look_at(const Shipped& shipped) {
  const Scenario& scenario = shipped.scenario;
  for (const ScalingGroup& group : scenario.groups) add(group.load_balancer);
  for (const Distribution& law : scenario.timing) add(law.kind);
  for (const Fault& fault : scenario.faults) {
    add(fault.kind);
    faults += fault.text + "\n";
  }
  for (const Expectation& each : scenario.expectations) statistics.insert(each.statistic);
  for (const CallView& made : shipped.result.calls) {
    look_at(scenario.calls[made.call.value], made);
  }
}

void Seen::look_at(const Call& call, const CallView& made) {
  if (call.when) {
    triggers.insert(call.when->kind);
    delays.insert(call.after.kind);
  }
  if (call.action != Action::ResumeInstanceRefresh || !made.code.empty()) return;
  const Value* mode = made.request.find("ResumeMode");
  const bool given = mode != nullptr && mode->text() != nullptr;
  const auto known = given ? parse<ResumeMode>(*mode->text()) : ResumeMode::RETRY;
  if (known) add(*known);
}

}  // namespace refreshsim::golden
