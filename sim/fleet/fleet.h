// The fleet: groups, instances, and what happens to one instance (model.md, section 3). It knows
// nothing of refreshes: whoever starts a step hears how it ended (FleetObserver).
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "refreshsim/scenario.h"
#include "sim/base/check.h"
#include "sim/base/draw.h"
#include "sim/base/large_vector.h"
#include "sim/base/prefetch.h"
#include "sim/base/sampler.h"
#include "sim/engine/event_queue.h"
#include "sim/engine/fact_stream.h"
#include "sim/fleet/courses.h"
#include "sim/fleet/fault_index.h"
#include "sim/fleet/fleet_observer.h"
#include "sim/fleet/fleet_state.h"

namespace refreshsim {

class Fleet : private FleetState {
 public:
  Fleet(const Scenario& scenario, EventQueue& queue, FactStream& facts);

  /// Everything as at the start of the scenario, with timed faults and windows scheduled.
  void reset(const Draws& draws, FleetObserver& observer);
  /// The same, from the state after an earlier reset; emits nothing.
  void reset(const Draws& draws, FleetObserver& observer, const FleetState& opening);
  /// Handles an event of phase completion or fault.
  void handle(const Event& event);
  /// Fetches what handling this completion of a step will need first.
  void fetch(const Event& event) const {
    prefetch(instances_[event.target]);
    prefetch(jobs_[Ticket::of(event.tag).job]);
  }
  /// Whom a step's end will be told to, for the same purpose; StepContext::owner.
  std::uint32_t owner_of(const Event& event) const {
    return jobs_[Ticket::of(event.tag).job].owner;
  }

  FleetState state() const { return *this; }
  void restore(const FleetState& state) {
    static_cast<FleetState&>(*this) = state;
    latest_install_ = {};
  }

  // --- instances -------------------------------------------------------------------------------
  const Instance& operator[](InstanceId id) const { return instances_[id.value]; }
  std::size_t instance_count() const { return instances_.size(); }
  InstanceId find(InstanceName name) const { return names_.find(name); }
  /// A new instance, CREATING; in the zone of the one that it replaces, or by its place.
  InstanceId create(GroupId group, InstanceId replaces, std::uint32_t surge_place,
                    std::uint64_t cause);
  std::uint64_t set_state(InstanceId id, LifeCycleState to, std::uint64_t cause);
  /// It leaves the fleet; a step under way is stopped. Nobody is told.
  std::uint64_t remove(InstanceId id, GoneReason reason, std::uint64_t cause);
  /// What an instance's draws are keyed by (DRAWS.md).
  std::uint32_t ordinal_of(InstanceId id) const {
    return id.value < listed() ? id.value : made_[id.value - listed()].ordinal;
  }
  /// Its place in its group's order.
  std::uint32_t position_of(InstanceId id) const {
    if (id.value >= listed()) return made_[id.value - listed()].position;
    return id.value - groups_[instances_[id.value].group_number].first_ordinal;
  }
  InstanceName name_of(InstanceId id) const;
  /// How many timed `unhealthy` hold it down.
  std::size_t holds_on(InstanceId id) const;
  void set_standby_by_call(InstanceId id, bool memory) {
    instances_[id.value].standby_by_call = memory;
  }

  /// The step under way on it, if any.
  std::optional<Step> step_of(InstanceId id) const {
    const std::uint32_t job = instances_[id.value].job;
    REFRESHSIM_CHECK(job != Instance::kOnCourse, "a step is asked for once it is a job");
    return job == Instance::kNone ? std::nullopt : std::optional{jobs_[job].step};
  }

  // --- steps -----------------------------------------------------------------------------------
  void start_step(InstanceId id, Step step, const StepContext& context, std::uint64_t cause);
  /// Ends a step under way, as failed if there is a cause for that; nobody is told.
  void stop_step(InstanceId id, FailureCause why, std::uint64_t cause);

