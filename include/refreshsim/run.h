// Running a scenario: the result, and the simulation that gives it.
//
//   refreshsim::Simulation simulation(scenario);
//   refreshsim::RunResult result = simulation.run({.seed = 7, .replica = 0});
//
// A run is a pure function of (scenario, seed, replica) (model.md, section 1).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/enum_names.h"
#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "refreshsim/statistics.h"

namespace refreshsim {

struct RowView {
  InstanceName instance;
  RowStatus status = RowStatus::WAITING;
  std::uint32_t last_activity = 0;  ///< number of LastActivityId `asa-…`; 0: never started
  std::string message;              ///< InstanceStatusMessage; empty: none
  std::int64_t since_ms = 0;        ///< when it entered that status
};

struct BatchView {
  BatchStatus status = BatchStatus::WAITING;
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
  std::vector<RowView> rows;
};

/// An activity as DescribeRefreshActivities tells it.
struct ActivityView {
  std::string as;  ///< the name it goes by in the scenario; empty: none
  std::string id;
  std::string group;
  std::string origin;  ///< of a rollback
  ActivityType type = ActivityType::NORMAL;
  RefreshMode mode = RefreshMode::ROLLING_UPDATE_RESET;
  std::uint32_t batch_number = 0;
  BatchPause batch_pause = BatchPause::AUTOMATIC;
  FailProcess fail_process = FailProcess::AUTO_PAUSE;
  std::uint32_t max_surge = 0;
  bool check_health = false;
  std::uint32_t check_health_timeout_s = 1800;
  ActivityStatus status = ActivityStatus::INIT;
  std::uint32_t current_batch = 0;
  std::int64_t created_ms = 0;
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
  std::vector<BatchView> batches;
  std::vector<std::pair<std::int64_t, ActivityStatus>> history;  ///< (entered at, status)
  ActivityStatistics statistics;
};

struct CallView {
  std::int64_t at_ms = 0;
  CallId call;
  std::uint32_t firing = 1;
  Value request;     ///< with `$name` replaced
  Value response;    ///< {"Response": {…}}
  std::string code;  ///< of the error; empty: accepted
};

struct InstanceView {
  InstanceName name;
  GroupId group;
  ZoneId zone;
  LifeCycleState state = LifeCycleState::IN_SERVICE;  ///< the last one
  SymbolId image;                                     ///< none: never installed
  bool healthy = true;
  bool surge = false;
  std::optional<std::int64_t> gone_ms;
  std::int64_t since_ms = 0;  ///< when state, health or image changed last, or it was made
  std::int64_t downtime_ms = 0;
  std::uint32_t attempts = 0;
  std::vector<SymbolId> images;  ///< in the order in which it was installed with them
};

/// The state of a group when the run was over.
struct GroupView {
  std::string id;
  std::uint32_t desired = 0;
  GroupStatus status = GroupStatus::NORMAL;
  EnabledStatus enabled = EnabledStatus::ENABLED;
  InActivityStatus in_activity = InActivityStatus::NOT_IN_ACTIVITY;
  GroupStatistics statistics;
};

struct ExpectationView {
  std::string text;
  Place place;
  bool ok = false;
  std::string got;                    ///< what was there instead, or as well, and since when
  std::optional<std::int64_t> at_ms;  ///< the moment that decided it, where there is one
};

/// The fingerprint of the first `records` records: where two runs part shows between two of these.
struct Checkpoint {
  std::uint64_t records = 0;
  std::uint64_t fingerprint = 0;
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

struct RunResult {
  std::string name;
  std::uint64_t seed = 1;
  std::uint32_t replica = 0;
  std::uint64_t fingerprint = 0;
  std::uint64_t events = 0;
  std::uint64_t records = 0;
  std::vector<Checkpoint> checkpoints;  ///< at most 32, evenly spaced, at multiples of a power of 2
  std::int64_t end_ms = 0;              ///< the end of the window
  std::string stopped;                  ///< why the run was broken off there; empty: it was not
  std::vector<CallView> calls;
  std::vector<ActivityView> activities;
  std::vector<InstanceView> instances;  ///< groups in the file's order, then the group's order
  std::vector<GroupView> groups;
  std::vector<ExpectationView> expectations;

  bool as_expected() const {
    if (!stopped.empty()) return false;
    for (const ExpectationView& each : expectations) {
      if (!each.ok) return false;
    }
    return true;
  }
};

/// How a run finds out what comes next. Both give the same records, hence the same of everything.
enum class Engine : std::uint8_t { automatic, loop };
template <>
struct EnumText<Engine> {  // by hand: `auto` is a word of C++
  static constexpr std::string_view type = "Engine";
  static constexpr std::array<std::string_view, 2> names{"auto", "loop"};
  static constexpr std::array<std::string_view, 2> meanings{
      "the steps of many rows that start together are computed, and their ends sorted",
      "every step waits in the queue"};
};

struct RunOptions {
  std::optional<std::uint64_t> seed;  ///< instead of the scenario's
  std::uint32_t replica = 0;
  std::vector<RecordSink*> sinks;  ///< hear the records as they come
  /// Called now and then with (events so far, simulated ms); returns false to stop the run there.
  std::function<bool(std::uint64_t, std::int64_t)> progress;
  Engine engine = Engine::automatic;
  /// For runs whose numbers alone count: false saves the fingerprint and its checkpoints …
  bool fingerprint = true;
  /// … and measure() the quantiles of the downtimes, which stay null.
  bool downtimes = true;
  /// For results of which nobody looks at each instance: false leaves RunResult::instances and the
  /// batches' rows empty, unless a call's answer or an expectation needs them. They take several
  /// times the memory of the run.
  bool lists = true;
};

/// Runs one scenario as often as asked, in a world that is reset and used again. The scenario must
/// outlive it. One thread at a time; several simulations may share a scenario.
class Simulation {
 public:
  explicit Simulation(const Scenario& scenario);
  ~Simulation();
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;

  /// Everything that there is to know.
  RunResult run(const RunOptions& options = {});
  /// The same without the calls' answers: what expectations and activities' statistics need.
  RunResult assess(const RunOptions& options = {});
  /// Only the fingerprint, the number of events and records, end_ms and each group's statistics.
  RunResult measure(const RunOptions& options = {});
  /// The same into the result of an earlier one, whose memory is used again: a run that is like
  /// earlier ones of this simulation allocates nothing.
  void measure(const RunOptions& options, RunResult& into);

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace refreshsim
