#include "sim/run/verdict_fold.h"

#include <algorithm>

#include "sim/base/check.h"
#include "sim/run/expectations.h"

namespace refreshsim {
namespace {

using Kind = Expectation::Kind;

/// The calls that have an expectation, in the file's order: those of a result after the others.
std::size_t call_of(const Scenario& scenario, std::size_t place) {
  for (std::size_t i = 0; i < scenario.calls.size(); ++i) {
    if (scenario.calls[i].expect.empty()) continue;
    if (place == 0) return i;
    --place;
  }
  REFRESHSIM_CHECK(false, "an expectation is the scenario's or a call's");
  return 0;
}

}  // namespace

VerdictFold::VerdictFold(const Scenario& scenario)
    : scenario_(scenario),
      watch_(scenario),
      activities_(scenario.activity_names.size()),
      asked_(scenario.activity_names.size()) {}

void VerdictFold::ask_for_activity(NameId name) {
  using enum RecordKind;
  wants_ |= {activity_created, activity_status, row_status};
  asked_[name.value] = true;
}

void VerdictFold::ask_for_expectation(std::size_t expectation) {
  using enum RecordKind;
  if (expectation >= scenario_.expectations.size()) {
    const std::size_t call = call_of(scenario_, expectation - scenario_.expectations.size());
    calls_.push_back({call, parse_code(scenario_.calls[call].expect), false, false});
    wants_ |= call_made;
    return;
  }
  const Expectation& wanted = scenario_.expectations[expectation];
  if (wanted.activity.some()) ask_for_activity(wanted.activity);
  if (wanted.kind == Kind::batch) wants_ |= batch_status;
  if (wanted.kind == Kind::row || wanted.kind == Kind::instance) {
    wants_ |= {instance_created, software_defined};
  }
  if (wanted.kind == Kind::instance) {
    wants_ |= {life_cycle_state, health, installed, instance_gone};
    hears_events_ = hears_events_ || wanted.before;
  }
  Watched& watched = watched_.emplace_back();
  watched.expectation = expectation;
}

void VerdictFold::reset() {
  watch_.reset();
  std::fill(activities_.begin(), activities_.end(), Activity{});
  names_.clear();
  images_.clear();
  for (Watched& each : watched_) {
    const std::size_t expectation = each.expectation;
    each = Watched{};
    each.expectation = expectation;
  }
  for (CallWatched& each : calls_) each.made = each.otherwise = false;
}

void VerdictFold::hear(std::span<const Record> records) {
  for (const Record& record : records) apply(record);
  if (!watch_.empty()) watch_.hear(records);
}

void VerdictFold::Activity::enter(ActivityStatus to, std::int64_t now_ms) {
  time_ms[index(status)] += now_ms - since_ms;
  status = to;
  ever[index(to)] = true;
  since_ms = now_ms;
  if (has_ended(to)) end_ms = now_ms;
}

NameId VerdictFold::latest(std::uint32_t subject) const {
  const std::uint32_t name = subject < names_.size() ? names_[subject] : Record::kNone;
  const bool known = name != Record::kNone && activities_[name].subject == subject;
  return known ? NameId{name} : NameId{};
}

void VerdictFold::apply(const Record& record) {
  if (record.kind == RecordKind::call_made) {
    for (CallWatched& each : calls_) {
      if (each.call != record.subject) continue;
      each.made = true;
      each.otherwise = each.otherwise || static_cast<ErrorCode>(record.to) != each.wanted;
    }
    return;
  }
  if (record.kind == RecordKind::software_defined) {
    images_.resize(record.subject + 1);
    images_[record.subject] = SymbolId{record.from};
    return;
  }
  apply_to_activity(record);
  for (Watched& each : watched_) apply_to_watched(each, record);
}

void VerdictFold::apply_to_activity(const Record& record) {
  if (record.kind == RecordKind::activity_created) {
    names_.resize(record.subject + 1, Record::kNone);
    const bool asked = record.b != Record::kNone && asked_[record.b];
    if (!asked) return;
    names_[record.subject] = record.b;
    Activity& made = activities_[record.b] = Activity{};
    made.subject = record.subject;
    made.created_ms = made.since_ms = record.time_ms;
    made.enter(static_cast<ActivityStatus>(record.to), record.time_ms);
    return;
  }
  const bool status = record.kind == RecordKind::activity_status;
  if (!status && record.kind != RecordKind::row_status) return;
  const NameId name = latest(record.subject);
  if (!name.some()) return;
  Activity& activity = activities_[name.value];
  if (status) return activity.enter(static_cast<ActivityStatus>(record.to), record.time_ms);
  if (record.from != Record::kNone) --activity.rows[record.from];
  ++activity.rows[record.to];
  if (static_cast<RowStatus>(record.to) == RowStatus::INIT && record.d > 1) ++activity.retries;
}

void VerdictFold::apply_to_watched(Watched& watched, const Record& record) {
  const Expectation& wanted = scenario_.expectations[watched.expectation];
  const bool about_instance = wanted.kind == Kind::instance || wanted.kind == Kind::row;
  if (record.kind == RecordKind::instance_created) {
    if (!about_instance || record.b != wanted.instance.code) return;
    watched.subject = record.subject;
    watched.state = static_cast<LifeCycleState>(record.to);
    watched.healthy = record.d != 0;
    watched.image = record.a == Record::kNone ? SymbolId{} : images_[record.a];
    return;
  }
  if (wanted.kind == Kind::instance) return apply_to_instance(watched, record);
  if (wanted.kind != Kind::batch && wanted.kind != Kind::row) return;
  if (record.kind == RecordKind::activity_created && record.b == wanted.activity.value) {
    watched.batch.reset();
    watched.row.reset();
  }
  if (latest(record.subject) != wanted.activity) return;
  if (record.kind == RecordKind::batch_status && record.part == wanted.batch) {
    watched.batch = static_cast<BatchStatus>(record.to);
  }
  if (record.kind == RecordKind::row_status && record.a == watched.subject) {
    watched.row = static_cast<RowStatus>(record.to);
  }
}

void VerdictFold::apply_to_instance(Watched& watched, const Record& record) {
  if (record.subject != watched.subject) return;
  if (record.kind == RecordKind::life_cycle_state) {
    watched.state = static_cast<LifeCycleState>(record.to);
  }
  if (record.kind == RecordKind::health) watched.healthy = record.to != 0;
  if (record.kind == RecordKind::installed) watched.image = images_[record.to];
  if (record.kind == RecordKind::instance_gone) watched.gone = true;
}

const VerdictFold::Watched& VerdictFold::watched(std::size_t expectation) const {
  const auto found = std::find_if(watched_.begin(), watched_.end(), [&](const Watched& each) {
    return each.expectation == expectation;
  });
  REFRESHSIM_CHECK(found != watched_.end(), "what is told was asked for");
  return *found;
}

bool VerdictFold::holds(std::size_t expectation, const RunResult& numbers) const {
  if (expectation >= scenario_.expectations.size()) {
    const std::size_t call = call_of(scenario_, expectation - scenario_.expectations.size());
    for (const CallWatched& each : calls_) {
      if (each.call == call) return each.made && !each.otherwise;
    }
    return false;
  }
  const Expectation& wanted = scenario_.expectations[expectation];
  if (!wanted.before) return is_so(wanted, expectation, numbers);
  const auto entered = watch_.entered_ms(expectation);
  return entered && *entered < ms(*wanted.before);
}

bool VerdictFold::is_so(const Expectation& wanted, std::size_t place,
                        const RunResult& numbers) const {
  switch (wanted.kind) {
    case Kind::activity: {
      const Activity& activity = activities_[wanted.activity.value];
      return activity.subject != Record::kNone && activity.status == wanted.status;
    }
    case Kind::batch:
      return watched(place).batch == wanted.batch_status;
    case Kind::row:
      return watched(place).row == wanted.row_status;
    case Kind::instance: {
      const Watched& of = watched(place);
      return of.subject != Record::kNone &&
             instance_is(wanted, of.state, of.image, of.healthy, of.gone);
    }
    case Kind::statistic:
    case Kind::always:
      return statistic_holds(wanted, numbers);
  }
  return false;
}

bool VerdictFold::statistic_holds(const Expectation& wanted, const RunResult& numbers) const {
  if (wanted.activity.some()) {
    const ActivityStatistics* of = statistics(wanted.activity, numbers.end_ms);
    return of != nullptr && within_bounds(wanted, metric(*of, wanted.statistic));
  }
  const GroupStatistics& group = numbers.groups[wanted.group.value].statistics;
  if (wanted.kind == Kind::statistic) return within_bounds(wanted, metric(group, wanted.statistic));
  const Level* level = watched_level(group, wanted.statistic);
  return level != nullptr && level->min && broken_bound(wanted, *level) == nullptr;
}

const ActivityStatistics* VerdictFold::statistics(NameId name, std::int64_t end_ms) const {
  const Activity& of = activities_[name.value];
  if (of.subject == Record::kNone) return nullptr;
  statistics_.duration_ms = (of.end_ms < 0 ? end_ms : of.end_ms) - of.created_ms;
  statistics_.retries = of.retries;
  statistics_.time_in_status_ms.clear();
  for (const ActivityStatus status : values<ActivityStatus>()) {
    if (!of.ever[index(status)]) continue;
    const std::int64_t now = status == of.status ? end_ms - of.since_ms : 0;
    statistics_.time_in_status_ms.emplace_back(status, of.time_ms[index(status)] + now);
  }
  statistics_.rows.clear();
  for (const RowStatus status : values<RowStatus>()) {
    if (of.rows[index(status)] > 0) statistics_.rows.emplace_back(status, of.rows[index(status)]);
  }
  return &statistics_;
}

}  // namespace refreshsim
