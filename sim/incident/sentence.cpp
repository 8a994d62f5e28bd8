#include <fmt/format.h>

#include "sim/base/duration_text.h"
#include "sim/incident/story.h"

namespace refreshsim {
namespace {

std::string created_sentence(const Story& story, const Record& record) {
  const std::string id = story.instance(record.subject);
  const std::string_view state = word<LifeCycleState>(record.to);
  if (record.from != Record::kNone) {
    return fmt::format("{} was created to replace {}", id, story.instance(record.from));
  }
  if (record.c != Record::kNone) return fmt::format("the surge instance {} was created", id);
  return fmt::format("{} was there from the start, {}, with {}", id, state, story.image(record.a));
}

std::string health_sentence(const Story& story, const Record& record) {
  std::string text = fmt::format("{} turned {}", story.instance(record.subject),
                                 record.to != 0 ? "healthy" : "unhealthy");
  if (record.a != Record::kNone) text += " (" + story.fault(record.a) + ")";
  return text;
}

std::string step_of(const Story& story, const Record& record, std::uint32_t step) {
  return fmt::format("{} of {}", word<Step>(step), story.instance(record.subject));
}

std::string turn(const Story& story, const Record& record) {
  const std::string batch = record.b == 0 ? "surge" : fmt::format("batch {}", record.b);
  return fmt::format("attempt {}, {} of {}", record.a, batch, story.activity(record.part));
}

std::string ended_sentence(const Story& story, const Record& record) {
  const std::string step = step_of(story, record, record.from);
  if (record.d == 1) return fmt::format("the {} was done ({})", step, turn(story, record));
  if (record.d == 2) return fmt::format("the {} was broken off", step);
  const auto why = static_cast<FailureCause>(record.to);
  std::string cause(meaning(why));
  if (record.c != Record::kNone) {
    const std::string& message = story.scenario().faults[record.c].message;
    if (why == FailureCause::told_to_fail && !message.empty()) cause = message;
    cause += "; " + story.fault(record.c);
  }
  return fmt::format("the {} failed ({}): {}", step, turn(story, record), cause);
}

std::string activity_sentence(const Story& story, const Record& record) {
  const std::string name = story.activity(record.subject);
  if (static_cast<ActivityType>(record.c) == ActivityType::NORMAL) {
    return fmt::format("{} was accepted, a refresh: INIT", name);
  }
  return fmt::format("the rollback {} of {} was accepted: INIT", name, story.activity(record.from));
}

std::string batch_sentence(const Story& story, const Record& record) {
  const std::string batch =
      fmt::format("batch {} of {}", record.part, story.activity(record.subject));
  if (record.from == Record::kNone) return fmt::format("{} was planned", batch);
  const auto to = static_cast<BatchStatus>(record.to);
  if (to == BatchStatus::INIT || to == BatchStatus::RUNNING) {
    return fmt::format("{} began: {}", batch, name(to));
  }
  return fmt::format("{} ended {}", batch, name(to));
}

std::string row_sentence(const Story& story, const Record& record) {
  const std::string row =
      fmt::format("{} in {}", story.instance(record.a), story.activity(record.subject));
  if (record.from == Record::kNone) return fmt::format("{} was planned", row);
  return fmt::format("{} went from {} to {}", row, word<RowStatus>(record.from),
                     word<RowStatus>(record.to));
}

std::string call_sentence(const Story& story, const Record& record) {
  const Call& call = story.scenario().calls[record.subject];
  std::string text = story.call(record.subject);
  if (record.part > 1) text += fmt::format(", firing {}", record.part);
  if (call.when && record.cause != record.sequence) {
    const std::int64_t waited = record.time_ms - story[record.cause].time_ms;
    text += ", came " + (waited == 0 ? "at once" : duration_text(Duration{waited}) + " later");
  }
  const auto code = static_cast<ErrorCode>(record.to);
  const bool made = code == ErrorCode::ok && record.a != Record::kNone;
  if (made) return text + ": accepted as " + story.activity(record.a);
  if (code == ErrorCode::ok) return text + ": accepted";
  return text + ": refused, " + std::string(code_text(code));
}

std::string field_sentence(const Story& story, const Record& record) {
  if (record.cause == record.sequence) {
    return fmt::format("{} of {} was {} from the start", word<Field>(record.part),
                       story.scenario().configurations[record.subject].id, story.symbol(record.to));
  }
  std::string text = fmt::format("{} of {} changed from {} to {}", word<Field>(record.part),
                                 story.scenario().configurations[record.subject].id,
                                 story.symbol(record.from), story.symbol(record.to));
  const Record& cause = story[record.cause];
  if (cause.kind != RecordKind::call_made) return text;
  return text + ", by " + story.call(cause.subject);
}

std::string from_to(const std::string& subject, std::string_view from, std::string_view to) {
  return fmt::format("{} went from {} to {}", subject, from, to);
}

std::string installed_sentence(const Story& story, const Record& record) {
  const std::string from = story.image(record.from);
  const std::string to = story.image(record.to);
  return fmt::format("{} was installed with {}{}", story.instance(record.subject), to,
                     from == to ? " again" : " instead of " + from);
}

std::string group_sentence(const Story& story, const Record& record) {
  return fmt::format("the scaling group {} was there from the start: {}, {} desired",
                     story.group(record.subject), word<GroupStatus>(record.to), record.b);
}

std::string capacity_sentence(const Story& story, const Record& record) {
  return fmt::format("the desired capacity of {} went from {} to {}", story.group(record.subject),
                     record.from, record.to);
}

}  // namespace

std::string sentence(const Story& story, const Record& record) {
  const std::uint32_t it = record.subject;
  switch (record.kind) {
    case RecordKind::group_listed:
      return group_sentence(story, record);
    case RecordKind::instance_created:
      return created_sentence(story, record);
    case RecordKind::life_cycle_state:
      return from_to(story.instance(it), word<LifeCycleState>(record.from),
                     word<LifeCycleState>(record.to));
    case RecordKind::instance_gone:
      return fmt::format("{} was gone: {}", story.instance(it),
                         meaning(static_cast<GoneReason>(record.to)));
    case RecordKind::installed:
      return installed_sentence(story, record);
    case RecordKind::health:
      return health_sentence(story, record);
    case RecordKind::step_started:
      return fmt::format("the {} began ({})", step_of(story, record, record.to),
                         turn(story, record));
    case RecordKind::step_ended:
      return ended_sentence(story, record);
    case RecordKind::group_status:
      return from_to(story.group(it), word<GroupStatus>(record.from), word<GroupStatus>(record.to));
    case RecordKind::enabled_status:
      return from_to(story.group(it), word<EnabledStatus>(record.from),
                     word<EnabledStatus>(record.to));
    case RecordKind::in_activity_status:
      return from_to(story.group(it), word<InActivityStatus>(record.from),
                     word<InActivityStatus>(record.to));
    case RecordKind::desired_capacity:
      return capacity_sentence(story, record);
    case RecordKind::configuration_field:
      return field_sentence(story, record);
    case RecordKind::software_defined:
      return "what is to be installed was read: " + story.symbol(record.from);
    case RecordKind::activity_created:
      return activity_sentence(story, record);
    case RecordKind::activity_settings:
      return fmt::format("the settings of {} were taken", story.activity(it));
    case RecordKind::activity_status:
      return from_to(story.activity(it), word<ActivityStatus>(record.from),
                     word<ActivityStatus>(record.to));
    case RecordKind::surge_state:
      return from_to("the surge of " + story.activity(it), word<SurgeState>(record.from),
                     word<SurgeState>(record.to));
    case RecordKind::batch_status:
      return batch_sentence(story, record);
    case RecordKind::row_status:
      return row_sentence(story, record);
    case RecordKind::call_made:
      return call_sentence(story, record);
    case RecordKind::fault_began:
      return fmt::format("{} began: {}", story.fault(it), story.scenario().faults[it].text);
    case RecordKind::fault_ended:
      return fmt::format("{} ended", story.fault(it));
    case RecordKind::zone_outage:
      return fmt::format("the outage of {} {}", story.scenario().zones[it],
                         record.to != 0 ? "began" : "ended");
  }
  return {};
}

}  // namespace refreshsim
