// Calls that a snapshot shows to have been made, though the log lacks them.
#include <algorithm>
#include <utility>

#include "sim/incident/parting.h"

namespace refreshsim {
namespace {

class MissingCalls {
 public:
  explicit MissingCalls(const Parting& parting)
      : parting_(parting),
        draft_(parting.draft),
        incident_(parting.incident()),
        run_(parting.run),
        told_(parting.told),
        seen_(parting.seen) {}

  bool find(ActivityStatus run_status) {
    if (!seen_.status) return false;
    // Whatever became of it later, it first went on.
    if (is_paused(run_status) && began_next_batch()) return resume();
    if (*seen_.status == ActivityStatus::CANCELLED && seen_.end_ms) return find_cancel();
    const bool rolled_back = run_status == ActivityStatus::CANCELLED;
    if (rolled_back && seen_.status == ActivityStatus::SUCCESSFUL) return was_paused() && resume();
    if (*seen_.status == ActivityStatus::MANUAL_PAUSE) {
      const std::int64_t began = std::max(latest_start(), latest_plan_ms(parting_.at_ms - 1));
      return add(Action::StopInstanceRefresh, parting_.before_ms + 1, began);
    }
    return is_paused(run_status) && resume();
  }

  /// Just before the rollback's own call, which made it.
  bool find_stop(const IncidentActivity& rollback) {
    for (const IncidentCall& each : draft_.calls) {
      if (each.id != rollback.id) continue;
      if (status_at(each.at_ms) != ActivityStatus::RUNNING) return false;
      return add(Action::StopInstanceRefresh, each.at_ms - 1, latest_plan_ms(each.at_ms - 1));
    }
    return false;
  }

  bool find_resume() { return was_paused() && (stop_later() || resume()); }

  bool find_retry() {
    const ObservedRow* row = failed_again();
    if (row == nullptr) return false;
    const auto [after, to] = retried_between(*row);
    const std::int64_t from = std::max(after, latest_plan_ms(to));
    if (to - from < 4) return false;
    const std::int64_t at = from + (to - from) / 2;
    forget(draft_.rows, [at](const RowPlan& each) { return each.end.at_ms >= at; });
    return add_resume(at, from, true);
  }

 private:
  /// What was at work when it was cancelled had been stopped first.
  bool find_cancel() {
    const std::int64_t end = *incident_.relative(seen_.end_ms);
    const std::int64_t made = run_.created_ms;
    const bool at_once = !seen_.start_ms && end <= made;  // before it reacted to anything
    if (at_once) return add(Action::CancelInstanceRefresh, made, made - 1);
    const bool at_work = status_at(end - 1) == ActivityStatus::RUNNING;
    if (at_work && add(Action::StopInstanceRefresh, parting_.before_ms + 1, latest_start())) {
      return true;
    }
    return add(Action::CancelInstanceRefresh, end, since());
  }

  /// A paused activity that went on to what the snapshot shows.
  bool resume() {
    const std::int64_t after = std::max(since(), parting_.before_ms);
    std::int64_t at = (after + parting_.at_ms) / 2;
    if (began_next_batch()) {
      at = *incident_.relative(next_batch().start_ms);
    } else if (ends_at_once()) {
      at = *incident_.relative(seen_.end_ms);
    } else if (went_on_after_failure()) {
      at = parting_.at_ms;
    } else if (retry_found_all_gone()) {
      at = incident_.relative(seen_.batches[run_.current_batch - 1].end_ms).value_or(at);
    }
    return add_resume(at, after, retried());
  }

  /// A Stop whose time the log tells to a second came after what began in that second.
  bool stop_later() {
    const auto current = static_cast<std::size_t>(seen_.current_batch.value_or(0));
    if (current == 0 || current > seen_.batches.size()) return false;
    const std::optional<std::int64_t> start =
        incident_.relative(seen_.batches[current - 1].start_ms);
    if (!start) return false;
    for (std::size_t i = 0; i < draft_.calls.size(); ++i) {
      IncidentCall& call = draft_.calls[i];
      const bool stops = call.action == Action::StopInstanceRefresh && call.exchange &&
                         call.at_ms == since() && call.at_ms / 1000 * 1000 == *start;
      if (!stops || incident_.log.exchanges[*call.exchange].resolution_ms < 1000) continue;
      const std::int64_t latest =
          i + 1 < draft_.calls.size() ? draft_.calls[i + 1].at_ms : INT64_MAX;
      const std::int64_t at = std::min(*start + 999, latest);
      if (at <= call.at_ms) return false;
      call.at_ms = at;
      forget_after(*start);
      return true;
    }
    return false;
  }

