// Causes for what a draft does not explain yet.
#include <algorithm>

#include "refreshsim/error_code.h"
#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

const IncidentActivity* told_of(const Incident& incident, const LogDifference& difference,
                                const ActivityView*& run, const RunResult& result) {
  for (const ActivityView& each : result.activities) {
    if (each.id == difference.activity) run = &each;
  }
  if (run == nullptr) return nullptr;
  for (const IncidentActivity& each : incident.activities) {
    if (each.as == run->as) return &each;
  }
  return nullptr;
}

void add_call(Draft& draft, IncidentCall call, std::string settled_by) {
  draft.assumptions.push_back(
      {std::string(name(call.action)) + " was called, though the log does not say so",
       std::move(settled_by)});
  const auto later =
      std::find_if(draft.calls.begin(), draft.calls.end(),
                   [&call](const IncidentCall& each) { return each.at_ms > call.at_ms; });
  draft.calls.insert(later, std::move(call));
}

IncidentCall made_up(Action action, const IncidentActivity& on, std::int64_t at_ms,
                     std::string why) {
  IncidentCall call;
  call.at_ms = at_ms;
  call.action = action;
  call.why = std::move(why);
  call.request = Value::Map{{"AutoScalingGroupId", on.group}, {"RefreshActivityId", "$" + on.as}};
  return call;
}

/// The snapshots of one activity around a difference.
class SnapshotRepair {
 public:
  SnapshotRepair(Draft& draft, const ActivityView& run, const IncidentActivity& told,
                 const LogDifference& difference)
      : draft_(draft), incident_(*draft.incident), run_(run), told_(told) {
    for (std::size_t i = 0; i < told.seen.size(); ++i) {
      const std::size_t exchange = incident_.observations[told.seen[i].first].exchange;
      if (exchange < difference.exchange) before_ms_ = incident_.seen_at(told, i);
      if (exchange != difference.exchange) continue;
      seen_ = &incident_.seen(told, i);
      at_ms_ = incident_.seen_at(told, i);
      place_ = incident_.log.exchanges[exchange].place;
    }
  }

  bool gone_instances() {
    if (seen_ == nullptr) return false;
    bool any = false;
    for (std::size_t b = 0; b < std::min(seen_->batches.size(), run_.batches.size()); ++b) {
      for (const ObservedRow& row : seen_->batches[b].rows) {
        const bool never_begun = row.status == RowStatus::NOT_FOUND && row.last_activity.empty();
        any = (never_begun && gone(row.instance)) || any;
      }
    }
    return any;
  }

  /// Instances that an activity would take but did not: they were gone when it was made.
  bool left_out_instances(const Scenario& scenario) {
    if (seen_ == nullptr || seen_->batches.empty()) return false;
    std::set<std::string> taken;
    for (const ObservedBatch& batch : seen_->batches) {
      for (const ObservedRow& row : batch.rows) taken.insert(row.instance);
    }
    const std::size_t before = draft_.removals.size();
    for (const BatchView& batch : run_.batches) {
      for (const RowView& row : batch.rows) {
        const std::string id = instance_text(scenario.symbols, row.instance);
        if (taken.contains(id)) continue;
        draft_.removals.push_back(removal_at(id, run_.created_ms, place_));
      }
    }
    return draft_.removals.size() > before;
  }

  /// A paused activity that goes on, or a pause or an end that nobody asked for in the log.
  bool missing_call(ActivityStatus run_status) {
    if (seen_ == nullptr || !seen_->status) return false;
    if (is_paused(run_status) && began_next_batch()) return missing_resume();
    if (*seen_->status == ActivityStatus::CANCELLED && seen_->end_ms) {
      return add(Action::CancelInstanceRefresh, *incident_.relative(seen_->end_ms), since());
    }
    if (*seen_->status == ActivityStatus::MANUAL_PAUSE) {
      return add(Action::StopInstanceRefresh, before_ms_ + 1, latest_start());
    }
    return is_paused(run_status) && !is_paused(*seen_->status) && missing_resume();
  }

  /// A paused activity that went on to a later batch.
  bool missing_resume_between() { return was_paused() && missing_resume(); }

 private:
  /// A paused activity that went on to what a snapshot shows.
  bool missing_resume() {
    if (seen_ == nullptr) return false;
    const std::size_t next = run_.current_batch;  // counted from 0: the one after
    std::int64_t at = (std::max(since(), before_ms_) + at_ms_) / 2;
    if (began_next_batch()) {
      at = *incident_.relative(seen_->batches[next].start_ms);
    } else if (ends_at_once()) {
      at = *incident_.relative(seen_->end_ms);
    }
    return add(Action::ResumeInstanceRefresh, at, std::max(since(), before_ms_));
  }

  /// Whatever became of it later, it first went on.
  bool began_next_batch() const {
    const std::size_t next = run_.current_batch;  // counted from 0
    return next < seen_->batches.size() && seen_->batches[next].start_ms;
  }

