#include "sim/incident/standing.h"

#include <fmt/format.h>

namespace refreshsim {
namespace {

constexpr std::size_t kMostRows = 5;

bool under_way(const LatestOfInstance& it) {
  return it.step_started != kNoRecord && it.step_ended == kNoRecord;
}

/// Whether the step that this record began ever ended, by whatever.
bool ends_later(const Story& story, const Record& started) {
  for (Sequence i = started.sequence + 1; i < story.records().size(); ++i) {
    const Record& each = story[i];
    if (each.kind == RecordKind::step_ended && each.subject == started.subject) return true;
  }
  return false;
}

std::string step_text(const Story& story, const LatestOfInstance& it) {
  const Record& started = story[it.step_started];
  std::string text = fmt::format("its {} (attempt {}) has been under way {}",
                                 word<Step>(started.to), started.a, story.since(started));
  if (!ends_later(story, started)) text += ", and does not end in this run";
  return text;
}

/// `because its reinstall failed (attempt 2, fault 1, s.yaml:23)`
std::string failure_text(const Story& story, const LatestOfInstance& it) {
  if (it.step_ended == kNoRecord) return "because its row FAILED";
  const Record& ended = story[it.step_ended];
  std::string text =
      fmt::format("because its {} failed (attempt {}", word<Step>(ended.from), ended.a);
  if (ended.c != Record::kNone) text += ", " + story.fault(ended.c);
  const auto why = static_cast<FailureCause>(ended.to);
  return text + ")" + (why == FailureCause::told_to_fail ? "" : fmt::format(": {}", meaning(why)));
}

Standing in_standby(const Story& story, const LatestOfInstance& it, const std::string& name) {
  const Record& state = story[it.state];
  std::string text = fmt::format("{} has been in STANDBY {}", name, story.since(state));
  if (under_way(it)) {
    return {text + ": " + step_text(story, it), it.step_started, false};
  }
  const bool failed = it.row != kNoRecord && it.row > it.state &&
                      static_cast<RowStatus>(story[it.row].to) == RowStatus::FAILED;
  const bool waits =
      it.row != kNoRecord && static_cast<RowStatus>(story[it.row].to) == RowStatus::WAITING;
  if (waits) {
    text += fmt::format(", and waits for batch {} of {}", story[it.row].b,
                        story.activity(story[it.row].subject));
  }
  if (!failed) return {text, it.state, false};
  text += fmt::format(", waiting there {} {}", story.since(story[it.row]), failure_text(story, it));
  return {text, it.row, false};
}

Standing in_service(const Story& story, const Latest& latest, const LatestOfInstance& it,
                    const std::string& name) {
  const Record& created = story[it.created];
  const Sequence outage = latest.outages[created.part];
  if (outage != kNoRecord && story[outage].to != 0) {
    return {fmt::format("{} is IN_SERVICE, but its zone {} has been in an outage {}", name,
                        story.scenario().zones[created.part], story.since(story[outage])),
            outage, false};
  }
  const bool healthy = it.health == kNoRecord ? created.d != 0 || it.installed != kNoRecord
                                              : story[it.health].to != 0;
  if (!healthy) {
    const Sequence decisive = it.health == kNoRecord ? it.created : it.health;
    return {fmt::format("{} is IN_SERVICE and serves badly: it has been unhealthy {}", name,
                        story.since(story[decisive])),
            decisive, false};
  }
  return {fmt::format("{} has been IN_SERVICE {}, and serves", name, story.since(story[it.state])),
          it.state, true};
}

bool activity_ended(ActivityStatus status) {
  return status == ActivityStatus::SUCCESSFUL || status == ActivityStatus::CANCELLED ||
         status == ActivityStatus::FAILED;
}

/// The next change of an activity's status after `latest`, if there is one.
Sequence next_status(const Story& story, const Latest& latest, std::uint32_t id) {
  for (Sequence i = latest.activities[id].status + 1; i < story.records().size(); ++i) {
    if (story[i].kind == RecordKind::activity_status && story[i].subject == id) return i;
  }
  return kNoRecord;
}

std::string pause_text(const Story& story, const Latest& latest, std::uint32_t id) {
  const std::string text = "a paused activity changes its status only by a call (paused-stays)";
  const Sequence next = next_status(story, latest, id);
  if (next == kNoRecord) return text + ", and none comes in this run";
  return fmt::format("{}: the next is at {}", text, story.moment(story[next].time_ms));
}

/// The rows of an activity that are under way.
std::vector<Sequence> rows_in_flight(const Story& story, const Latest& latest, std::uint32_t id) {
  std::vector<Sequence> rows;
  for (const Sequence row : latest.activities[id].rows) {
    if (row == kNoRecord) continue;
    if (static_cast<RowStatus>(story[row].to) == RowStatus::RUNNING) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Standing standing_of_instance(const Story& story, const Latest& latest, std::uint32_t id) {
  const LatestOfInstance& it = latest.instances[id];
  const std::string name = story.instance(id);
  if (it.gone != kNoRecord) {
    const Record& gone = story[it.gone];
    return {fmt::format("{} has been gone {}: {}", name, story.since(gone),
                        meaning(static_cast<GoneReason>(gone.to))),
            it.gone, false};
  }
  const auto state = static_cast<LifeCycleState>(story[it.state].to);
  if (state == LifeCycleState::IN_SERVICE) return in_service(story, latest, it, name);
  if (state == LifeCycleState::STANDBY) return in_standby(story, it, name);
  std::string text =
      fmt::format("{} has been {} {}", name, refreshsim::name(state), story.since(story[it.state]));
  if (under_way(it)) return {text + ": " + step_text(story, it), it.step_started, false};
  return {text, it.state, false};
}

Standing standing_of_activity(const Story& story, const Latest& latest, std::uint32_t id) {
  const Record& record = story[latest.activities[id].status];
  const auto status = static_cast<ActivityStatus>(record.to);
  return {fmt::format("{} has been {} {}", story.activity(id), name(status), story.since(record)),
          record.sequence, activity_ended(status)};
}

std::vector<std::string> waits_of_activity(const Story& story, const Latest& latest,
                                           std::uint32_t id) {
  const auto status = static_cast<ActivityStatus>(story[latest.activities[id].status].to);
  std::vector<std::string> waits;
  if (activity_ended(status)) return waits;
  if (status != ActivityStatus::INIT && status != ActivityStatus::RUNNING) {
    waits.push_back(pause_text(story, latest, id));
  }
  const std::uint32_t origin = story[latest.activities[id].created].from;
  const bool waits_for_origin = status == ActivityStatus::INIT && origin != Record::kNone;
  const std::vector<Sequence> rows = rows_in_flight(story, latest, waits_for_origin ? origin : id);
  for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    waits.push_back("in flight: " + standing_of_instance(story, latest, story[rows[i]].a).text);
  }
  if (rows.size() > kMostRows) {
    waits.push_back(fmt::format("and {} more in flight", rows.size() - kMostRows));
  }
  for (std::uint32_t i = 0; i < latest.instances.size() && waits.size() <= kMostRows; ++i) {
    const LatestOfInstance& it = latest.instances[i];
    if (!under_way(it) || story[it.step_started].part != id || story[it.step_started].b != 0) {
      continue;
    }
    waits.push_back("surge: " + standing_of_instance(story, latest, i).text);
  }
  return waits;
}

Standing software_of_instance(const Story& story, const Latest& latest, std::uint32_t id) {
  const Sequence installed = latest.instances[id].installed;
  if (installed == kNoRecord) return {};
  return {fmt::format("{} has run {} {}", story.instance(id), story.image(story[installed].to),
                      story.since(story[installed])),
          installed, true};
}

namespace {

/// Counts one group's instances that serve, or that serve badly.
class LevelWatch {
 public:
  LevelWatch(const Story& story, std::uint32_t group, bool badly)
      : group_(group), badly_(badly), out_(story.scenario().zones.size()) {}

  std::int64_t count() const { return count_; }
  void hear(const Record& record) {
    if (record.kind == RecordKind::zone_outage) {
      out_[record.subject] = record.to != 0;
      for (One& each : all_) settle(each);
    }
    if (record.subject >= all_.size()) all_.resize(record.subject + std::size_t{1});
    One& it = all_[record.subject];
    if (record.kind == RecordKind::instance_created) {
      it = {record.group == group_, record.to, record.part, record.d != 0, false};
    } else if (record.kind == RecordKind::life_cycle_state) {
      it.state = record.to;
    } else if (record.kind == RecordKind::health) {
      it.healthy = record.to != 0;
    } else if (record.kind == RecordKind::instance_gone) {
      it.there = false;
    } else {
      return;
    }
    settle(it);
  }

 private:
  struct One {
    bool there = false;
    std::uint32_t state = 0;
    std::uint32_t zone = 0;
    bool healthy = false;
    bool counted = false;
  };
  void settle(One& it) {
    const bool up = it.there && !out_[it.zone] &&
                    static_cast<LifeCycleState>(it.state) == LifeCycleState::IN_SERVICE;
    const bool counts = up && it.healthy != badly_;
    count_ += (counts ? 1 : 0) - (it.counted ? 1 : 0);
    it.counted = counts;
  }

  std::uint32_t group_;
  bool badly_;
  std::vector<bool> out_;
  std::vector<One> all_;
  std::int64_t count_ = 0;
};

}  // namespace

Sequence worst_moment(const Story& story, std::uint32_t group, bool badly) {
  LevelWatch watch(story, group, badly);
  Sequence worst = kNoRecord;
  std::int64_t at_worst = 0;
  for (const Record& record : story.records()) {
    watch.hear(record);
    const bool begun = record.time_ms > 0 || record.cause != record.sequence;
    const bool worse = badly ? watch.count() > at_worst : watch.count() < at_worst;
    if (worst == kNoRecord || !begun || worse) {
      worst = record.sequence;
      at_worst = watch.count();
    }
  }
  return worst;
}

}  // namespace refreshsim