  /// From here on, until it is taken back or the fleet is reset: a step that will pass and that
  /// another follows is over in the very event in which it starts, its facts dated as ever. Only
  /// for who neither hears those facts nor disturbs a row between its start and its end.
  void run_ahead(bool allowed) { runs_ahead_ = allowed; }
  /// Whether rows may depart now: they run ahead, and only their absences are heard of.
  bool departs() const;
  /// Starts rows of instances that are IN_SERVICE, `shared.following` after drain; those that will
  /// pass all of it are on their way then. What is a row's own in `shared` is not read.
  void depart(const StepContext& shared, std::span<Departure> rows);
  /// How many steps since the reset were over ahead of their time: each saved an event.
  std::uint64_t ran_ahead() const { return ran_ahead_; }

  // --- the computed path (courses.h) -----------------------------------------------------------
  /// Whether steps that start together may become courses, until the fleet is reset.
  void compute(bool allowed) { computes_ = allowed; }
  /// Whether what starts now starts together with others.
  bool gathers() const { return gathers_; }
  /// What is foreseen of so many rows at once stays in the fastest memory.
  static constexpr std::uint32_t kPortion = 256;
  /// Foresees rows that start together, as depart() takes them, for start_step(drain) of each with
  /// its place among them in the context. Holds until this or depart() is called.
  void foresee(const StepContext& shared, std::span<const Departure> rows);
  /// The run is over: what it needed on its way is no longer needed.
  void end_run() { courses_.forget_large(); }
  /// While it lives, the steps that start are those of many rows, or may be: of about so many.
  class Together {
   public:
    Together(Fleet& fleet, std::size_t rows) : fleet_(fleet) {
      fleet_.gathers_ = fleet_.computes_;
      fleet_.courses_.expect(rows);
    }
    ~Together() {
      fleet_.gathers_ = false;
      fleet_.courses_.expect(0);
    }
    Together(const Together&) = delete;
    Together& operator=(const Together&) = delete;

   private:
    Fleet& fleet_;
  };
  /// How many ends may be told at once.
  struct Most {
    std::uint64_t returns = 0;  ///< of rows that departed
    std::uint64_t others = 0;
    RecordKinds unheard;  ///< none after one that leaves such a record unheard
  };
  /// Tells the ends of courses that come before whatever the queue holds, none after the horizon,
  /// no more than allowed; returns how many. `see` is shown courses whose ends come soon, of which
  /// more than the course will be touched, and whether such an end is the last.
  template <class See>
  std::uint64_t sweep(std::int64_t horizon_ms, const Most& most, See see) {
    std::uint64_t told = 0;
    while (course_is_next(horizon_ms) && !facts_.unheard().meets(most.unheard)) {
      const Lane& lane = *courses_.first();
      if (!lane.terms.departed) {
        if (told >= most.others) break;
        told += pass_some(horizon_ms, most.others - told, see);
      } else {
        if (told >= most.returns) break;
        told += come_back(lane.next_absence().owner, horizon_ms, most.returns - told);
      }
    }
    return told;
  }

  // --- driven by hand, as explored interleavings are; no event is waited for -------------------
  /// The step under way ends now, passed or failed.
  void end_step(InstanceId id, FailureCause cause);
  /// Its owner destroys it.
  void vanish(InstanceId id, std::uint64_t cause);
  void begin_fault(FaultId id);
  void end_fault(FaultId id, std::uint64_t cause);
  /// Whether the step under way could pass now: its zone is up, and a health check finds it
  /// healthy.
  bool could_pass(InstanceId id) const;

