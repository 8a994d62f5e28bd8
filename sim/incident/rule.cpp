#include "sim/incident/rule.h"

#include "sim/incident/rule_of_service.h"

namespace refreshsim {
namespace {

Rule state_rule(const Story& story, const Record& record) {
  const Record& cause = cause_of(story, record);
  switch (static_cast<LifeCycleState>(record.to)) {
    case LifeCycleState::CREATING:
      return {"2", "", "a new instance is CREATING until it is up"};
    case LifeCycleState::IN_SERVICE:
      if (by_call(story, record)) {
        return {"5", "", "ExitStandby puts an instance IN_SERVICE as it is"};
      }
      if (cause.kind == RecordKind::step_ended &&
          static_cast<LifeCycleState>(record.from) == LifeCycleState::CREATING) {
        return {"3", "launch-before-terminate",
                "a new instance is IN_SERVICE when its last step has passed"};
      }
      return {"3", "", "out of standby when its last step has passed"};
    case LifeCycleState::STANDBY:
      if (by_call(story, record)) return {"5", "", "EnterStandby takes an instance out of service"};
      return {"3", "drain-first", "an instance leaves service as its drain starts"};
    case LifeCycleState::TERMINATING:
      return {"3", "", "an instance is out of service as its terminate starts"};
    case LifeCycleState::CREATION_FAILED:
      return {
          "3", "",
          "a new instance whose launch, boot or health_check failed is CREATION_FAILED and gone"};
    case LifeCycleState::TERMINATION_FAILED:
      return {"3", "", "a failed terminate leaves the instance TERMINATION_FAILED"};
  }
  return {};
}

Rule gone_rule(const Record& record) {
  switch (static_cast<GoneReason>(record.to)) {
    case GoneReason::terminated:
      return {"3", "", "an instance is gone when its terminate has passed"};
    case GoneReason::creation_failed:
      return {
          "3", "",
          "a new instance whose launch, boot or health_check failed is CREATION_FAILED and gone"};
    case GoneReason::abandoned:
      return {"3", "", "a new instance in the making goes with the one that it was to replace"};
    case GoneReason::destroyed:
      return {"3", "", "an instance that its owner destroys is gone at once"};
    case GoneReason::detached:
    case GoneReason::removed:
      return {"5", "desired-follows-calls", "detached and removed instances leave at once"};
  }
  return {};
}

Rule health_rule(const Story& story, const Record& record) {
  const bool fault = record.a != Record::kNone;
  const RecordKind cause = cause_of(story, record).kind;
  if (cause == RecordKind::fault_began || cause == RecordKind::fault_ended) {
    return {"3", "", "a timed `unhealthy` holds for its window, or until the next reinstall"};
  }
  if (cause == RecordKind::life_cycle_state) {
    return {"3", "", "a latent defect shows so long after the first entry into service"};
  }
  const bool failed = cause == RecordKind::step_ended && cause_of(story, record).d == 0;
  if (failed) {
    return {"3", "", "an instance whose reinstall, boot or health check failed is not healthy"};
  }
  if (record.to != 0)
    return {"3", "", "an installation makes an instance healthy, unless a fault says otherwise"};
  if (fault) return {"3", "", "a fault decides what an installation brings"};
  return {"3", "", "the fields and the health change when the installation is over"};
}

Rule failure_rule(const Record& record) {
  switch (static_cast<FailureCause>(record.to)) {
    case FailureCause::none:
    case FailureCause::told_to_fail:
      return {"3", "", "a step told to fail does so when its duration is over"};
    case FailureCause::step_timeout:
      return {"3", "", "a step that takes longer than its step_timeout fails then"};
    case FailureCause::image_not_found:
    case FailureCause::image_conflicts:
      return {"3", "missing-image-fails-late",
              "an image that does not exist or conflicts makes the step fail at its end"};
    case FailureCause::health_check_timeout:
      return {"3", "",
              "an unhealthy instance does not pass; after CheckInstanceTargetHealthTimeout the "
              "check fails [D]"};
    case FailureCause::instance_destroyed:
      return {"3", "new-instance-destroyed",
              "a new instance destroyed in the making fails the row"};
  }
  return {};
}

Rule step_rule(const Story& story, const Record& record) {
  const RecordKind cause = cause_of(story, record).kind;
  if (record.d == 2)
    return {"4", "surge-ends-at-once", "what ends breaks off the steps of its instances"};
  if (record.d == 0) return failure_rule(record);
  if (cause == RecordKind::zone_outage) {
    return {"3", "", "in an outage steps stand still, and go on afterwards"};
  }
  if (cause == RecordKind::fault_ended) {
    return {"3", "", "a health check passes at once when the instance turns healthy"};
  }
  return {"3", "", "a step passes when its duration is over"};
}

Rule start_rule(const Record& record) {
  switch (static_cast<Step>(record.to)) {
    case Step::drain:
      return {"3", "drain-first", "drain comes first; it is skipped for an instance in STANDBY"};
    case Step::reinstall:
      return {
          "3", "read-at-reinstall",
          "reinstall reads the five fields as it starts; in a rollback the image is the old one"};
    case Step::boot:
      return {"3", "", "boot follows the installation"};
    case Step::health_check:
      return {"3", "",
              "with CheckInstanceTargetHealth and an application load balancer the health is "
              "checked [D]"};
    case Step::launch:
      return {"3", "read-at-launch",
              "launch creates an instance with the five fields as they are then"};
    case Step::terminate:
      return {"3", "launch-before-terminate",
              "the old one goes when the new one is in service; surge goes last"};
  }
  return {};
}

Rule created_rule(const Record& record) {
  if (record.c != Record::kNone)
    return {"4", "smallest-batch",
            "MaxSurge: extra instances, at most those of the smallest batch [D]"};
  if (record.from != Record::kNone)
    return {"3", "launch-before-terminate", "REPLACE creates a new instance for each"};
  return {"2", "", "the scenario lists it"};
}

}  // namespace

Rule rule_of(const Story& story, const Record& record) {
  switch (record.kind) {
    case RecordKind::group_listed:
      return {"2", "", "the scenario lists it"};
    case RecordKind::instance_created:
      return created_rule(record);
    case RecordKind::life_cycle_state:
      return state_rule(story, record);
    case RecordKind::instance_gone:
      return gone_rule(record);
    case RecordKind::installed:
      return {"3", "", "the fields and the health change when the installation is over"};
    case RecordKind::health:
      return health_rule(story, record);
    case RecordKind::step_started:
      return start_rule(record);
    case RecordKind::step_ended:
      return step_rule(story, record);
    case RecordKind::group_status:
      return {"8", "",
              "the last begun window that is still open decides, else the group's own status"};
    case RecordKind::enabled_status:
      return {"4", "", "a group is DISABLED while it has an activity that has not ended [D]"};
    case RecordKind::in_activity_status:
      if (record.cause == record.sequence) {
        return {"9", "", "an `in_activity` window of the scenario: other scaling activities"};
      }
      return {"5", "",
              "IN_ACTIVITY while surge instances of an ended activity terminate, or rows of an "
              "ended origin are in flight"};
    case RecordKind::desired_capacity:
      return {"5", "desired-follows-calls",
              "standby, detach and remove lower DesiredCapacity, not below MinSize"};
    case RecordKind::configuration_field:
      return {"5", "", "ModifyLaunchConfigurationAttributes holds at once"};
    case RecordKind::software_defined:
      return {"3", "read-at-reinstall", "the five fields are read as the step starts"};
    case RecordKind::activity_created:
    case RecordKind::activity_settings:
      if (static_cast<ActivityType>(record.c) == ActivityType::ROLLBACK &&
          record.a == Record::kNone) {
        return {"4", "",
                "FailProcess AUTO_ROLLBACK: a failed batch starts a rollback, one instance a batch "
                "[D]"};
      }
      return {"4", "", "a call that passes every check makes an activity: INIT"};
    case RecordKind::activity_status:
      return activity_rule(story, record);
    case RecordKind::surge_state:
      return surge_rule(record);
    case RecordKind::batch_status:
      return batch_rule(story, record);
    case RecordKind::row_status:
      return row_rule(story, record);
    case RecordKind::call_made:
      return call_rule(story, record);
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
      return {"9", "", "a timed fault happens at its time"};
    case RecordKind::zone_outage:
      return {
          "3", "",
          "instances of a zone in an outage serve neither well nor badly; steps there stand still"};
  }
  return {};
}

std::string rule_text(const Rule& rule) {
  std::string text = "section " + std::string(rule.section);
  if (!rule.name.empty()) text.append(", `").append(rule.name).append("`");
  return text.append(": ").append(rule.text);
}

}  // namespace refreshsim
