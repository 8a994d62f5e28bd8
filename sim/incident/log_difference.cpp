#include "sim/incident/log_difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/incident/model_rules.h"
#include "sim/incident/snapshot_match.h"
#include "sim/record/ledger.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kAnswerTime_ms = 1000;    // a line about an answer is late by that much
constexpr std::int64_t kEntriesApart_ms = 20;    // entries of one instant stand 1 ms apart
constexpr std::int64_t kCallsApart_ms = 60'000;  // between a call and the line about its answer

/// Which activity of a run an id of the log means: the one of that id, or the automatic rollback.
class ActivityPairs {
 public:
  ActivityPairs(const Incident& incident, const Ledger& ledger, std::int64_t offset_ms)
      : incident_(incident), ledger_(ledger), offset_ms_(offset_ms) {}

  std::optional<ActivityId> find(const std::string& id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    for (std::size_t i = 0; i < ledger_.activity_count(); ++i) {
      if (!means(ActivityId{i}, id)) continue;
      known_[id] = ActivityId{i};
      return ActivityId{i};
    }
    return std::nullopt;
  }
  std::string id_of(const std::string& id) {
    const auto found = find(id);
    return found ? ledger_.activity_head(*found).id : id;
  }

 private:
  /// By its id; an automatic rollback, whose id nobody chose, by its origin; else by group, type
  /// and CreatedTime.
  bool means(ActivityId candidate, const std::string& id) {
    const ActivityView& head = ledger_.activity_head(candidate);
    if (head.id == id) return true;
    const IncidentActivity* told = incident_.activity(id);
    const bool other = told == nullptr || incident_.activity(head.id) != nullptr ||
                       head.type != told->type || head.group != told->group;
    if (other) return false;
    if (told->automatic) return head.origin == id_of(told->origin);
    return told->created_ms && std::abs(*told->created_ms + offset_ms_ - head.created_ms) <= 2000;
  }

  const Incident& incident_;
  const Ledger& ledger_;
  std::int64_t offset_ms_;
  std::map<std::string, ActivityId> known_;
};

/// Holds the snapshots against the state while a run goes on.
class SnapshotWatch final : public RecordSink {
 public:
  SnapshotWatch(const Scenario& scenario, const Incident& incident)
      : scenario_(scenario),
        incident_(incident),
        offset_ms_(incident.start_ms - scenario.start_unix_ms),
        activities_(incident, ledger_, offset_ms_) {
    ledger_.reset(scenario);
  }

  void hear(std::span<const Record> records) override {
    for (const Record& record : records) {
      if (changed_ && !is_planning(record)) look();
      open_until(record.time_ms);
      close_before(record.time_ms);
      ledger_.hear({&record, 1});
      now_ms_ = record.time_ms;
      if (!concerns_snapshots(record) && !is_planning(record)) continue;
      ++version_;
      changed_ = changed_ || concerns_snapshots(record);
    }
  }
  void finish() {
    if (changed_) look();
    open_until(INT64_MAX);
    close_before(INT64_MAX);
  }

  std::optional<LogDifference> first;
  std::size_t compared = 0;
  ActivityPairs& activities() { return activities_; }

 private:
  struct Open {
    const Observation* observation;
    std::int64_t until_ms;
    std::optional<LogDifference> best;  ///< none: it agreed
  };

  /// An activity is whole only when all its batches and rows are planned.
  static bool is_planning(const Record& record) {
    const bool part =
        record.kind == RecordKind::batch_status || record.kind == RecordKind::row_status;
    return record.kind == RecordKind::activity_settings || (part && record.from == Record::kNone);
  }

  static bool concerns_snapshots(const Record& record) {
    return record.kind == RecordKind::activity_status || record.kind == RecordKind::batch_status ||
           record.kind == RecordKind::row_status || record.kind == RecordKind::activity_created;
  }

  const Exchange& exchange_of(const Observation& observation) const {
    return incident_.log.exchanges[observation.exchange];
  }

  /// Snapshots whose window begins at this time or before are looked at from now on.
  void open_until(std::int64_t time_ms) {
    while (next_ < incident_.observations.size()) {
      const Observation& each = incident_.observations[next_];
      const Exchange& exchange = exchange_of(each);
      const std::int64_t at = each.at_ms + offset_ms_;
      if (at - (exchange.written_after ? kAnswerTime_ms : 0) > time_ms) return;
      ++next_;
      // What comes after a difference can't be the first one.
      if (first || (each.as_before && agrees_still(next_ - 1))) {
        ++compared;
        continue;
      }
      Open open{&each, at + std::max(exchange.resolution_ms, kEntriesApart_ms), difference(each)};
      if (open.best) {
        open_.push_back(std::move(open));
      } else {
        agreed(each);
      }
    }
  }

  void agreed(const Observation& observation) {
    ++compared;
    agreed_ = static_cast<std::size_t>(&observation - incident_.observations.data());
    agreed_version_ = version_;
  }
  /// Whether the one before agreed, and nothing has changed since.
  bool agrees_still(std::size_t number) {
    if (agreed_version_ != version_ || agreed_ + 1 != number) return false;
    agreed_ = number;
    return true;
  }

  void close_before(std::int64_t time_ms) {
    for (Open& each : open_) {
      if (each.until_ms >= time_ms) continue;
      ++compared;
      if (!first || each.best->exchange < first->exchange) first = std::move(each.best);
      each.best.reset();
    }
    std::erase_if(open_, [](const Open& each) { return !each.best; });
  }

