#include "sim/incident/latest.h"

namespace refreshsim {
namespace {

/// The entry of a thing; lists grow as things come up.
template <class Entry>
Entry& entry_of(std::vector<Entry>& list, std::size_t place, const Entry& fresh = {}) {
  if (place >= list.size()) list.resize(place + 1, fresh);
  return list[place];
}

void hear_activity(Latest& latest, const Record& record) {
  LatestOfActivity& activity = entry_of(latest.activities, record.subject);
  const Sequence now = record.sequence;
  if (record.kind == RecordKind::activity_created) {
    activity.created = activity.status = now;
    if (record.b != Record::kNone) {
      entry_of(latest.latest_of_name, record.b, Record::kNone) = record.subject;
    }
  }
  if (record.kind == RecordKind::activity_settings) activity.settings = now;
  if (record.kind == RecordKind::activity_status) activity.status = now;
  if (record.kind == RecordKind::surge_state) activity.surge = now;
  if (record.kind == RecordKind::batch_status) {
    entry_of(activity.batches, record.part - 1, kNoRecord) = now;
  }
  if (record.kind == RecordKind::row_status) {
    entry_of(activity.rows, record.part, kNoRecord) = now;
    entry_of(latest.instances, record.a).row = now;
  }
}

}  // namespace

void Latest::hear(const Record& record) {
  const Sequence now = record.sequence;
  switch (record.kind) {
    case RecordKind::group_listed:
      entry_of(groups, record.subject) = {now, now, kNoRecord, now};
      return;
    case RecordKind::group_status:
      entry_of(groups, record.subject).status = now;
      return;
    case RecordKind::in_activity_status:
      entry_of(groups, record.subject).in_activity = now;
      return;
    case RecordKind::desired_capacity:
      entry_of(groups, record.subject).desired = now;
      return;
    case RecordKind::instance_created:
      entry_of(instances, record.subject).created = now;
      entry_of(instances, record.subject).state = now;
      return;
    case RecordKind::life_cycle_state:
      entry_of(instances, record.subject).state = now;
      return;
    case RecordKind::health:
      entry_of(instances, record.subject).health = now;
      return;
    case RecordKind::installed:
      entry_of(instances, record.subject).installed = now;
      return;
    case RecordKind::instance_gone:
      entry_of(instances, record.subject).gone = now;
      return;
    case RecordKind::step_started:
      entry_of(instances, record.subject).step_started = now;
      entry_of(instances, record.subject).step_ended = kNoRecord;
      return;
    case RecordKind::step_ended:
      entry_of(instances, record.subject).step_ended = now;
      return;
    case RecordKind::zone_outage:
      entry_of(outages, record.subject, kNoRecord) = now;
      return;
    case RecordKind::activity_created:
    case RecordKind::activity_settings:
    case RecordKind::activity_status:
    case RecordKind::surge_state:
    case RecordKind::batch_status:
    case RecordKind::row_status:
      return hear_activity(*this, record);
    case RecordKind::enabled_status:
    case RecordKind::configuration_field:
    case RecordKind::software_defined:
    case RecordKind::call_made:
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
      return;
  }
}

}  // namespace refreshsim