  /// Batches count from 1: the one after the current one.
  const ObservedBatch& next_batch() const { return seen_.batches[run_.current_batch]; }
  bool began_next_batch() const {
    return run_.current_batch < seen_.batches.size() && next_batch().start_ms;
  }

  /// What the simulation did last before a time.
  std::size_t change_at(std::int64_t at_ms) const {
    std::size_t latest = 0;
    for (std::size_t i = 0; i < run_.history.size(); ++i) {
      if (run_.history[i].first <= at_ms) latest = i;
    }
    return latest;
  }
  ActivityStatus status_at(std::int64_t at_ms) const {
    return run_.history[change_at(at_ms)].second;
  }
  /// Before the snapshot, whatever a later call did to it, and a rollback that should not be one.
  std::size_t latest_change() const {
    const std::size_t latest = change_at(parting_.at_ms);
    const bool wrong = run_.history[latest].second == ActivityStatus::CANCELLED &&
                       seen_.status != ActivityStatus::CANCELLED;
    return wrong && latest > 0 ? latest - 1 : latest;
  }
  std::int64_t since() const { return run_.history[latest_change()].first; }
  bool was_paused() const { return is_paused(run_.history[latest_change()].second); }

  /// The last time before the snapshot's at which the activity is known to have begun something.
  std::int64_t latest_start() const {
    std::int64_t latest = std::max(parting_.before_ms, told_.created_ms.value_or(0));
    for (const ObservedBatch& each : seen_.batches) {
      const auto start = incident_.relative(each.start_ms);
      if (start) latest = std::max(latest, std::min(*start + 999, parting_.at_ms - 1));
    }
    return latest;
  }

  /// Whether nothing was left to do for an activity that went on, so that it ended just then.
  bool ends_at_once() const {
    return seen_.status == ActivityStatus::SUCCESSFUL && seen_.end_ms && run_.max_surge == 0 &&
           !retried();
  }

  /// Whether it runs although its batch failed, and so was paused when that ended.
  bool went_on_after_failure() const {
    if (seen_.status != ActivityStatus::RUNNING || run_.current_batch == 0 || retried())
      return false;
    const ObservedBatch& seen = seen_.batches[run_.current_batch - 1];
    return seen.status == BatchStatus::FAILED || seen.status == BatchStatus::PARTIALLY_SUCCESSFUL;
  }

  /// Whether a retry began nothing: what had failed was gone, and the batch over at once. Such a
  /// row still names its attempt before.
  bool retry_found_all_gone() const {
    if (run_.current_batch == 0 || seen_.batches.size() < run_.current_batch) return false;
    const auto& seen = seen_.batches[run_.current_batch - 1].rows;
    const auto& run = run_.batches[run_.current_batch - 1].rows;
    bool any = false;
    for (std::size_t i = 0; i < std::min(seen.size(), run.size()); ++i) {
      if (run[i].status != RowStatus::FAILED) continue;
      const bool same = !seen[i].last_activity.empty() &&
                        seen[i].last_activity == activity_before(seen[i].instance);
      if (seen[i].status != RowStatus::NOT_FOUND || !same) return false;
      any = true;
    }
    return any;
  }

  /// The LastActivityId of a row of the current batch in the snapshots before this one.
  std::string activity_before(const std::string& instance) const {
    std::string activity;
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      if (incident_.seen_at(told_, i) >= parting_.at_ms) break;
      const ObservedRow* row = incident_.seen(told_, i).row(run_.current_batch - 1, instance);
      if (row != nullptr) activity = row->last_activity;
    }
    return activity;
  }

  /// Whether the failed rows of the current batch were started again.
  bool retried() const {
    if (run_.current_batch == 0 || seen_.batches.size() < run_.current_batch) return true;
    const ObservedBatch& seen = seen_.batches[run_.current_batch - 1];
    const BatchView& run = run_.batches[run_.current_batch - 1];
    return seen.status == BatchStatus::RUNNING || seen.status != run.status;
  }

