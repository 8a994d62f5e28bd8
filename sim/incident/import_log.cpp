#include "sim/incident/import_log.h"

#include <algorithm>

#include "refreshsim/load.h"
#include "sim/base/check.h"
#include "sim/incident/contradictions.h"
#include "sim/incident/settle.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr int kMostReplays = 20'000;
constexpr std::size_t kMostCandidates = 12;

Scenario loaded(const std::string& yaml) {
  LoadResult result = parse_scenario(yaml, "import");
  if (!result.ok()) {
    throw Defect("an imported log is no scenario: " + describe(result.diagnostics.front()));
  }
  return std::move(result.scenario);
}

void find_pending(const Incident& incident, const FlightWatch& watch, Replayed& replayed) {
  const auto& activities = replayed.comparison.result.activities;
  for (std::size_t a = 0; a < activities.size(); ++a) {
    const ActivityView& run = activities[a];
    std::size_t number = 0;
    for (std::size_t b = 0; b < run.batches.size(); ++b) {
      PendingBatch pending{&run, nullptr, b, 0, {}};
      for (std::size_t place = 0; place < run.batches[b].rows.size(); ++place, ++number) {
        const RowView& row = run.batches[b].rows[place];
        if (row.status != RowStatus::RUNNING) continue;
        const FlightWatch::Flight& flight = watch.row(a, number);
        pending.start_ms = flight.start_ms;
        pending.rows.push_back(
            {place, instance_text(replayed.scenario.symbols, row.instance), flight.attempt});
      }
      if (pending.rows.empty()) continue;
      for (const IncidentActivity& told : incident.activities) {
        if (told.as == run.as) pending.told = &told;
      }
      replayed.batches.push_back(std::move(pending));
    }
  }
  for (const auto& [activity, surge] : watch.surges()) {
    const bool going =
        surge.state == SurgeState::scaling_out || surge.state == SurgeState::scaling_in;
    if (going) replayed.surges.emplace_back(activity, surge);
  }
}

class Importer {
 public:
  Importer(const Incident& incident, std::string name,
           const std::function<void(std::int64_t)>& progress)
      : incident_(incident), name_(std::move(name)), progress_(progress), draft_(incident) {
    draft_.assumptions = incident.assumptions;
  }

  Import run() {
    for (int i = 0; i < kMostReplays && step(); ++i) {
    }
    Import import;
    import.contradictions = contradictions(incident_);
    for (const std::string& each : import.contradictions) {
      draft_.contradictions += "# the log contradicts the model: " + each + "\n";
    }
    assume_the_usual();
    draft_.finished = true;
    import.yaml = draft_text(draft_, name_);
    import.left = compare_with_log(loaded(import.yaml), incident_).first;
    import.assumptions = draft_.assumptions;
    return import;
  }

 private:
  Replayed replay() {
    Scenario scenario = loaded(draft_text(draft_, name_));
    FlightWatch watch;
    RunOptions options;
    options.sinks = {&watch};
    Replayed replayed{std::move(scenario), {}, {}, {}};
    replayed.comparison = compare_with_log(replayed.scenario, incident_, options);
    find_pending(incident_, watch, replayed);
    return replayed;
  }

  /// One explanation more; false when there is nothing left to explain.
  bool step() {
    const Replayed now = replay();
    const std::int64_t waiting_ms = earliest_wait(now);
    if (progress_) progress_(std::min(waiting_ms, incident_.end_ms));
    const auto& first = now.comparison.first;
    const bool apart = first && tells_rows_apart(first->what);
    const bool before = first && first->at_ms < waiting_ms;
    if (apart && !before && settle_others(now, *first)) return true;
    // Ends can only be told of the rows that the log has.
    const bool repairs = before || apart;
    if (repairs && repairs_.repair(draft_, now.comparison, now.scenario)) return true;
    const std::int64_t sure_ms = first ? std::min(first->at_ms, waiting_ms) : waiting_ms;
    if (surge_left_over(now, sure_ms)) return true;
    if (settle_all(now)) return true;
    return (first && !before && repairs_.repair(draft_, now.comparison, now.scenario)) ||
           settle_strange(now);
  }

  /// All that is in flight and is what the log tells of.
  bool settle_all(const Replayed& now) {
    bool moved = false;
    for (const PendingBatch& each : now.batches) {
      moved = (is_told(draft_, each, now.scenario) && settle(each)) || moved;
    }
    for (const auto& [activity, surge] : now.surges) {
      moved = settle_surge(now.comparison.result.activities[activity], surge) || moved;
    }
    return moved;
  }

  /// Batches that are not as the log has them, and that nothing else made so.
  bool settle_strange(const Replayed& now) {
    bool moved = false;
    for (const PendingBatch& each : now.batches) moved = settle(each) || moved;
    return moved;
  }

  /// What came before an activity whose rows are not yet those of the log.
  bool settle_others(const Replayed& now, const LogDifference& apart) {
    bool moved = false;
    for (const PendingBatch& each : now.batches) {
      const bool other = each.run->id != apart.activity && each.run->created_ms < apart.at_ms;
      moved = (other && is_told(draft_, each, now.scenario) && settle(each)) || moved;
    }
    return moved;
  }

