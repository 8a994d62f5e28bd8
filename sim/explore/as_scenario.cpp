#include "sim/explore/as_scenario.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "sim/base/duration_text.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kTick = 1000;  // between instants, in ms

/// Follows a path through a world of its own and notes what a file has to say about it.
class Writer {
 public:
  Writer(const Scenario& scenario, std::uint32_t vanishings)
      : scenario_(scenario), world_(scenario, vanishings) {
    note_steps();
  }

  void follow(const std::vector<Choice>& path) {
    for (const Choice& choice : path) {
      if (!world_.clock_is_held()) {
        now_ms_ += kTick;
        reacted_ = false;
      }
      before(choice);
      world_.apply(choice);
      if (choice.kind == ChoiceKind::reacts) note_reaction(ActivityId{choice.subject});
      note_steps();
      note_statuses();
    }
    // A name has to be defined even where its call was not made: after the horizon it never is.
    reacted_ = false;
    const std::int64_t end_ms = now_ms_;
    now_ms_ += 2 * kTick;
    for (std::uint32_t i = 0; i < scenario_.calls.size(); ++i) {
      if (!world_.calls_made()[i]) call(i);
    }
    now_ms_ = end_ms;
    for (const auto& [instance, step] : steps_) fault(step, "hang");
    for (const auto& [number, at_ms] : began_) timed_fault(number, at_ms);
    for (const Fault& each : scenario_.faults) {
      if (!each.timed()) faults_ += "  - " + each.text + "\n";
    }
  }

  bool expressible() const { return expressible_; }

  std::string text(const std::string& base, const std::string& name,
                   const std::string& expect) const {
    std::string all = fmt::format("refreshsim: 1\nextends: {}\nname: {}\nhorizon: {}\n", base, name,
                                  duration_text(Duration{now_ms_ + kTick}));
    all += faults_.empty() ? "faults: []\n" : "faults:\n" + faults_;
    all += calls_.empty() ? "calls: []\n" : "calls:\n" + calls_;
    return all + (expect.empty() ? "expect: []\n" : "expect:\n" + expect);
  }

 private:
  struct Under {
    Step step = Step::drain;
    std::int64_t since_ms = 0;
    std::string match;
  };

  void before(const Choice& choice) {
    const std::string at = duration_text(Duration{now_ms_});
    switch (choice.kind) {
      case ChoiceKind::passes:
        return end_step(choice.subject, "takes");
      case ChoiceKind::fails:
        return end_step(choice.subject, "fail_after");
      case ChoiceKind::vanishes:
        faults_ += fmt::format("  - {{at: {}, remove: {}}}\n", at, id_of(choice.subject));
        steps_.erase(choice.subject);
        return;
      case ChoiceKind::fault_begins:
        began_[choice.subject] = now_ms_;
        return;
      case ChoiceKind::fault_ends:
        ended_[choice.subject] = now_ms_;
        return;
      case ChoiceKind::call:
        return call(choice.subject);
      case ChoiceKind::reacts:
        return;
    }
  }

  std::string id_of(std::uint32_t instance) const {
    return instance_text(scenario_.symbols, world_.fleet().name_of(InstanceId{instance}));
  }

  /// Steps that have begun: what they are known by, and since when.
  void note_steps() {
    for (std::uint32_t i = 0; i < world_.fleet().instance_count(); ++i) {
      const auto step = world_.fleet().step_of(InstanceId{i});
      if (!step) {
        steps_.erase(i);
        continue;
      }
      const auto known = steps_.find(i);
      if (known != steps_.end() && known->second.step == *step) continue;
      steps_[i] = {*step, now_ms_, match_of(i, *step)};
    }
  }

  /// In REPLACE a fault's instance is the row's.
  std::string match_of(std::uint32_t instance, Step step) const {
    const Involvement involved = world_.service().involvement_of(InstanceId{instance});
    std::string id = id_of(instance);
    std::uint32_t attempt = 0;
    for (std::uint32_t i = 0; i < world_.service().activity_count(); ++i) {
      const Activity& activity = world_.service().activity(ActivityId{i});
      std::uint32_t number = activity.first_row;
      for (const Row& row : world_.service().rows(ActivityId{i})) {
        if (number == involved.making || number == involved.in_flight) {
          id = instance_text(scenario_.symbols, world_.fleet().name_of(row.instance));
          attempt = row.attempt;
        }
        ++number;
      }
    }
    for (std::uint32_t i = 0; i < world_.service().activity_count(); ++i) {
      for (const SurgePlace& place : world_.service().surge(ActivityId{i})) {
        if (place.instance != InstanceId{instance}) continue;
        attempt = step == Step::terminate ? place.terminations : place.launches;
      }
    }
    return fmt::format("instance: {}, step: {}, attempt: {}{}", id, name(step), attempt,
                       activity_of(InstanceId{instance}));
  }

