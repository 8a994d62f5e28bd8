#include "sim/incident/snapshot_match.h"

#include <fmt/format.h>

#include "sim/base/utc.h"
#include "sim/incident/model_rules.h"
#include "sim/record/activity_value.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kTolerance_ms = 1000;
using Time = std::optional<std::int64_t>;

std::string time_text(Time unix_ms) { return unix_ms ? utc_text(*unix_ms) : "null"; }

class Matcher {
 public:
  Matcher(const ObservedActivity& seen, const ActivityView& run, const Scenario& scenario,
          IdPairs& ids)
      : seen_(seen), run_(run), scenario_(scenario), ids_(ids) {}

  std::optional<Mismatch> operator()() {
    if (head() && batches()) return std::nullopt;
    return std::move(found_);
  }

 private:
  bool differs(const std::string& where, std::string log, std::string run, std::string_view rule) {
    found_ = {"activity " + seen_.id + where, std::move(log), std::move(run), std::string(rule)};
    return false;
  }

  template <NamedEnum E>
  bool same(const std::string& where, std::optional<E> log, E run) {
    if (!log || *log == run) return true;
    return differs(where, std::string(name(*log)), std::string(name(run)), rule_of(run));
  }

  bool same_time(const std::string& where, Time log, Time run, std::string_view rule) {
    if (run) *run += scenario_.start_unix_ms;
    const bool close =
        log && run && *run - *log < 1000 + kTolerance_ms && *log - *run <= kTolerance_ms;
    if (close || (!log && !run)) return true;
    return differs(where, time_text(log), time_text(run), rule);
  }

  bool head() {
    if (!same(": Status", seen_.status, run_.status)) return false;
    const std::int64_t current = run_.current_batch;
    if (seen_.current_batch && *seen_.current_batch != current) {
      return differs(": CurrentRefreshBatchNum", std::to_string(*seen_.current_batch),
                     std::to_string(current), rule_of(run_.status));
    }
    const std::string_view rule = rule_of(run_.status);
    return same_time(": CreatedTime", seen_.created_ms, run_.created_ms, rule) &&
           same_time(": StartTime", seen_.start_ms, run_.start_ms, rule) &&
           same_time(": EndTime", seen_.end_ms, run_.end_ms, rule);
  }

  bool batches() {
    if (seen_.batches.empty()) return true;
    if (seen_.batches.size() != run_.batches.size()) {
      return differs(": number of batches", std::to_string(seen_.batches.size()),
                     std::to_string(run_.batches.size()), "section 4: BatchNumber");
    }
    for (std::size_t i = 0; i < seen_.batches.size(); ++i) {
      if (!batch(seen_.batches[i], run_.batches[i], i + 1)) return false;
    }
    return true;
  }

  bool batch(const ObservedBatch& seen, const BatchView& run, std::size_t number) {
    const std::string where = fmt::format(", batch {}", number);
    if (!rows(seen, run, where)) return false;
    const std::string_view rule = rule_of(run.status);
    return same(where + ": RefreshBatchStatus", seen.status, run.status) &&
           same_time(where + ": StartTime", seen.start_ms, run.start_ms, rule) &&
           same_time(where + ": EndTime", seen.end_ms, run.end_ms, rule);
  }

  bool rows(const ObservedBatch& seen, const BatchView& run, const std::string& where) {
    if (seen.rows.empty()) return true;
    if (seen.rows.size() != run.rows.size()) {
      return differs(where + ": number of rows", std::to_string(seen.rows.size()),
                     std::to_string(run.rows.size()),
                     "section 4: the instances in service when it was accepted, in `even-batches`");
    }
    for (std::size_t i = 0; i < seen.rows.size(); ++i) {
      if (!row(seen.rows[i], run.rows[i], where)) return false;
    }
    return true;
  }

  bool row(const ObservedRow& seen, const RowView& run, const std::string& where) {
    const std::string id = instance_text(scenario_.symbols, run.instance);
    if (!ids_.pair(seen.instance, id)) {
      return differs(where + ": InstanceId", seen.instance, id,
                     "section 4: rows stand in the group's order");
    }
    const std::string place = where + ", instance " + seen.instance;
    if (!same(place + ": InstanceStatus", seen.status, run.status)) return false;
    return last_activity(seen, run, place) && message(seen, run, place);
  }

  bool last_activity(const ObservedRow& seen, const RowView& run, const std::string& place) {
    if (seen.last_activity.empty()) return true;
    const std::string id = run.last_activity == 0 ? "" : scaling_activity_text(run.last_activity);
    if (!id.empty() && ids_.pair(seen.last_activity, id)) return true;
    return differs(place + ": LastActivityId", seen.last_activity, id.empty() ? "null" : id,
                   "section 3: each attempt is a scaling activity of its own");
  }

  /// A message of the service's own words is the end of the simulation's.
  bool message(const ObservedRow& seen, const RowView& run, const std::string& place) {
    const std::string& log = seen.message;
    if (log.empty() || run.message.ends_with(log) || same_but_ids(log, run.message)) return true;
    return differs(place + ": InstanceStatusMessage", log, run.message, rule_of(run.status));
  }

  /// `replaced by ID`, where the ids correspond.
  bool same_but_ids(const std::string& log, const std::string& run) {
    for (const std::string_view mark : {"replaced by ", "; new instance "}) {
      const std::size_t a = log.find(mark);
      const std::size_t b = run.find(mark);
      if (a == std::string::npos || b == std::string::npos) continue;
      return run.substr(0, b).ends_with(log.substr(0, a)) &&
             ids_.pair(log.substr(a + mark.size()), run.substr(b + mark.size()));
    }
    return false;
  }

  const ObservedActivity& seen_;
  const ActivityView& run_;
  const Scenario& scenario_;
  IdPairs& ids_;
  Mismatch found_;
};

}  // namespace

bool IdPairs::pair(const std::string& log, const std::string& run) {
  const auto to = run_of_.find(log);
  const auto from = log_of_.find(run);
  const bool told = to != run_of_.end();
  const bool ran = from != log_of_.end();
  if ((told && to->second != run) || (ran && from->second != log)) return false;
  if (!told || !ran) tentative_.emplace_back(log, run);
  return true;
}

void IdPairs::settle() {
  for (auto& [log, run] : tentative_) {
    run_of_.emplace(log, run);
    log_of_.emplace(run, log);
  }
  tentative_.clear();
}

std::optional<Mismatch> mismatch(const ObservedActivity& seen, const ActivityView& run,
                                 const Scenario& scenario, IdPairs& ids) {
  return Matcher(seen, run, scenario, ids)();
}

}  // namespace refreshsim