  /// What the simulation did last before the snapshot, whatever a later call did to it.
  std::size_t latest_change() const {
    std::size_t latest = 0;
    for (std::size_t i = 0; i < run_.history.size(); ++i) {
      if (run_.history[i].first <= at_ms_) latest = i;
    }
    return latest;
  }
  std::int64_t since() const { return run_.history[latest_change()].first; }
  bool was_paused() const { return is_paused(run_.history[latest_change()].second); }

  bool gone(const std::string& instance) {
    const std::int64_t from = std::max(before_ms_, told_.created_ms.value_or(0)) + 1;
    if (taken_away_by_call(draft_, told_.group, instance, 0, at_ms_)) return false;
    const Bounded when{from, from, at_ms_, std::nullopt, place_};
    for (Removal& each : draft_.removals) {
      if (each.instance != instance) continue;
      const bool late = each.when.at_ms > at_ms_;  // taken for a row that was not in flight at all
      if (late) each.when = when;
      return late;
    }
    draft_.removals.push_back({instance, when});
    return true;
  }

  /// The last time before the snapshot's at which the activity is known to have begun something.
  std::int64_t latest_start() const {
    std::int64_t latest = std::max(before_ms_, told_.created_ms.value_or(0));
    for (const ObservedBatch& each : seen_->batches) {
      const auto start = incident_.relative(each.start_ms);
      if (start) latest = std::max(latest, std::min(*start + 999, at_ms_ - 1));
    }
    return latest;
  }

  bool add(Action action, std::int64_t at_ms, std::int64_t after_ms) {
    const std::int64_t at = std::max(at_ms, after_ms + 1);
    if (at > at_ms_) return false;
    IncidentCall call = made_up(action, told_, at, "the log shows what it did, not the call");
    if (action == Action::ResumeInstanceRefresh && !retried()) {
      call.request.map()->emplace_back("ResumeMode", name(ResumeMode::CONTINUE));
    }
    add_call(draft_, std::move(call), "the line of the log with that call");
    return true;
  }

  /// Whether nothing was left to do for an activity that went on, so that it ended just then.
  bool ends_at_once() const {
    return seen_->status == ActivityStatus::SUCCESSFUL && seen_->end_ms && run_.max_surge == 0 &&
           !retried();
  }

  /// Whether the failed rows of the current batch were started again.
  bool retried() const {
    if (run_.current_batch == 0 || seen_->batches.size() < run_.current_batch) return true;
    const ObservedBatch& seen = seen_->batches[run_.current_batch - 1];
    const BatchView& run = run_.batches[run_.current_batch - 1];
    return seen.status == BatchStatus::RUNNING || seen.status != run.status;
  }

  Draft& draft_;
  const Incident& incident_;
  const ActivityView& run_;
  const IncidentActivity& told_;
  const ObservedActivity* seen_ = nullptr;
  std::int64_t before_ms_ = -1;
  std::int64_t at_ms_ = 0;
  LogPlace place_;
};

/// Entries of one instant were put a millisecond apart: makes a call in the instant after all,
/// before what the service does of itself then.
bool make_at_once(Draft& draft, std::size_t exchange) {
  std::int64_t before_ms = 0;
  for (IncidentCall& each : draft.calls) {
    if (each.exchange != exchange) {
      before_ms = each.at_ms;
      continue;
    }
    const std::int64_t told_ms =
        *draft.incident->log.exchanges[exchange].time_ms - draft.incident->start_ms;
    const std::int64_t at_ms = std::max(told_ms, before_ms);
    if (at_ms >= each.at_ms) return false;
    each.at_ms = at_ms;
    return true;
  }
  return false;
}

std::string_view conflict_text() {
  return code_text(ErrorCode::RefreshActivityStatusConflictWithOperation);
}

/// Whether an answer shows an activity still at work that the simulation has at rest.
bool shows_at_work(const Exchange& exchange, const LogDifference& difference) {
  const bool conflict = difference.log_says == conflict_text();
  if (exchange.action == name(Action::StopInstanceRefresh)) {
    return difference.log_says == "ok" && difference.simulation_says == conflict_text();
  }
  return conflict && (exchange.action == name(Action::CancelInstanceRefresh) ||
                      exchange.action == name(Action::ResumeInstanceRefresh) ||
                      exchange.action == name(Action::RollbackInstanceRefresh));
}

/// Moves an end that came before a time behind it, if the log allows that; what was planned for
/// later times is planned again.
bool end_later(Draft& draft, Bounded& end, std::int64_t at_ms) {
  const std::int64_t to = end.to_ms.value_or(draft.incident->end_ms);
  if (to <= at_ms) return false;
  const std::int64_t before_ms = end.at_ms;
  end.from_ms = at_ms + 1;
  end.at_ms = at_ms + 1 + (to - at_ms - 1) / 2;
  std::erase_if(draft.rows, [before_ms](const RowPlan& each) { return each.start_ms > before_ms; });
  std::erase_if(draft.surges,
                [before_ms](const SurgePlan& each) { return each.start_ms > before_ms; });
  return true;
}