  /// A rollback's attempts count from 1 again, so the activity is named too.
  std::string activity_of(InstanceId instance) const {
    for (std::size_t i = world_.service().activity_count(); i-- > 0;) {
      const Activity& activity = world_.service().activity(ActivityId{i});
      bool mine = false;
      std::uint32_t number = activity.first_row;
      for (const Row& row : world_.service().rows(ActivityId{i})) {
        const InstanceId made = world_.service().replacement(number++).instance;
        mine = mine || (row.in_flight() && (row.instance == instance || made == instance));
      }
      for (const SurgePlace& place : world_.service().surge(ActivityId{i})) {
        mine = mine || place.instance == instance;
      }
      if (mine && activity.name.some()) {
        return ", activity: " + scenario_.activity_names[activity.name.value];
      }
    }
    return "";
  }

  void end_step(std::uint32_t instance, std::string_view outcome) {
    const Under& step = steps_.at(instance);
    fault(step,
          fmt::format("{{{}: {}}}", outcome, duration_text(Duration{now_ms_ - step.since_ms})));
    steps_.erase(instance);
  }

  void fault(const Under& step, const std::string& outcome) {
    faults_ += fmt::format("  - {{match: {{{}}}, outcome: {}}}\n", step.match, outcome);
  }

  void timed_fault(std::uint32_t number, std::int64_t at_ms) {
    const Fault& fault = scenario_.faults[number];
    const auto ended = ended_.find(number);
    const std::string lasts =
        ended == ended_.end() ? "" : ", for: " + duration_text(Duration{ended->second - at_ms});
    faults_ += "  - {at: " + duration_text(Duration{at_ms}) + ", ";
    if (fault.kind == FaultKind::outage) {
      faults_ +=
          fmt::format("outage: {{zone: {}{}}}}}\n", scenario_.zones[fault.zone.value], lasts);
    } else if (fault.kind == FaultKind::group_status) {
      faults_ += fmt::format("group_status: {{{}: {}}}{}}}\n",
                             scenario_.groups[fault.group.value].id, name(fault.status), lasts);
    } else {
      faults_ +=
          fmt::format("{}: {}{}}}\n", fault.kind == FaultKind::remove ? "remove" : "unhealthy",
                      instance_text(scenario_.symbols, fault.instance), lasts);
    }
  }

  /// A call after a reaction in one instant is made because of what the reaction did.
  void note_reaction(ActivityId id) {
    const Activity& activity = world_.service().activity(id);
    reacted_ = activity.name.some();
    again_ = false;
    if (!reacted_) return;
    const std::string& as = scenario_.activity_names[activity.name.value];
    const bool rolling = activity.state == ActivityState::rolling && activity.current_batch > 0;
    trigger_ = rolling ? fmt::format("{{activity: {}, batch: {}, status: RUNNING}}", as,
                                     activity.current_batch)
                       : fmt::format("{{activity: {}, status: {}}}", as, name(activity.status()));
    again_ = entered_.contains(trigger_);
  }

  /// Every status that an activity has been in; a `when` fires as the first of its kind is entered.
  void note_statuses() {
    for (std::uint32_t i = 0; i < world_.service().activity_count(); ++i) {
      const Activity& activity = world_.service().activity(ActivityId{i});
      if (!activity.name.some()) continue;
      const std::string& as = scenario_.activity_names[activity.name.value];
      entered_.insert(fmt::format("{{activity: {}, status: {}}}", as, name(activity.status())));
      entered_.insert(
          fmt::format("{{activity: {}, batch: {}, status: RUNNING}}", as, activity.current_batch));
    }
  }

  void call(std::uint32_t number) {
    const Call& call = scenario_.calls[number];
    if (reacted_ && again_) expressible_ = false;
    calls_ += reacted_ ? fmt::format("  - when: {}\n", trigger_)
                       : fmt::format("  - at: {}\n", duration_text(Duration{now_ms_}));
    if (!call.as.empty()) calls_ += fmt::format("    as: {}\n", call.as);
    if (!call.id.empty()) calls_ += fmt::format("    id: {}\n", call.id);
    calls_ += fmt::format("    action: {}\n    request: {}\n", name(call.action),
                          call.request.is_null() ? "{}" : field_text(call.request));
  }

  const Scenario& scenario_;
  SmallWorld world_;
  std::int64_t now_ms_ = 0;
  std::map<std::uint32_t, Under> steps_;
  std::map<std::uint32_t, std::int64_t> began_;
  std::map<std::uint32_t, std::int64_t> ended_;
  std::string faults_;
  std::string calls_;
  std::string trigger_;
  bool reacted_ = false;
  bool again_ = false;  ///< the state of trigger_ was entered before
  bool expressible_ = true;
  std::set<std::string> entered_;
};

}  // namespace

std::optional<std::string> as_scenario(const Scenario& scenario, std::uint32_t vanishings,
                                       const std::vector<Choice>& path, const std::string& base,
                                       const std::string& name, const std::string& expect) {
  Writer writer(scenario, vanishings);
  writer.follow(path);
  if (!writer.expressible()) return std::nullopt;
  return writer.text(base, name, expect);
}

}  // namespace refreshsim