  // --- groups and launch configurations --------------------------------------------------------
  const Group& group(GroupId id) const { return groups_[id.value]; }
  std::uint64_t set_desired(GroupId id, std::uint32_t to, std::uint64_t cause);
  void set_enabled(GroupId id, EnabledStatus to, std::uint64_t cause);
  /// One reason more (+1) or fewer (−1) for IN_ACTIVITY.
  void change_in_activity(GroupId id, int change, std::uint64_t cause);
  SymbolId image_of(InstanceId id) const { return software_.image(instances_[id.value].software); }
  SymbolId configured_image(GroupId id) const {
    return configurations_[groups_[id.value].configuration.value][index(Field::ImageId)];
  }
  /// image_not_found or image_conflicts if the image can't be installed.
  FailureCause image_problem(SymbolId image) const;
  void modify_configuration(ConfigId id, Field field, SymbolId to, std::uint64_t cause);

 private:
  void begin(const Draws& draws, FleetObserver& observer);
  void reset_configurations();
  void reset_group(GroupId id);
  void add_listed(GroupId id, const ScalingGroup& listed);
  void schedule_timed();
  std::size_t listed() const { return instances_.size() - made_.size(); }
  InstanceId add(const Instance& instance, InstanceName name, InstanceId replaces,
                 std::uint32_t surge_place, std::uint64_t cause);
  SoftwareId define(const Software& fields, std::uint64_t cause);

  Job& open_job(InstanceId id);
  void close_job(InstanceId id);
  Situation situation(InstanceId id, Step step, SymbolId image, const StepContext& context) const;
  SoftwareId to_install(GroupId group, SymbolId image, std::uint64_t cause);
  void decide(Job& job, const StepContext& context);
  std::int64_t duration_ms(const Situation& situation) const;
  std::int64_t timeout_ms(Step step, std::int64_t health_check_timeout_ms) const;
  void schedule(Job& job, std::uint64_t cause);
  bool can_run_ahead(const Job& job, const StepContext& context) const;
  void pass_ahead(const Job& job, std::uint64_t started);
  Job* job_of(const Event& event);
  void complete(const Event& event);
  void time_out(const Event& event);
  void finish(InstanceId id, FailureCause cause, FaultId fault, std::uint64_t record_cause);
  void conclude(const Job& job, FailureCause cause, FaultId fault, std::uint64_t record_cause);
  void take_effect(InstanceId id, const Job& job, bool passed, std::uint64_t cause);
  void install(InstanceId id, SoftwareId target, FaultId fault, std::uint64_t cause);
  void note_health(InstanceId id, bool before, FaultId fault, std::uint64_t cause);
  void arm_defect(InstanceId id, std::uint64_t cause);

