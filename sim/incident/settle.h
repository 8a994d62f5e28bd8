// The steps in which a draft gets its explanations (import_log.h).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "sim/incident/draft.h"
#include "sim/incident/log_difference.h"

namespace refreshsim {

/// Hears when rows and surge scalings began.
class FlightWatch final : public RecordSink {
 public:
  struct Flight {
    std::int64_t start_ms = 0;
    std::uint32_t attempt = 0;
  };
  struct Surge {
    std::int64_t start_ms = 0;
    SurgeState state = SurgeState::none;
    std::uint32_t outs = 0;
    std::uint32_t ins = 0;
  };
  void hear(std::span<const Record> records) override;
  /// The latest attempt of a row, counted within its activity.
  const Flight& row(std::size_t activity, std::size_t row) const {
    return rows_.at({activity, row});
  }
  const std::map<std::size_t, Surge>& surges() const { return surges_; }

 private:
  std::map<std::pair<std::size_t, std::size_t>, Flight> rows_;
  std::map<std::size_t, Surge> surges_;
};

/// A batch whose rows are in flight at the end of a replay.
struct PendingBatch {
  const ActivityView* run = nullptr;
  const IncidentActivity* told = nullptr;  ///< null: the log knows nothing of it
  std::size_t batch = 0;                   ///< from 0
  std::int64_t start_ms = 0;
  struct Row {
    std::size_t place = 0;  ///< in the batch
    std::string instance;   ///< the run's id
    std::uint32_t attempt = 1;
  };
  std::vector<Row> rows;
};

/// A draft as it was run.
struct Replayed {
  Scenario scenario;
  LogComparison comparison;
  std::vector<PendingBatch> batches;
  std::vector<std::pair<std::size_t, FlightWatch::Surge>> surges;  ///< by activity of the run
};

/// What a call did to an activity.
struct ActivityCall {
  std::int64_t at_ms = 0;
  Action action = Action::StopInstanceRefresh;
  bool retry = true;
  bool refused = false;  ///< but so that the activity was not at work (or was in its scale-in)
};
/// The accepted calls that name an activity, and those whose refusal tells of it, in order.
std::vector<ActivityCall> calls_on(const Draft& draft, const IncidentActivity& activity);

/// Ends for a batch's rows; several if the log leaves open in which order things happened within a
/// second, the likeliest first. Each is a set of plans and of instances that are gone.
struct BatchPlan {
  std::vector<RowPlan> rows;
  std::vector<Removal> removals;
};
std::vector<BatchPlan> plans_for(const Draft& draft, const PendingBatch& pending);

/// Whether a batch is one that the log shows, as far as the ids of its activity's rows and its
/// StartTime tell: an end that is planned for another one would stay when that is put right.
bool is_told(const Draft& draft, const PendingBatch& pending, const Scenario& scenario);

SurgePlan plan_for(const Draft& draft, const ActivityView& run, const FlightWatch::Surge& surge);

/// Up to when the calls say that a batch was over.
struct CallBound {
  std::optional<std::int64_t> over_by_ms;  ///< all rows had ended then
  bool by_failure = false;  ///< paused without a Stop: a row failed, unless BatchPause asks
};
CallBound bound_by_calls(const Draft& draft, const IncidentActivity& told, std::size_t batch,
                         std::int64_t start_ms);
/// A text in an activity's RollingUpdateSettings; empty if there is none.
std::string rolling_setting(const IncidentActivity& activity, std::string_view key);

/// What a call on an instance showed of the rows that it had.
struct InstanceSign {
  std::int64_t at_ms = 0;
  bool in_flight = false;
  bool taken_away = false;         ///< by this very call
  std::optional<RowStatus> ended;  ///< how its row seems to have ended
  LogPlace place;
};
/// In order of time.
std::vector<InstanceSign> signs_of(const Draft& draft, const std::string& group,
                                   const std::string& instance);

/// Whether a call took an instance away in that time, its ends included.
bool taken_away_by_call(const Draft& draft, const std::string& group, const std::string& instance,
                        std::int64_t from_ms, std::int64_t to_ms);

/// When a rollback of the activity was made that leaves an instance out: its row had ended, and it
/// was gone.
std::optional<std::int64_t> left_out_ms(const Draft& draft, const IncidentActivity& origin,
                                        const std::string& instance);

/// An instance whose owner took it away by then.
Removal removal_at(std::string instance, std::int64_t at_ms, LogPlace place);

/// Whether a difference is that an activity's rows are other ones than the log shows.
bool tells_rows_apart(const std::string& what);

/// An answer for which a group must have had more or fewer instances: gives or takes one.
bool repair_numbers(Draft& draft, const LogDifference& difference);

/// A start that was refused for its image: that of the group's launch configuration, or of another
/// one, if an accepted start shows that image to exist.
bool lose_image(Draft& draft, const std::string& group, std::int64_t at_ms);

/// Gives the draft a cause for a difference; false if none is likely.
class Repairs {
 public:
  bool repair(Draft& draft, const LogComparison& comparison, const Scenario& scenario);

 private:
  bool repair_answer(Draft& draft, const LogComparison& comparison);
  bool repair_snapshot(Draft& draft, const LogComparison& comparison, const Scenario& scenario);
  bool once(const std::string& what) { return done_.insert(what).second; }
  std::set<std::string> done_;
};

/// `step failed (attempt 2): why`, as the model words it.
struct ToldFailure {
  std::optional<Step> step;
  std::optional<std::uint32_t> attempt;
  std::string why;
};
ToldFailure told_failure(const std::string& message);

}  // namespace refreshsim