/// Of what an activity did before a call, the last ends after it instead.
bool keep_at_work(Draft& draft, const Exchange& exchange, std::int64_t at_ms) {
  std::string id = request_text(exchange, "RefreshActivityId");
  if (id.empty()) id = request_text(exchange, "OriginRefreshActivityId");
  const IncidentActivity* told = draft.incident->activity(id);
  if (told == nullptr) return false;
  Bounded* last = nullptr;
  const auto look = [&](const std::string& activity, PlannedEnd ending, Bounded& end) {
    const bool before = activity == told->as && ending != PlannedEnd::hangs && end.at_ms <= at_ms;
    if (before && (last == nullptr || end.at_ms >= last->at_ms)) last = &end;
  };
  for (RowPlan& each : draft.rows) look(each.activity, each.ending, each.end);
  for (SurgePlan& each : draft.surges) look(each.activity, each.ending, each.end);
  return last != nullptr && end_later(draft, *last, at_ms);
}

}  // namespace

bool tells_rows_apart(const std::string& what) {
  return what.ends_with(": number of batches") || what.ends_with(": number of rows") ||
         what.ends_with(": InstanceId");
}

bool Repairs::repair_answer(Draft& draft, const LogComparison& comparison) {
  LogDifference difference = *comparison.first;
  for (const IncidentCall& each : draft.calls) {
    if (each.exchange == difference.exchange) difference.at_ms = each.at_ms;
  }
  const Exchange& exchange = draft.incident->log.exchanges[difference.exchange];
  const std::string& code = difference.log_says;
  const std::string number = std::to_string(difference.exchange);
  if (once("instant " + number) && make_at_once(draft, difference.exchange)) return true;
  if (repair_numbers(draft, difference)) return true;
  if (shows_at_work(exchange, difference) && once("at work " + number) &&
      keep_at_work(draft, exchange, difference.at_ms)) {
    return true;
  }
  if (!once("answer " + number)) return false;
  const std::int64_t at = difference.at_ms;
  if (code == "ResourceUnavailable.AutoScalingGroupAbnormalStatus" ||
      code == "ResourceUnavailable.AutoScalingGroupInActivity") {
    const bool abnormal = code.ends_with("AbnormalStatus");
    draft.hindrances.push_back({difference.group, at, abnormal, exchange.place});
    return true;
  }
  if (code == "UnauthorizedOperation.AutoScalingRoleUnauthorized") {
    draft.authorized = false;
    return true;
  }
  if (code == "ResourceUnavailable.InquiryPriceResetInstanceFailed") {
    if (exchange.action == name(Action::RollbackInstanceRefresh)) {
      draft.old_image_missing.insert(difference.group);
      return true;
    }
    return lose_image(draft, difference.group, at);
  }
  if (code == "ResourceNotFound.InstancesNotFound") {
    const Value* ids = exchange.request.find("InstanceIds");
    if (ids == nullptr || ids->list() == nullptr) return false;
    for (const Value& id : *ids->list()) {
      if (id.text() != nullptr)
        draft.removals.push_back(removal_at(*id.text(), at, exchange.place));
    }
    return true;
  }
  return false;
}

bool Repairs::repair_snapshot(Draft& draft, const LogComparison& comparison,
                              const Scenario& scenario) {
  const ActivityView* run = nullptr;
  const LogDifference& difference = *comparison.first;
  const IncidentActivity* told = told_of(*draft.incident, difference, run, comparison.result);
  if (told == nullptr) return false;
  SnapshotRepair repair(draft, *run, *told, difference);
  const std::string id = std::to_string(difference.exchange) + " " + told->id;
  if (difference.log_says == name(RowStatus::NOT_FOUND) && once("gone " + id)) {
    return repair.gone_instances();
  }
  if (tells_rows_apart(difference.what) && once("left out " + id)) {
    return repair.left_out_instances(scenario);
  }
  // Between two snapshots it may have paused, and gone on, after more than one batch.
  const std::string call = "call " + id + " " + std::to_string(run->current_batch);
  const bool further = difference.what.ends_with(": CurrentRefreshBatchNum");
  if (further && once(call)) return repair.missing_resume_between();
  const auto status = parse<ActivityStatus>(difference.simulation_says);
  if (difference.what.ends_with(": Status") && status && once(call)) {
    return repair.missing_call(*status);
  }
  return false;
}

bool Repairs::repair(Draft& draft, const LogComparison& comparison, const Scenario& scenario) {
  const Exchange& exchange = draft.incident->log.exchanges[comparison.first->exchange];
  return exchange.is_snapshot() ? repair_snapshot(draft, comparison, scenario)
                                : repair_answer(draft, comparison);
}

}  // namespace refreshsim