  /// A row of the current batch that tells of a later attempt than the replay's last.
  const ObservedRow* failed_again() const {
    if (run_.current_batch == 0 || seen_.batches.size() < run_.current_batch) return nullptr;
    const auto& seen = seen_.batches[run_.current_batch - 1].rows;
    const auto& run = run_.batches[run_.current_batch - 1].rows;
    for (std::size_t i = 0; i < std::min(seen.size(), run.size()); ++i) {
      const auto told = told_failure(seen[i].message).attempt;
      const auto ran = told_failure(run[i].message).attempt;
      if (run[i].status == RowStatus::FAILED && told && ran && *told > *ran) return &seen[i];
    }
    return nullptr;
  }

  /// The snapshots between which a row's last attempt began: attempts before it that no snapshot
  /// shows did so too. If it had ended by then, it had when its batch had.
  std::pair<std::int64_t, std::int64_t> retried_between(const ObservedRow& row) const {
    std::int64_t before = told_.created_ms.value_or(0);
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedActivity& seen = incident_.seen(told_, i);
      const ObservedRow* same = seen.row(run_.current_batch - 1, row.instance);
      if (same == nullptr || same->last_activity != row.last_activity) {
        before = at;
        continue;
      }
      const auto end = incident_.relative(seen.batches[run_.current_batch - 1].end_ms);
      return {before, std::min(end.value_or(at), at)};
    }
    return {before, parting_.at_ms};
  }

  /// When the activity began something last of what the snapshot shows.
  std::int64_t latest_plan_ms(std::int64_t until_ms) const {
    std::int64_t latest = 0;
    for (const RowPlan& each : draft_.rows) {
      const bool shown =
          !seen_.current_batch || std::cmp_less_equal(each.batch, *seen_.current_batch);
      const bool counted = each.activity == told_.as && each.start_ms <= until_ms && shown;
      if (counted) latest = std::max(latest, each.start_ms);
    }
    return latest;
  }

  template <class Plan, class Which>
  void forget(std::vector<Plan>& plans, Which which) {
    std::erase_if(plans,
                  [&](const Plan& each) { return each.activity == told_.as && which(each); });
  }

  void forget_after(std::int64_t at_ms) {
    const auto later = [at_ms](const auto& plan) { return plan.start_ms > at_ms; };
    forget(draft_.rows, later);
    forget(draft_.surges, later);
  }

  bool add_resume(std::int64_t at_ms, std::int64_t after_ms, bool retry) {
    IncidentCall call = made_up(Action::ResumeInstanceRefresh);
    if (!retry) call.request.map()->emplace_back("ResumeMode", name(ResumeMode::CONTINUE));
    return add(std::move(call), at_ms, after_ms);
  }

  bool add(Action action, std::int64_t at_ms, std::int64_t after_ms) {
    return add(made_up(action), at_ms, after_ms);
  }

  /// What was planned for later times is planned again.
  bool add(IncidentCall call, std::int64_t at_ms, std::int64_t after_ms) {
    call.at_ms = std::max(at_ms, after_ms + 1);
    if (call.at_ms > parting_.at_ms) return false;
    forget_after(call.at_ms);
    draft_.assumptions.push_back(
        {std::string(name(call.action)) + " was called, though the log does not say so",
         "the line of the log with that call"});
    const auto next =
        std::find_if(draft_.calls.begin(), draft_.calls.end(),
                     [&call](const IncidentCall& each) { return each.at_ms > call.at_ms; });
    draft_.calls.insert(next, std::move(call));
    return true;
  }

  IncidentCall made_up(Action action) const {
    IncidentCall call;
    call.action = action;
    call.why = "the log shows what it did, not the call";
    call.request =
        Value::Map{{"AutoScalingGroupId", told_.group}, {"RefreshActivityId", "$" + told_.as}};
    return call;
  }

  const Parting& parting_;
  Draft& draft_;
  const Incident& incident_;
  const ActivityView& run_;
  const IncidentActivity& told_;
  const ObservedActivity& seen_;
};

}  // namespace

bool find_missing_call(const Parting& parting, ActivityStatus run_status) {
  return MissingCalls(parting).find(run_status);
}

bool find_missing_stop(const Parting& parting, const IncidentActivity& rollback) {
  return MissingCalls(parting).find_stop(rollback);
}

bool find_missing_resume(const Parting& parting) { return MissingCalls(parting).find_resume(); }

bool find_missing_retry(const Parting& parting) { return MissingCalls(parting).find_retry(); }

}  // namespace refreshsim
