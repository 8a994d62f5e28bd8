// The service: refresh activities, their batches and rows, surge, rollback, and the API's calls
// (model.md, sections 4 to 6). It decides what comes next; what happens to one instance is the
// fleet's business.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "refreshsim/error_code.h"
#include "refreshsim/scenario.h"
#include "sim/base/large_vector.h"
#include "sim/base/prefetch.h"
#include "sim/engine/event_queue.h"
#include "sim/engine/fact_stream.h"
#include "sim/fleet/fleet.h"
#include "sim/record/ledger.h"
#include "sim/service/activity.h"
#include "sim/service/request.h"
#include "sim/service/status_machines.h"

namespace refreshsim {

/// What the API answers to a call.
struct Answer {
  ErrorCode code = ErrorCode::ok;
  std::string detail;   ///< of an error: which parameter
  ActivityId activity;  ///< that Start or Rollback made
  Value::Map content;   ///< what DescribeRefreshActivities found
};

/// What an instance is part of, so that its loss is told there.
struct Involvement {
  std::uint32_t waiting = Record::kNone;    ///< row WAITING
  std::uint32_t in_flight = Record::kNone;  ///< row in flight
  std::uint32_t making = Record::kNone;     ///< row whose new instance it is, until in service
  std::uint32_t surge = Record::kNone;      ///< surge place
  friend bool operator==(const Involvement&, const Involvement&) = default;
};

/// Calls of one action within one whole second.
struct Rate {
  std::int64_t second = -1;
  std::uint32_t calls = 0;
};

/// Everything that changes in the service, as plain data that can be copied and put back.
struct ServiceState {
  std::vector<Activity> activities_;
  LargeVector<Row> rows_;
  std::vector<Batch> batches_;
  std::vector<SurgePlace> surge_;
  LargeVector<Replacement> replacements_;
  /// Of those made in the run, which come last: the row, or the surge place, it was made for.
  std::vector<std::uint32_t> made_for_;
  std::vector<ActivityId> current_;  ///< by group: the activity that has not ended
  std::vector<ActivityId> latest_of_group_;
  std::vector<std::uint32_t> activities_of_group_;
  std::vector<ActivityId> latest_by_name_;
  std::vector<std::pair<std::string, ActivityId>> by_id_;  ///< sorted
  std::uint32_t next_activity_number_ = 1;
  std::uint32_t next_scaling_activity_ = 1;  ///< LastActivityId
  std::array<Rate, kCount<Action>> rates_{};
};

class Service : public FleetObserver, private ServiceState {
 public:
  Service(const Scenario& scenario, EventQueue& queue, FactStream& facts, Fleet& fleet);

  void reset();
  ServiceState state() const { return *this; }
  void restore(const ServiceState& state) {
    static_cast<ServiceState&>(*this) = state;
    found_at_ = kStale;
    latest_place_ = {};
  }
  /// Runs the pending reaction of an activity, if `event` is the one it waits for.
  void react(const Event& event);
  /// Makes a call: checks it, and does what it asks for or nothing. `ledger` knows the facts so far
  /// (null: a DescribeRefreshActivities answers without content).
  Answer call(CallId id, std::uint32_t firing, const Value& request, std::uint64_t cause,
              const Ledger* ledger);

  /// The activity of a group that has not ended; none if there is none.
  ActivityId current(GroupId group) const { return current_[group.value]; }
  /// Whether an activity has a transition for a trigger now.
  bool allows(ActivityId id, ActivityTrigger trigger) const {
    return transition(activities_[id.value], trigger) != nullptr;
  }
  /// As ResumeInstanceRefresh CONTINUE, asked by nobody: whether a paused activity can still end.
  void resume_leaving_failures(ActivityId id, std::uint64_t cause) {
    activities_[id.value].resume_mode = ResumeMode::CONTINUE;
    fire(id, ActivityTrigger::resume, cause);
  }
  std::span<const SurgePlace> surge(ActivityId id) const {
    return surge_places(activities_[id.value]);
  }
  /// Fetches what the end of a row will need of it; `owner` may be a surge place.
  void fetch(std::uint32_t owner) const {
    if (owner < rows_.size()) prefetch(rows_[owner]);
  }
  /// Notes, from now on, each row of the transition table as it is taken; null: nobody does.
  void note_transitions(std::vector<TakenRow>* taken) { taken_ = taken; }

  Involvement involvement_of(InstanceId id) const;

