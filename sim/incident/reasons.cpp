#include "sim/incident/reasons.h"

#include <algorithm>

namespace refreshsim {
namespace {

/// The FAILED rows of a batch, by the records that made them so.
std::vector<Sequence> failed_rows(const Story& story, const Record& batch) {
  const Latest latest = story.before(batch.sequence);
  std::vector<Sequence> found;
  for (const Sequence row : latest.activities[batch.subject].rows) {
    if (row == kNoRecord || story[row].b != batch.part) continue;
    if (static_cast<RowStatus>(story[row].to) == RowStatus::FAILED) found.push_back(row);
  }
  return found;
}

/// What made the instance unhealthy that a check found so.
std::vector<Sequence> bad_health(const Story& story, const Record& step) {
  for (Sequence i = step.sequence; i-- > 0;) {
    const Record& each = story[i];
    if (each.subject != step.subject) continue;
    if (each.kind == RecordKind::instance_created) return {};
    if (each.kind != RecordKind::health) continue;
    return each.to != 0 ? std::vector<Sequence>() : std::vector<Sequence>{i};
  }
  return {};
}

/// The failed surge steps of a scaling: those after it began.
std::vector<Sequence> failed_surge(const Story& story, const Record& surge) {
  std::vector<Sequence> found;
  for (Sequence i = surge.sequence; i-- > 0;) {
    const Record& each = story[i];
    if (each.kind == RecordKind::surge_state && each.subject == surge.subject) break;
    const bool step = each.kind == RecordKind::step_ended && each.part == surge.subject;
    if (step && each.b == 0 && each.d == 0) found.push_back(i);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

/// A rollback that waited: the origin's rows in flight when it was accepted.
std::vector<Sequence> waited_for(const Story& story, const Record& status) {
  if (static_cast<ActivityStatus>(status.from) != ActivityStatus::INIT) return {};
  const Latest latest = story.before(status.sequence);
  const Record& created = story[latest.activities[status.subject].created];
  if (created.from == Record::kNone || created.time_ms == status.time_ms) return {};
  std::vector<Sequence> found;
  for (const Sequence row : latest.activities[created.from].rows) {
    if (row > created.sequence && story[row].time_ms > created.time_ms) found.push_back(row);
  }
  return found;
}

/// What was changed in the launch configuration that an installation reads as it starts; a
/// rollback's image is not read there.
std::vector<Sequence> configured(const Story& story, const Record& step) {
  const auto which = static_cast<Step>(step.to);
  if (which != Step::reinstall && which != Step::launch) return {};
  const Record& activity = story[story.created(step.part)];
  const bool old = static_cast<ActivityType>(activity.c) == ActivityType::ROLLBACK;
  const std::uint32_t configuration = story.configuration_of(step.group);
  std::vector<Sequence> latest(kCount<Field>, kNoRecord);
  for (const Sequence each : story.fields_changed()) {
    if (each >= step.sequence) break;
    const Record& field = story[each];
    const bool image = static_cast<Field>(field.part) == Field::ImageId;
    const bool from_the_start = field.cause == each;
    if (field.subject != configuration || from_the_start || (image && old)) continue;
    latest[field.part] = each;
  }
  std::erase(latest, kNoRecord);
  return latest;
}

std::vector<Sequence> all_reasons(const Story& story, const Record& record) {
  if (record.kind == RecordKind::batch_status && record.from != Record::kNone) {
    const auto to = static_cast<BatchStatus>(record.to);
    const bool failed = to == BatchStatus::FAILED || to == BatchStatus::PARTIALLY_SUCCESSFUL;
    return failed ? failed_rows(story, record) : std::vector<Sequence>();
  }
  if (record.kind == RecordKind::step_ended &&
      static_cast<FailureCause>(record.to) == FailureCause::health_check_timeout) {
    return bad_health(story, record);
  }
  if (record.kind == RecordKind::surge_state) {
    const auto to = static_cast<SurgeState>(record.to);
    const bool failed = to == SurgeState::scale_out_failed || to == SurgeState::scale_in_failed;
    return failed ? failed_surge(story, record) : std::vector<Sequence>();
  }
  if (record.kind == RecordKind::activity_status) return waited_for(story, record);
  if (record.kind == RecordKind::step_started) return configured(story, record);
  if (record.kind == RecordKind::call_made && record.to != 0) {
    return refusal(story, record).because;
  }
  return {};
}

}  // namespace

std::vector<Sequence> reasons(const Story& story, const Record& record) {
  std::vector<Sequence> found = all_reasons(story, record);
  std::erase_if(found,
                [&](Sequence each) { return each >= record.sequence || each == record.cause; });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace refreshsim
