// THE MAIN LOOP.
//
// A run pops the smallest event, moves the clock to it, and lets whoever it belongs to handle it:
// the fleet (a step that completes or times out, a timed fault), the script (a call), or the
// service (a reaction). The ends of steps that start together by the thousand are not in the queue:
// they are computed at once, sorted, and swept in their order (sim/fleet/courses.h). Handling
// writes facts and schedules events; it never looks at a wall clock, at the order of scheduling, or
// at another run. When nothing is left, or the horizon is passed, everything that is to be known is
// in the folds over the facts.
#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "refreshsim/run.h"
#include "sim/base/check.h"
#include "sim/record/fingerprint.h"
#include "sim/record/ledger.h"
#include "sim/record/statistics_fold.h"
#include "sim/run/call_log.h"
#include "sim/run/entry_watch.h"
#include "sim/run/expectations.h"
#include "sim/run/script.h"
#include "sim/run/undisturbed.h"
#include "sim/service/service.h"

namespace refreshsim {
namespace {

constexpr std::uint64_t kProgressEvery = 1u << 16;

/// A trigger that fires without end would never let time go on.
constexpr std::uint64_t kMostFirings = 1'000'000;

}  // namespace

class Simulation::State {
 public:
  /// How much of a run is kept: its numbers; also what expectations are about; everything.
  enum class Detail : std::uint8_t { numbers, verdicts, everything };

  explicit State(const Scenario& scenario)
      : scenario_(scenario),
        fleet_(scenario, queue_, facts_),
        service_(scenario, queue_, facts_, fleet_),
        script_(scenario, queue_, statistics_),
        watch_(scenario),
        requests_(scenario),
        leaves_rows_alone_(leaves_rows_alone(scenario)) {}

  void run(const RunOptions& options, Detail detail, RunResult& into) {
    begin(options, detail);
    loop(options);
    measured(options, into);
    if (detail != Detail::numbers) finish(into);
  }

 private:
  void begin(const RunOptions& options, Detail detail) {
    draws_ = Draws(options.seed.value_or(scenario_.seed), options.replica);
    calls_.clear();
    stopped_.clear();
    events_ = 0;
    answered_ = false;
    detail_ = detail;
    sinks_.clear();
    if (options.fingerprint) sinks_.push_back(&fingerprint_);
    sinks_.push_back(&statistics_);
    if (detail != Detail::numbers) sinks_.push_back(&ledger_);
    if (script_.listens()) sinks_.push_back(&script_);
    if (detail != Detail::numbers && !watch_.empty()) sinks_.push_back(&watch_);
    sinks_.insert(sinks_.end(), options.sinks.begin(), options.sinks.end());
    hear_events_.clear();
    std::copy_if(sinks_.begin(), sinks_.end(), std::back_inserter(hear_events_),
                 std::mem_fn(&RecordSink::hears_events));
    listened_ = script_.listens() || !hear_events_.empty();
    if (options.fingerprint) fingerprint_.reset(scenario_);
    ledger_.reset(scenario_, options.lists || needs_lists(scenario_));
    watch_.reset();
    queue_.clear();
    script_.reset(draws_);
    const bool unheard = detail == Detail::numbers && hear_events_.empty() && !opening_heard();
    if (unheard && opening_) {
      reopen(*opening_);
    } else {
      open();
      if (unheard) opening_ = Opening{fleet_.state(), statistics_, facts_.next()};
    }
    if (unheard && absences_unheard()) facts_.tell_absences(&statistics_);
    service_.reset();
    fleet_.compute(options.engine == Engine::automatic);
    runs_ahead_ = unheard && leaves_rows_alone_;
    modifications_left_ = modifications(scenario_);
    let_run_ahead();
    script_.begin();
    for (RecordSink* each : hear_events_) each->hear_event_end(0);
  }

  /// What every run of the scenario begins with: it depends on no draw. Kept for runs that only a
  /// study's numbers are wanted of.
  struct Opening {
    FleetState fleet;
    StatisticsFold statistics;
    std::uint64_t records = 0;
  };

  void open() {
    statistics_.reset(scenario_);
    facts_.reset(sinks_);
    fleet_.reset(draws_, service_);
    facts_.flush();
  }

  /// Rows whose facts nobody hears, once nothing is left that they could meet on their way.
  void let_run_ahead() { fleet_.run_ahead(runs_ahead_ && modifications_left_ == 0); }