  void look() {
    changed_ = false;
    for (Open& each : open_) {
      auto found = difference(*each.observation);
      // The state at the snapshot's own time is what a difference is told by.
      const bool early = each.observation->at_ms + offset_ms_ >= now_ms_;
      if (!found || early) each.best = std::move(found);
      if (!each.best) agreed(*each.observation);
    }
    std::erase_if(open_, [](const Open& each) { return !each.best; });
  }

  std::optional<LogDifference> difference(const Observation& observation) {
    ids_.forget();
    for (const ObservedActivity& seen : observation.activities) {
      const auto id = activities_.find(seen.id);
      Mismatch none{"activity " + seen.id, "it exists", "it does not",
                    "section 5: no call made it"};
      const auto found =
          id ? mismatch(seen, ledger_.activity(*id), scenario_, ids_) : std::optional(none);
      if (!found) continue;
      return LogDifference{observation.exchange,
                           observation.at_ms + offset_ms_,
                           found->what,
                           found->log_says,
                           found->simulation_says,
                           found->rule,
                           activities_.id_of(seen.id),
                           seen.group};
    }
    ids_.settle();
    return std::nullopt;
  }

  const Scenario& scenario_;
  const Incident& incident_;
  std::int64_t offset_ms_;
  Ledger ledger_;
  ActivityPairs activities_;
  IdPairs ids_;
  std::vector<Open> open_;
  std::size_t next_ = 0;
  std::int64_t now_ms_ = 0;
  bool changed_ = false;              ///< since the open snapshots were looked at
  std::uint64_t version_ = 1;         ///< of what snapshots tell
  std::uint64_t agreed_version_ = 0;  ///< with which the latest that agreed did
  std::size_t agreed_ = 0;            ///< its number
};

std::string id_in(const Value& request, std::string_view key) {
  const Value* found = request.find(key);
  return found != nullptr && found->text() != nullptr ? *found->text() : std::string();
}

/// The calls of a run that have not yet been found in the log.
class AnswerCheck {
 public:
  AnswerCheck(const Incident& incident, const RunResult& result, ActivityPairs& activities,
              const Scenario& scenario)
      : incident_(incident),
        result_(result),
        activities_(activities),
        scenario_(scenario),
        taken_(result.calls.size(), false) {}

  std::optional<LogDifference> operator()(std::size_t& compared) {
    const std::int64_t offset_ms = incident_.start_ms - scenario_.start_unix_ms;
    for (const IncidentCall& call : incident_.calls) {
      if (!call.exchange || !incident_.log.exchanges[*call.exchange].answered()) continue;
      ++compared;
      if (auto found = check(call, call.at_ms + offset_ms)) return found;
    }
    return std::nullopt;
  }

 private:
  std::optional<LogDifference> check(const IncidentCall& call, std::int64_t at_ms) {
    const Exchange& exchange = incident_.log.exchanges[*call.exchange];
    const std::string log = exchange.code.empty() ? "ok" : exchange.code;
    LogDifference difference{*call.exchange,
                             at_ms,
                             exchange.action,
                             log,
                             "",
                             "",
                             "",
                             request_text(exchange, "AutoScalingGroupId")};
    const CallView* made = find(call.action, exchange, at_ms);
    if (made == nullptr) {
      difference.simulation_says = "no such call is made";
      difference.rule = "none: the scenario lacks the call";
      return difference;
    }
    const std::string run = made->code.empty() ? "ok" : made->code;
    if (run == log) return std::nullopt;
    difference.simulation_says = run;
    difference.rule = rule_of_answer(run);
    difference.activity = activities_.id_of(request_text(exchange, "RefreshActivityId"));
    return difference;
  }

  const CallView* find(Action action, const Exchange& exchange, std::int64_t at_ms) {
    std::size_t best = result_.calls.size();
    for (std::size_t i = 0; i < result_.calls.size(); ++i) {
      const CallView& each = result_.calls[i];
      const std::int64_t apart = std::abs(each.at_ms - at_ms);
      if (taken_[i] || apart > kCallsApart_ms || !same_call(action, exchange, each)) continue;
      const bool nearer =
          best == result_.calls.size() || apart < std::abs(result_.calls[best].at_ms - at_ms);
      if (nearer) best = i;
    }
    if (best == result_.calls.size()) return nullptr;
    taken_[best] = true;
    return &result_.calls[best];
  }

  bool same_call(Action action, const Exchange& exchange, const CallView& made) {
    if (scenario_.calls[made.call.value].action != action) return false;
    const std::string activity = request_text(exchange, "RefreshActivityId");
    return id_in(made.request, "AutoScalingGroupId") ==
               request_text(exchange, "AutoScalingGroupId") &&
           id_in(made.request, "RefreshActivityId") == activities_.id_of(activity);
  }

  const Incident& incident_;
  const RunResult& result_;
  ActivityPairs& activities_;
  const Scenario& scenario_;
  std::vector<bool> taken_;
};

}  // namespace

LogComparison compare_with_log(const Scenario& scenario, const Incident& incident,
                               RunOptions options) {
  SnapshotWatch watch(scenario, incident);
  options.sinks.push_back(&watch);
  LogComparison comparison;
  comparison.result = Simulation(scenario).run(options);
  watch.finish();
  AnswerCheck check(incident, comparison.result, watch.activities(), scenario);
  comparison.first = std::move(watch.first);
  auto answer = check(comparison.answers);
  const bool earlier =
      answer && (!comparison.first || answer->exchange < comparison.first->exchange);
  if (earlier) comparison.first = std::move(answer);
  comparison.snapshots = watch.compared;
  return comparison;
}

}  // namespace refreshsim