  const Activity& activity(ActivityId id) const { return activities_[id.value]; }
  std::size_t activity_count() const { return activities_.size(); }
  std::span<const Row> rows(ActivityId id) const;
  std::span<const Batch> batches(ActivityId id) const;
  /// RefreshBatchNum of a row, which is counted over all activities.
  std::uint32_t batch_number(std::uint32_t row) const { return place_of(row).number; }
  /// Of a row of any mode.
  Replacement replacement(std::uint32_t row) const;
  /// The latest activity that goes by a name; none if no call has made one.
  ActivityId latest(NameId name) const { return latest_by_name_[name.value]; }

  void on_step_ended(const StepEnd& end) override;
  std::uint64_t returns_unnoticed(std::uint32_t row) const override;
  void on_returned(std::span<const Absence> rows) override;
  void on_destroyed(InstanceId instance, std::optional<Step> under_way,
                    std::uint64_t record) override;

 private:
  friend struct Checks;

  // --- activities (activities.cpp, accept.cpp) --------------------------------------------------
  struct Plans {
    std::vector<InstanceId> instances;
    std::vector<SymbolId> original_images;
  };
  ActivityId accept(GroupId group, const RefreshSettings& settings, ActivityType type,
                    ActivityId origin, CallId by, NameId name, const std::string& wanted_id,
                    const Plans& plans, std::uint64_t cause);
  void plan_batches(ActivityId id, const Plans& plans, std::uint64_t cause);
  std::string next_activity_id();
  const ActivityTransition* transition(const Activity& activity, ActivityTrigger trigger) const;
  void fire(ActivityId id, ActivityTrigger trigger, std::uint64_t cause);
  std::uint64_t enter(ActivityId id, ActivityState to, std::uint64_t cause);
  bool holds(ActivityGuard guard, const Activity& activity) const;
  bool batch_failed(const Activity& activity) const;
  bool last_batch_begun(const Activity& activity) const;
  void perform(ActivityAction action, ActivityId id, std::uint64_t cause);
  void await_reaction(ActivityId id, std::uint64_t cause);
  void finish(ActivityId id, std::uint64_t cause);
  void cancel_waiting(ActivityId id, std::uint64_t cause);
  void roll_back_by_itself(ActivityId id, std::uint64_t cause);
  Plans& eligible_for_rollback(ActivityId origin) const;

  // --- rows (rows.cpp) --------------------------------------------------------------------------
  void start_batch(ActivityId id, std::uint64_t cause);
  void start_rows(const Activity& activity, const Batch& batch, std::uint64_t cause);
  void retry_rows(ActivityId id, std::uint64_t cause);
  void retry_row(std::uint32_t row, std::uint64_t cause);
  void start_row(std::uint32_t row, std::uint64_t cause);
  std::uint64_t enter_flight(std::uint32_t row, std::uint64_t cause);
  const PlannedStep* next_step(const Activity& activity, InstanceId instance, Plan plan,
                               std::size_t place) const;
  void advance(std::uint32_t row, Plan plan, std::size_t from, std::uint64_t cause);
  bool checks_health(const Activity& activity) const;
  StepList following(const Activity& activity, Plan plan, Step step) const;
  bool skipped(Skip skip, const Activity& activity, InstanceId instance) const;
  void begin_step(std::uint32_t row, Plan plan, Step step, std::uint64_t cause);
  StepContext context_of(const Activity& activity) const;
  void row_step_ended(const StepEnd& end);
  void reset_ended(std::uint32_t row, const StepEnd& end);
  void replace_ended(std::uint32_t row, const StepEnd& end);
  void row_succeeded(std::uint32_t row, std::uint64_t cause);
  void row_failed(std::uint32_t row, Step step, FailureCause why, FaultId fault,
                  std::uint64_t cause);
  void row_lost(std::uint32_t row, std::uint64_t cause);
  void row_closed(std::uint32_t row, std::uint64_t cause);
  void end_batch(std::uint32_t batch, std::uint64_t cause);
  std::uint64_t set_row(std::uint32_t row, RowStatus to, std::uint32_t c, std::uint32_t d,
                        std::uint64_t cause);
  std::uint64_t set_batch(std::uint32_t batch, BatchStatus to, std::uint64_t cause);
  void instance_gone(InstanceId instance, Step under_way, std::uint64_t cause);

  // --- rows that start together (departed_rows.cpp) ---------------------------------------------
  StepContext shared_by(const Activity& activity, const Batch& batch) const;
  std::span<Departure> departures(const Activity& activity, std::uint32_t first, std::uint32_t end);
  void start_foreseen(const Activity& activity, const Batch& batch, std::uint64_t cause);
  void start_drain(const Departure& departure, StepContext& shared, std::uint64_t cause);
  void depart(const Activity& activity, const Batch& batch, std::uint64_t cause);
  void enter_flight_unheard(std::span<const Departure> rows);