  void reopen(const Opening& opening) {
    statistics_.reset(opening.statistics);
    facts_.reset(sinks_, opening.records);
    fleet_.reset(draws_, service_, opening.fleet);
  }

  /// Whether anyone but the statistics wants to hear the records of the opening.
  bool opening_heard() const {
    using enum RecordKind;
    return others_want({group_listed, configuration_field, software_defined, instance_created});
  }
  bool absences_unheard() const {
    using enum RecordKind;
    return !others_want({life_cycle_state, health, installed});
  }
  bool others_want(RecordKinds kinds) const {
    return std::any_of(sinks_.begin(), sinks_.end(), [&](const RecordSink* each) {
      return each != &statistics_ && each->wants().meets(kinds);
    });
  }

  void loop(const RunOptions& options) {
    const std::int64_t horizon = scenario_.horizon ? ms(*scenario_.horizon) : INT64_MAX;
    while (const std::uint64_t run = run_some(horizon)) {
      if (listened_) after_event();
      events_ += run;
      // A call's answer may be larger than all else of a run.
      const bool large = std::exchange(answered_, false);
      if ((events_ % kProgressEvery == 0 || large) && !go_on(options)) break;
      if (script_.firings() > kMostFirings) {
        stopped_ = "a trigger has fired more than 1,000,000 times";
        break;
      }
    }
    facts_.flush();
    fleet_.end_run();
    end_ms_ = scenario_.horizon && stopped_.empty() ? horizon : facts_.last_ms();
  }

  /// The ends that were computed beforehand (sim/fleet/courses.h), up to what the queue holds; or
  /// the queue's next event. Returns how many events that was; 0: none is left. No threshold is
  /// crossed by the former: what a course's end brings into service is healthy, and at least as
  /// much as it takes out.
  std::uint64_t run_some(std::int64_t horizon) {
    const std::uint64_t until_progress = kProgressEvery - events_ % kProgressEvery;
    Fleet::Most most{until_progress, until_progress, {}};
    if (script_.listens()) most.unheard = script_.wants();
    if (!hear_events_.empty()) most.others = 1;
    const std::uint64_t swept =
        fleet_.sweep(horizon, most, [this](const Course& coming, bool last) {
          statistics_.fetch(coming.instance);
          if (last) service_.fetch(coming.owner);
        });
    if (swept > 0) return swept;
    if (queue_.empty() || queue_.top().time_ms > horizon) return 0;
    const Event event = queue_.pop([this](const Event& coming) { fetch(coming); });
    queue_.look_ahead([this](const Event& coming) { fetch_row(coming); });
    REFRESHSIM_CHECK(event.time_ms >= facts_.now_ms(), "time never goes back");
    facts_.advance_to(event.time_ms);
    handle(event);
    return 1;
  }

  /// A large fleet is bound by memory: what an event touches is fetched before its turn.
  void fetch(const Event& event) const {
    if (event.kind != EventKind::step_completes) return;
    fleet_.fetch(event);
    statistics_.fetch(InstanceId{event.target});
  }
  /// Which row that is, is known from the step.
  void fetch_row(const Event& event) const {
    if (event.kind != EventKind::step_completes) return;
    service_.fetch(fleet_.owner_of(event));
  }

  /// What has to be known as it happens: thresholds that are crossed, states that are entered.
  void after_event() {
    if (!script_.has_thresholds() && hear_events_.empty()) {
      if (facts_.unheard().meets(script_.wants())) facts_.flush();
      return;
    }
    facts_.flush();
    if (script_.has_thresholds()) script_.after_event(facts_.now_ms(), facts_.next() - 1);
    for (RecordSink* each : hear_events_) each->hear_event_end(facts_.now_ms());
  }

  bool go_on(const RunOptions& options) {
    if (!options.progress || options.progress(events_, facts_.now_ms())) return true;
    stopped_ = "interrupted";
    return false;
  }

  void handle(const Event& event) {
    switch (event.kind) {
      case EventKind::step_completes:
      case EventKind::step_times_out:
      case EventKind::window_begins:
      case EventKind::window_ends:
      case EventKind::fault_begins:
      case EventKind::fault_ends:
      case EventKind::defect_shows:
        return fleet_.handle(event);
      case EventKind::call_is_made:
        return make_call(event);
      case EventKind::activity_reacts:
        return service_.react(event);
    }
  }

