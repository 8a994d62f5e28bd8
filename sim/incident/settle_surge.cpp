// When and how a surge scaling ended, as far as the log tells.
#include <algorithm>

#include "sim/incident/settle.h"

namespace refreshsim {
namespace {

class SurgeReader {
 public:
  SurgeReader(const Draft& draft, const IncidentActivity& told, SurgePlan plan)
      : draft_(draft), incident_(*draft.incident), told_(told), plan_(std::move(plan)) {
    find_calls();
    find_seen();
  }

  SurgePlan plan() {
    std::int64_t to = over_by_.value_or(INT64_MAX);
    if (failed_by_ && *failed_by_ <= to) {
      end(PlannedEnd::fails, *failed_by_);
    } else if (over_by_ && !done_by_) {
      end(PlannedEnd::fails, *over_by_);
    } else if (over_by_ && done_by_ && *done_by_ > *over_by_) {
      end(stopped_ ? PlannedEnd::passes : PlannedEnd::fails, *over_by_);
    } else if (done_by_) {
      const std::int64_t at = std::max(*done_by_, plan_.end.from_ms);
      plan_.ending = failed_at_end_ ? PlannedEnd::fails : PlannedEnd::passes;
      plan_.end.to_ms = std::max(at, *done_by_ + 999);
      plan_.end.at_ms = at;
    }
    return plan_;
  }

 private:
  void end(PlannedEnd how, std::int64_t to) {
    plan_.ending = how;
    plan_.end.to_ms = std::max(to, plan_.end.from_ms);
    const std::int64_t at = plan_.end.from_ms + (*plan_.end.to_ms - plan_.end.from_ms) / 2;
    const std::int64_t round = at / 1000 * 1000;
    plan_.end.at_ms = round >= plan_.end.from_ms ? round : at;
  }

  /// A paused activity that goes on, or ends: nothing was in flight any more.
  void find_calls() {
    bool stopped = false;
    for (const ActivityCall& call : calls_on(draft_, told_)) {
      const bool says_nothing = call.refused && (stopped || !plan_.out);
      if (call.at_ms <= plan_.start_ms || says_nothing) continue;
      const bool stops = call.action == Action::StopInstanceRefresh && !call.refused;
      const bool goes_on = stopped && call.action == Action::ResumeInstanceRefresh;
      if (stops || goes_on) {
        stopped = stops;
        stopped_ = true;
        continue;
      }
      over_by_ = call.at_ms - 1;
      return;
    }
  }

  void find_seen() {
    plan_.end.from_ms = plan_.start_ms;
    for (std::size_t i = 0; i < told_.seen.size(); ++i) {
      const std::int64_t at = incident_.seen_at(told_, i);
      const ObservedActivity& seen = incident_.seen(told_, i);
      if (at < plan_.start_ms || !seen.status) continue;
      const LogPlace place =
          incident_.log.exchanges[incident_.observations[told_.seen[i].first].exchange].place;
      if (look(seen, at)) {
        plan_.end.seen_after = place;
        return;
      }
      if (!over_by_ || at <= *over_by_) {
        if (seen.status == ActivityStatus::RUNNING) {
          plan_.end.from_ms = std::max(plan_.end.from_ms, at + 1);
          plan_.end.seen_before = place;
        }
      }
    }
  }

  /// Whether a snapshot shows the scaling to be over.
  bool look(const ObservedActivity& seen, std::int64_t at) {
    const auto end = incident_.relative(seen.end_ms);
    const bool cancelled =
        seen.status == ActivityStatus::CANCELLED && end && (!over_by_ || *end + 999 < *over_by_);
    if (plan_.out && !seen.batches.empty() && seen.batches.front().start_ms) {
      done_by_ = incident_.relative(seen.batches.front().start_ms);
      return true;
    }
    if (seen.status == ActivityStatus::FAILED_PAUSE && (!over_by_ || at <= *over_by_ + 1)) {
      failed_by_ = at;
      return true;
    }
    if (!plan_.out && seen.status == ActivityStatus::SUCCESSFUL && end) {
      done_by_ = end;
      return true;
    }
    if (cancelled) {
      done_by_ = end;
      failed_at_end_ = true;
      return true;
    }
    return false;
  }

  const Draft& draft_;
  const Incident& incident_;
  const IncidentActivity& told_;
  SurgePlan plan_;
  std::optional<std::int64_t> over_by_;    ///< a call shows that it was over
  std::optional<std::int64_t> failed_by_;  ///< a snapshot shows that it had failed
  std::optional<std::int64_t> done_by_;    ///< the second in which what comes next began
  bool failed_at_end_ = false;             ///< what came next is the activity's end
  bool stopped_ = false;
};

}  // namespace

SurgePlan plan_for(const Draft& draft, const ActivityView& run, const FlightWatch::Surge& surge) {
  SurgePlan plan;
  plan.activity = run.as;
  plan.out = surge.state == SurgeState::scaling_out;
  plan.attempt = plan.out ? surge.outs : surge.ins;
  plan.start_ms = surge.start_ms;
  plan.end = {draft.incident->end_ms + 1, surge.start_ms, std::nullopt, {}, {}};
  for (const IncidentActivity& each : draft.incident->activities) {
    if (each.as == run.as) return SurgeReader(draft, each, plan).plan();
  }
  return plan;
}

}  // namespace refreshsim
