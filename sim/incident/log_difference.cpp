#include "sim/incident/log_difference.h"

#include <algorithm>
#include <cstdlib>

#include "sim/incident/model_rules.h"
#include "sim/incident/snapshot_watch.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kCallsApart_ms = 60'000;  // between a call and the line about its answer

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