  void make_call(const Event& event) {
    const CallId id{event.target};
    const Call& call = scenario_.calls[event.target];
    const std::uint32_t firing = Order::low_of(event.order);
    const std::uint64_t cause = call.at ? facts_.next() : event.tag;
    const Value& request = requests_.of(id, service_);
    const Answer answer =
        service_.call(id, firing, request, cause, detail_ == Detail::numbers ? nullptr : &ledger_);
    if (modifies(call)) {
      --modifications_left_;
      let_run_ahead();
    }
    if (detail_ == Detail::numbers) return;
    CallView view{facts_.now_ms(), id, firing, request, {}, {}};
    if (detail_ == Detail::everything) {
      answered_ = true;
      view.response = response_of(call, id, firing, answer, service_, draws_);
    }
    if (answer.code != ErrorCode::ok) view.code = code_text(answer.code);
    calls_.push_back(std::move(view));
  }

  void measured(const RunOptions& options, RunResult& result) {
    result.name = scenario_.name;
    result.seed = options.seed.value_or(scenario_.seed);
    result.replica = options.replica;
    result.fingerprint = options.fingerprint ? fingerprint_.value() : 0;
    result.events = events_ + fleet_.ran_ahead();
    result.records = facts_.next();
    result.checkpoints.clear();
    if (options.fingerprint) result.checkpoints = fingerprint_.checkpoints();
    result.end_ms = end_ms_;
    result.stopped = stopped_;
    result.groups.resize(scenario_.groups.size());
    statistics_.finish(
        end_ms_, detail_ != Detail::numbers || options.downtimes,
        [&result](std::size_t i) -> GroupStatistics& { return result.groups[i].statistics; });
    for (GroupView& each : result.groups) each.id = each.statistics.id;
  }

  void finish(RunResult& result) {
    result.calls = std::move(calls_);
    for (std::size_t i = 0; i < ledger_.activity_count(); ++i) {
      result.activities.push_back(ledger_.activity(ActivityId{i}, end_ms_));
    }
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
      GroupView group = ledger_.group(GroupId{i});
      group.statistics = std::move(result.groups[i].statistics);
      result.groups[i] = std::move(group);
    }
    list_instances(result);
    result.expectations = judge(scenario_, result, watch_);
  }

  void list_instances(RunResult& result) const {
    std::vector<std::vector<SymbolId>> images = ledger_.images();
    result.instances.reserve(ledger_.instance_count());
    for (std::size_t i = 0; i < result.groups.size(); ++i) {
      for (const InstanceId id : ledger_.members(GroupId{i})) {
        InstanceView& view = result.instances.emplace_back(ledger_.instance(id));
        view.downtime_ms = statistics_.downtime_ms(id);
        view.images = std::move(images[id.value]);
      }
    }
  }

  const Scenario& scenario_;
  EventQueue queue_;
  FactStream facts_;
  StatisticsFold statistics_;
  Fingerprint fingerprint_;
  Ledger ledger_;
  Fleet fleet_;
  Service service_;
  Script script_;
  EntryWatch watch_;
  Draws draws_;
  Requests requests_;
  std::optional<Opening> opening_;
  std::vector<RecordSink*> sinks_;
  std::vector<RecordSink*> hear_events_;  ///< those of them that do
  std::vector<CallView> calls_;
  std::string stopped_;
  std::uint64_t events_ = 0;
  std::int64_t end_ms_ = 0;
  bool leaves_rows_alone_;
  bool runs_ahead_ = false;  ///< as soon as no modification is left
  std::size_t modifications_left_ = 0;
  bool answered_ = false;  ///< a call in this event, and the answer is kept
  bool listened_ = false;  ///< somebody has to hear of some events at once
  Detail detail_ = Detail::everything;
};

Simulation::Simulation(const Scenario& scenario) : state_(std::make_unique<State>(scenario)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;

RunResult Simulation::run(const RunOptions& options) {
  RunResult result;
  state_->run(options, State::Detail::everything, result);
  return result;
}
RunResult Simulation::assess(const RunOptions& options) {
  RunResult result;
  state_->run(options, State::Detail::verdicts, result);
  return result;
}
RunResult Simulation::measure(const RunOptions& options) {
  RunResult result;
  measure(options, result);
  return result;
}
void Simulation::measure(const RunOptions& options, RunResult& into) {
  state_->run(options, State::Detail::numbers, into);
}

}  // namespace refreshsim
