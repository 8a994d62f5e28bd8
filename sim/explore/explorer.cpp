#include "sim/explore/explorer.h"

#include <algorithm>

#include "sim/explore/state_set.h"

namespace refreshsim {
namespace {

constexpr std::size_t kProgressEvery = 4096;
constexpr int kLongestEnding = 500;

/// The search. A state is known by the choice that led to it from its parent; to look at one again
/// its path is made to happen again, so that a million states cost a few bytes each.
class Explorer {
 public:
  Explorer(const Scenario& scenario, const ExploreOptions& options)
      : options_(options), world_(scenario, options.vanishings), canonical_(scenario) {
    found_.taken.assign(activity_machine::kTransitions.size(), 0);
    found_.first_taken.assign(found_.taken.size(), Record::kNone);
    world_.service().count_transitions(&found_.taken);
  }

  Exploration run() {
    add({}, {});
    for (std::uint32_t next = 0; next < found_.states.size(); ++next) {
      if (found_.violation || found_.states.size() > options_.most_states) return finish(false);
      if (next % kProgressEvery == 0 && options_.progress &&
          !options_.progress(found_.states.size(), found_.states.size() - next)) {
        return finish(false);
      }
      look_at(next);
    }
    return finish(!found_.violation);
  }

 private:
  Exploration finish(bool complete) {
    found_.complete = complete;
    return std::move(found_);
  }

  /// Goes to a state: from its parent, whose moment is kept, as siblings follow each other.
  void go_to(std::uint32_t state) {
    if (state == 0) {
      world_.reset();
      return;
    }
    const std::uint32_t parent = found_.states[state].parent;
    if (parent != parent_ || !has_parent_) {
      replay(parent);
      world_.save(parent_moment_);
      parent_ = parent;
      has_parent_ = true;
    } else {
      world_.restore(parent_moment_);
    }
    world_.apply(found_.states[state].choice);
  }

  void replay(std::uint32_t state) {
    world_.reset();
    for (const Choice& choice : found_.path(state)) world_.apply(choice);
  }

  void look_at(std::uint32_t state) {
    silently([&] { go_to(state); });
    world_.save(moment_);
    const std::string before = canonical_.form_without_calls(world_);
    bool moved = false;
    for (const Choice& choice : world_.choices()) {
      if (moved) world_.restore(moment_);
      moved = true;
      const std::vector<std::uint64_t> taken = found_.taken;
      const ErrorCode answer = world_.apply(choice);
      ++found_.transitions;
      note_rows(taken);
      if (answer != ErrorCode::ok && canonical_.form_without_calls(world_) != before) {
        report(state, choice, {"refused-changes-nothing", "a refused call changed something"});
        return;
      }
      add({state, choice, static_cast<std::uint16_t>(found_.states[state].depth + 1), 0}, choice);
      if (found_.violation) return;
    }
  }

  void note_rows(const std::vector<std::uint64_t>& before) {
    for (std::size_t row = 0; row < before.size(); ++row) {
      const bool first = before[row] == 0 && found_.taken[row] > 0;
      if (first) found_.first_taken[row] = static_cast<std::uint32_t>(found_.states.size());
    }
  }

  /// Makes the present moment known, and checks it if it is new.
  void add(ExploredState state, const Choice& choice) {
    const auto number = static_cast<std::uint32_t>(found_.states.size());
    const std::uint32_t known = seen_.add(canonical_.hash(world_), number);
    if (options_.keep_edges && number > 0) found_.edges.push_back({state.parent, known, choice});
    if (known != number) return;
    state.status = latest_status();
    found_.depth = std::max<std::uint32_t>(found_.depth, state.depth);
    found_.states.push_back(state);
    if (auto violation = first_violation(world_)) {
      return report(number, std::nullopt, std::move(*violation));
    }
    if (!options_.can_end) return;
    world_.save(new_moment_);
    bool ends = false;
    silently([&] { ends = can_end(); });
    world_.restore(new_moment_);
    if (!ends) report(number, std::nullopt, {"can-end", "an activity can't end any more"});
  }

  std::uint8_t latest_status() const {
    const std::size_t count = world_.service().activity_count();
    if (count == 0) return 0;
    const ActivityStatus status = world_.service().activity(ActivityId{count - 1}).status();
    return static_cast<std::uint8_t>(static_cast<unsigned>(status) + 1);
  }

  /// From here on nothing fails and nobody calls but to resume: does everything come to an end?
  bool can_end() {
    for (int i = 0; i < kLongestEnding; ++i) {
      if (!go_on()) return all_ended();
    }
    return false;
  }

  bool all_ended() const {
    for (std::uint32_t i = 0; i < world_.service().activity_count(); ++i) {
      if (!world_.service().activity(ActivityId{i}).ended()) return false;
    }
    return true;
  }

  /// One step towards the end; false if there is none.
  bool go_on() {
    const std::vector<Choice> choices = world_.choices();
    for (const ChoiceKind kind : {ChoiceKind::reacts, ChoiceKind::passes, ChoiceKind::fails}) {
      for (const Choice& choice : choices) {
        if (choice.kind != kind) continue;
        world_.apply(choice);
        return true;
      }
    }
    for (std::uint32_t i = 0; i < world_.service().activity_count(); ++i) {
      if (!is_paused(world_.service().activity(ActivityId{i}).status())) continue;
      world_.resume(ActivityId{i});
      return true;
    }
    return false;
  }

  /// Goes somewhere without counting the transitions that lead there again.
  template <class Go>
  void silently(Go go) {
    world_.service().count_transitions(nullptr);
    go();
    world_.service().count_transitions(&found_.taken);
  }

  void report(std::uint32_t state, std::optional<Choice> choice, Violation violation) {
    found_.violation = std::move(violation);
    found_.violating = state;
    found_.last_choice = choice;
  }

  const ExploreOptions& options_;
  SmallWorld world_;
  Canonical canonical_;
  StateSet seen_;
  Exploration found_;
  SmallWorld::Moment moment_;
  SmallWorld::Moment new_moment_;
  SmallWorld::Moment parent_moment_;
  std::uint32_t parent_ = 0;
  bool has_parent_ = false;
};

}  // namespace

std::vector<Choice> Exploration::path(std::uint32_t state) const {
  std::vector<Choice> choices;
  for (; state != 0; state = states[state].parent) choices.push_back(states[state].choice);
  std::reverse(choices.begin(), choices.end());
  return choices;
}

Exploration explore(const Scenario& scenario, const ExploreOptions& options) {
  return Explorer(scenario, options).run();
}

}  // namespace refreshsim