  bool is_settled(const PendingBatch& pending) const {
    const PendingBatch::Row& row = pending.rows.front();
    return std::any_of(draft_.rows.begin(), draft_.rows.end(), [&](const RowPlan& each) {
      return each.activity == pending.run->as && each.batch == pending.batch + 1 &&
             each.instance == row.instance && each.attempt == row.attempt;
    });
  }

  std::int64_t earliest_wait(const Replayed& now) const {
    std::int64_t earliest = INT64_MAX;
    for (const PendingBatch& each : now.batches) {
      if (!is_settled(each)) earliest = std::min(earliest, each.start_ms);
    }
    for (const auto& [activity, surge] : now.surges) {
      if (!is_settled(now.comparison.result.activities[activity], surge)) {
        earliest = std::min(earliest, surge.start_ms);
      }
    }
    return earliest;
  }

  bool settle(const PendingBatch& pending) {
    if (pending.told == nullptr || is_settled(pending)) return false;
    std::vector<BatchPlan> plans = plans_for(draft_, pending);
    if (plans.size() > kMostCandidates) plans.resize(kMostCandidates);
    add(plans.size() == 1 ? plans.front() : plans[best(plans)]);
    return true;
  }

  void add(const BatchPlan& plan) {
    draft_.rows.insert(draft_.rows.end(), plan.rows.begin(), plan.rows.end());
    draft_.removals.insert(draft_.removals.end(), plan.removals.begin(), plan.removals.end());
  }

  /// The plan with which the replay keeps to the log longest.
  std::size_t best(const std::vector<BatchPlan>& plans) {
    std::size_t best = 0;
    std::size_t furthest = 0;
    for (std::size_t i = 0; i < plans.size(); ++i) {
      const Draft kept = draft_;
      add(plans[i]);
      const Replayed tried = replay();
      draft_ = kept;
      const auto& first = tried.comparison.first;
      const std::size_t reached = first ? first->exchange + 1 : SIZE_MAX;
      if (reached <= furthest) continue;
      furthest = reached;
      best = i;
    }
    return best;
  }

  bool is_settled(const ActivityView& run, const FlightWatch::Surge& surge) const {
    const bool out = surge.state == SurgeState::scaling_out;
    return std::any_of(draft_.surges.begin(), draft_.surges.end(), [&](const SurgePlan& each) {
      return each.activity == run.as && each.out == out &&
             each.attempt == (out ? surge.outs : surge.ins);
    });
  }

  bool settle_surge(const ActivityView& run, const FlightWatch::Surge& surge) {
    // What has no name is of a call that the log says was refused.
    if (run.as.empty() || is_settled(run, surge)) return false;
    draft_.surges.push_back(plan_for(draft_, run, surge));
    return true;
  }

  bool is_told_to_succeed(const ActivityView& run) const {
    for (const IncidentActivity& told : incident_.activities) {
      if (told.as != run.as) continue;
      for (std::size_t i = 0; i < told.seen.size(); ++i) {
        if (incident_.seen(told, i).status == ActivityStatus::SUCCESSFUL) return true;
      }
    }
    return false;
  }

  /// Surge instances that an activity's end left terminating: the log can't show them. Only up to
  /// `sure_ms` is it sure that the activity ended so.
  bool surge_left_over(const Replayed& now, std::int64_t sure_ms) {
    bool found = false;
    for (const ActivityView& each : now.comparison.result.activities) {
      const bool succeeds = each.status == ActivityStatus::SUCCESSFUL || is_told_to_succeed(each);
      const bool ended = each.end_ms && *each.end_ms <= sure_ms;
      if (each.as.empty() || each.max_surge == 0 || !ended || succeeds) continue;
      found = draft_.surge_goes_at_once.insert(each.as).second || found;
    }
    return found;
  }

  void assume_the_usual() {
    for (std::size_t i = 0; i < draft_.groups.size(); ++i) {
      const auto more = static_cast<std::int64_t>(draft_.groups[i].instances.size() -
                                                  incident_.groups[i].instances.size());
      if (more == 0) continue;
      draft_.assumptions.push_back({"group " + draft_.groups[i].id + " has " +
                                        plural(more, "instance") + " more than the log names",
                                    "an answer of DescribeAutoScalingInstances"});
    }
    if (!incident_.groups.empty()) {
      draft_.assumptions.push_back(
          {"load balancers are application ones", "an answer of DescribeAutoScalingGroups"});
      draft_.assumptions.push_back({"instances ran images called img-before-… when the log begins",
                                    "an answer of DescribeInstances from before"});
    }
    for (const std::string& file : incident_.log.zoneless) {
      draft_.assumptions.push_back(
          {"the times in " + file + " are UTC", "time stamps with a zone, such as +0800"});
    }
  }

  const Incident& incident_;
  std::string name_;
  const std::function<void(std::int64_t)>& progress_;
  Draft draft_;
  Repairs repairs_;
};

}  // namespace

Import import_log(const Incident& incident, const std::string& name,
                  const std::function<void(std::int64_t)>& progress) {
  return Importer(incident, name, progress).run();
}

}  // namespace refreshsim