  // --- surge (surge.cpp) ------------------------------------------------------------------------
  std::span<SurgePlace> surge_places(const Activity& activity);
  std::span<const SurgePlace> surge_places(const Activity& activity) const;
  void start_scale_out(ActivityId id, std::uint64_t cause);
  void start_scale_in(ActivityId id, std::uint64_t cause);
  void launch_surge(std::uint32_t place, std::uint64_t cause);
  void terminate_surge(std::uint32_t place, std::uint64_t cause);
  void begin_surge_step(std::uint32_t place, Plan plan, std::size_t from, std::uint64_t cause);
  void surge_step_ended(const StepEnd& end);
  void surge_closed(std::uint32_t place, SurgePlace::State to, bool was_in_flight,
                    std::uint64_t cause);
  void end_surge(ActivityId id, std::uint64_t cause);
  void set_surge(ActivityId id, SurgeState to, std::uint64_t cause);
  bool surge_failed(const Activity& activity) const;

  // --- calls (calls.cpp, instance_calls.cpp, describe.cpp) --------------------------------------
  bool exceeds_rate(Action action);
  Answer judge(Action action, const Value& request, Request& read);
  void carry_out(Answer& answer, const Call& by, CallId id, const Request& request,
                 std::uint64_t record);
  ActivityId start_refresh(const Call& by, CallId id, const Request& request, std::uint64_t cause);
  ActivityId roll_back(const Call& by, CallId id, const Request& request, std::uint64_t cause);
  void forget_plans();
  void resume(const Request& request, std::uint64_t cause);
  void modify(const Request& request, std::uint64_t cause);
  void change_instances(Action action, const Request& request, std::uint64_t cause);
  void enter_standby(InstanceId instance, std::uint64_t cause);
  void exit_standby(InstanceId instance, std::uint64_t cause);
  void take_out(InstanceId instance, GoneReason reason, std::uint64_t cause);
  bool lower_desired(InstanceId instance, std::uint64_t cause);

  GroupId find_group(const std::string& id) const;
  ActivityId find_activity(GroupId group, const std::string& id) const;
  ConfigId find_configuration(const std::string& id) const;
  /// The request's instances, each once; none for one that the group does not have.
  const std::vector<InstanceId>& find_instances(const Request& request) const;
  const std::vector<InstanceId>& refreshable(GroupId group) const;
  ActivityId by_id(const std::string& id) const;
  ActivityId named_id(const Request& request) const {
    return find_activity(find_group(request.group), request.activity);
  }
  const Activity& named(const Request& request) const { return activity(named_id(request)); }
  bool allows(const Request& request, ActivityTrigger trigger) const {
    return transition(named(request), trigger) != nullptr;
  }
  const Plans& rollback_plans(const Request& request) const {
    return eligible_for_rollback(named_id(request));
  }

  // --- whose a row is (involvement.cpp) ---------------------------------------------------------
  BatchPlace place_of(std::uint32_t row) const {
    const bool again = row - latest_place_.first_row < latest_place_.rows;
    return again ? latest_place_ : find_place(row);
  }
  BatchPlace find_place(std::uint32_t row) const;
  std::uint32_t batch_of(const Activity& activity, std::uint32_t row) const;
  Batch& batch_of(std::uint32_t row) { return batches_[place_of(row).batch]; }
  Activity& activity_of(std::uint32_t row) { return activities_[place_of(row).activity.value]; }
  Replacement& replacement_of(const Activity& activity, std::uint32_t row) {
    return replacements_[activity.first_replacement + row - activity.first_row];
  }
  std::uint32_t find_row(const Activity& activity, InstanceId instance) const;
  InstanceId make_instance(GroupId group, InstanceId replaces, std::uint32_t surge_place,
                           std::uint32_t made_for, std::uint64_t cause);

  const Scenario& scenario_;
  EventQueue& queue_;
  FactStream& facts_;
  Fleet& fleet_;
  std::vector<TakenRow>* taken_ = nullptr;

  // Memory that is used again, so that a study's replicas allocate nothing: valid until the next
  // of the functions that fill it.
  Request read_;         ///< judge()
  mutable Plans found_;  ///< refreshable(), eligible_for_rollback()
  /// refreshable(): how many facts there were. A call is about one group, and each call is a fact.
  mutable std::uint64_t found_at_ = kStale;
  static constexpr std::uint64_t kStale = UINT64_MAX;
  Plans accepted_;                         ///< what accept() works with
  mutable std::vector<InstanceId> named_;  ///< find_instances()
  std::vector<Departure> departures_;      ///< departures()
  mutable BatchPlace latest_place_;        ///< place_of()'s latest answer, or no rows
};

}  // namespace refreshsim