  bool start_course(InstanceId id, Step step, const StepContext& context, std::uint64_t started);
  void take_foreseen(Course& course, const StepContext& context) const;
  void foresee(Course& course, InstanceId id, Step step, const StepContext& context) const;
  std::optional<std::int64_t> plain_length_ms(const Situation& now,
                                              const StepContext& context) const;
  bool decided(const Situation& now) const;
  bool course_is_next(std::int64_t horizon_ms);
  /// Tells the next end of the first lane, and those after it that nothing can come before: lanes
  /// begin in events of the queue, and what follows from an end waits there.
  template <class See>
  std::uint64_t pass_some(std::int64_t horizon_ms, std::uint64_t most, See see) {
    Lane& lane = *courses_.first();
    const std::int64_t alone_ms = lane_is_alone_until(horizon_ms);
    const std::size_t queued = queue_.size();
    std::uint64_t told = 0;
    do {
      const std::int64_t time_ms = lane.next_ms;
      Course* course = lane.take([this, see](const Course& coming, std::size_t place) {
        const bool last = place + 1 == coming.count;
        if (!last && !installs(coming.steps[place])) return;
        prefetch(instances_[coming.instance.value]);
        see(coming, last);
      });
      if (course == nullptr) continue;
      REFRESHSIM_CHECK(time_ms >= facts_.now_ms(), "time never goes back");
      facts_.advance_to(time_ms);
      course->at_last() ? pass_last(lane, *course) : pass_on(lane, *course);
      ++told;
    } while (queue_.size() == queued && told < most && !lane.over() && lane.next_ms < alone_ms);
    REFRESHSIM_CHECK(!courses_.begun(), "a lane begins in an event of the queue");
    courses_.taken();
    return told;
  }
  /// Before this nothing comes but ends of the first lane.
  std::int64_t lane_is_alone_until(std::int64_t horizon_ms);
  std::uint64_t note_end(const Lane& lane, const Course& course);
  void pass_on(const Lane& lane, Course& course);
  void pass_last(const Lane& lane, Course& course);
  void pass_ahead(const Lane& lane, Course& course);
  /// What is foreseen of a row: when its steps end, up to the last of which no more is to be said.
  struct Foreseen {
    std::array<std::uint32_t, Course::kMostSteps> ends{};  ///< ms after now
    std::uint32_t count = 0;
  };
  /// Rows of instances whose ordinals follow one another, up to the next run.
  struct Run {
    std::size_t first = 0;  ///< its place among the rows
    std::uint32_t ordinal = 0;
  };
  void depart_portion(const StepContext& shared, std::span<Departure> rows);
  void foresee(Step step, std::size_t place, const StepContext& shared,
               std::span<const Departure> rows);
  void rule_out(Step step, std::size_t place, const StepContext& shared,
                std::span<const Departure> rows);
  void number(std::span<const Departure> rows);
  void draw_lengths(Step step, const StepContext& shared);
  void leave(const Departure& row, std::int64_t back_ms);
  void left(const StepContext& shared);
  std::uint64_t come_back(std::uint32_t owner, std::int64_t horizon_ms, std::uint64_t most);
  void write_down(Job& job, const Lane& lane, const Course& course) const;
  void release(const Lane& lane, Course& course);
  void release(InstanceId id);
  void release(ZoneId zone);
  void cut(ConfigId configuration);

  void show_defect(const Event& event);
  void destroy(FaultId id);
  void begin_unhealthy(FaultId id);
  void let_go(InstanceId id);
  void end_unhealthy(FaultId id, std::uint64_t cause);
  void begin_outage(FaultId id);
  void end_outage(FaultId id, std::uint64_t cause);
  void stall(ZoneId zone, std::uint64_t cause);
  void go_on(ZoneId zone, std::uint64_t cause);
  void pass_waiting(InstanceId id, std::uint64_t cause);
  void begin_status(FaultId id);
  void end_status(FaultId id, std::uint64_t cause);
  void apply_status(GroupId id, std::uint64_t cause);
  std::uint64_t note_fault(FaultId id, RecordKind kind, GroupId group, std::uint32_t part,
                           bool changes, std::uint64_t cause);
  void window(const Event& event);

  const Scenario& scenario_;
  EventQueue& queue_;
  FactStream& facts_;
  FaultIndex faults_;
  Courses courses_;
  std::vector<Sampler> samplers_;          ///< by step
  std::vector<std::uint8_t> image_state_;  ///< FailureCause by symbol
  Draws draws_;
  mutable std::array<DrawsInARow, kCount<Step>> length_draws_;  ///< by step; of no surge instance
  FleetObserver* observer_ = nullptr;
  /// What to_install() gave latest; none once a launch configuration has changed.
  struct Install {
    GroupId group;
    SymbolId image;
    SoftwareId software;
  };
  Install latest_install_;
  std::vector<InstanceId> passing_;  ///< go_on()'s; its memory is used again
  std::vector<Foreseen> foreseen_;   ///< foresee()'s, likewise
  std::vector<Absence> leaving_;     ///< depart()'s
  std::vector<Run> runs_;
  std::vector<std::uint64_t> lengths_;
  bool computes_ = false;
  bool gathers_ = false;  ///< what starts now starts together with others
  bool runs_ahead_ = false;
  std::uint64_t ran_ahead_ = 0;
};

}  // namespace refreshsim
