#include "sim/run/entry_watch.h"

namespace refreshsim {
namespace {

using Kind = Expectation::Kind;

template <NamedEnum E>
bool is(const std::optional<E>& wanted, std::uint32_t entered) {
  return wanted && static_cast<std::uint32_t>(*wanted) == entered;
}

bool about_activity(Kind kind) {
  return kind == Kind::activity || kind == Kind::batch || kind == Kind::row;
}

}  // namespace

bool instance_is(const Expectation& wanted, LifeCycleState state, SymbolId image, bool healthy,
                 bool gone) {
  return (!wanted.life_cycle_state || *wanted.life_cycle_state == state) &&
         (!wanted.image.some() || wanted.image == image) &&
         (!wanted.healthy || *wanted.healthy == healthy) && wanted.gone.value_or(false) == gone;
}

EntryWatch::EntryWatch(const Scenario& scenario) : scenario_(scenario) {
  for (std::size_t i = 0; i < scenario.expectations.size(); ++i) {
    if (scenario.expectations[i].before) watched_.emplace_back().expectation = i;
  }
}

void EntryWatch::reset() {
  for (Watched& watched : watched_) {
    const std::size_t expectation = watched.expectation;
    watched = Watched{};
    watched.expectation = expectation;
  }
  images_.clear();
}

void EntryWatch::hear(std::span<const Record> records) {
  for (const Record& record : records) apply(record);
}

void EntryWatch::apply(const Record& record) {
  if (record.kind == RecordKind::software_defined) {
    images_.resize(record.subject + 1);
    images_[record.subject] = SymbolId{record.from};
  }
  for (Watched& watched : watched_) {
    const Expectation& wanted = scenario_.expectations[watched.expectation];
    if (about_activity(wanted.kind)) hear_activity(watched, wanted, record);
    if (wanted.kind == Kind::instance) hear_instance(watched, wanted, record);
  }
}

void EntryWatch::note(Watched& watched, bool holds, std::int64_t now_ms) {
  if (holds && !watched.entered_ms) watched.entered_ms = now_ms;
}

/// A name means its latest activity, so a new one begins anew. What is expected is a status of the
/// activity, of a batch or of a row: the other two are not there.
void EntryWatch::hear_activity(Watched& watched, const Expectation& wanted, const Record& record) {
  if (record.kind == RecordKind::instance_created && record.b == wanted.instance.code) {
    watched.row_instance = record.subject;
  }
  if (record.kind == RecordKind::activity_created && record.b == wanted.activity.value) {
    watched.subject = record.subject;
    watched.entered_ms.reset();
    note(watched, is(wanted.status, record.to), record.time_ms);
  }
  if (record.subject != watched.subject) return;
  if (record.kind == RecordKind::activity_status) {
    note(watched, is(wanted.status, record.to), record.time_ms);
  }
  if (record.kind == RecordKind::batch_status) {
    note(watched, record.part == wanted.batch && is(wanted.batch_status, record.to),
         record.time_ms);
  }
  if (record.kind == RecordKind::row_status) {
    note(watched, record.a == watched.row_instance && is(wanted.row_status, record.to),
         record.time_ms);
  }
}

void EntryWatch::hear_instance(Watched& watched, const Expectation& wanted, const Record& record) {
  if (record.kind == RecordKind::instance_created && record.b == wanted.instance.code) {
    watched.subject = record.subject;
    watched.state = static_cast<LifeCycleState>(record.to);
    watched.healthy = record.d != 0;
    if (record.a != Record::kNone) watched.image = images_[record.a];
  } else if (record.subject != watched.subject) {
    return;
  } else if (record.kind == RecordKind::life_cycle_state) {
    watched.state = static_cast<LifeCycleState>(record.to);
  } else if (record.kind == RecordKind::health) {
    watched.healthy = record.to != 0;
  } else if (record.kind == RecordKind::installed) {
    watched.image = images_[record.to];
  } else if (record.kind == RecordKind::instance_gone) {
    watched.gone = true;
  } else {
    return;
  }
  watched.changed = true;
}

void EntryWatch::hear_event_end(std::int64_t now_ms) {
  for (Watched& watched : watched_) {
    if (!watched.changed) continue;
    watched.changed = false;
    const Expectation& wanted = scenario_.expectations[watched.expectation];
    note(watched, instance_is(wanted, watched.state, watched.image, watched.healthy, watched.gone),
         now_ms);
  }
}

std::optional<std::int64_t> EntryWatch::entered_ms(std::size_t expectation) const {
  for (const Watched& watched : watched_) {
    if (watched.expectation == expectation) return watched.entered_ms;
  }
  return std::nullopt;
}

}  // namespace refreshsim
