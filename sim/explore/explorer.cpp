#include "sim/explore/explorer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/explore/ending.h"
#include "sim/explore/step_invariants.h"

namespace refreshsim {
namespace {

constexpr std::size_t kProgressEvery = 4096;

/// The search. A state is known by the choice that led to it from its parent; to look at one again
/// its path is made to happen again, so that a million states cost a few bytes each.
class Explorer {
 public:
  Explorer(const Scenario& scenario, const ExploreOptions& options)
      : options_(options), world_(scenario, options.vanishings), canonical_(scenario) {
    found_.taken.assign(activity_machine::kTransitions.size(), 0);
    found_.first_taken.assign(found_.taken.size(), Record::kNone);
    world_.service().note_transitions(&taken_);
    found_.row_lists.emplace_back();
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
      taken_.clear();
      const ErrorCode answer = world_.apply(choice);
      ++found_.transitions;
      note_rows();
      if (answer != ErrorCode::ok && canonical_.form_without_calls(world_) != before) {
        report(state, choice, {"refused-changes-nothing", "a refused call changed something"});
        return;
      }
      if (auto violation = first_violation(moment_.service, world_)) {
        return report(state, choice, std::move(*violation));
      }
      add({state, choice, static_cast<std::uint16_t>(found_.states[state].depth + 1), 0}, choice);
      if (found_.violation) return;
    }
  }

  void note_rows() {
    for (const TakenRow& each : taken_) {
      if (found_.taken[each.row]++ > 0) continue;
      found_.first_taken[each.row] = static_cast<std::uint32_t>(found_.states.size());
    }
  }

  /// Makes the present moment known, and checks it if it is new.
  void add(ExploredState state, const Choice& choice) {
    const auto number = static_cast<std::uint32_t>(found_.states.size());
    const StateSet::Hash hash = canonical_.hash(world_);
    const std::uint32_t known = seen_.add(hash, number);
    if (options_.keep_graph) keep(hash, {state.parent, known, choice, 0}, number);
    if (known != number) return;
    state.status = latest_status();
    found_.depth = std::max<std::uint32_t>(found_.depth, state.depth);
    found_.states.push_back(state);
    for (const auto invariants : {invariants(), options_.also}) {
      if (auto violation = first_violation(world_, invariants)) {
        return report(number, std::nullopt, std::move(*violation));
      }
    }
    if (!options_.can_end) return;
    world_.save(new_moment_);
    bool ends = false;
    silently([&] { ends = can_end(world_); });
    world_.restore(new_moment_);
    if (!ends) report(number, std::nullopt, {"can-end", "an activity can't end any more"});
  }

  void keep(const StateSet::Hash& hash, ExploredEdge edge, std::uint32_t number) {
    if (number > 0) {
      edge.rows = row_list();
      found_.edges.push_back(edge);
    }
    if (edge.to != number) return;
    found_.hashes.push_back(hash);
    for (std::size_t i = 0; i < world_.scenario().activity_names.size(); ++i) {
      const ActivityId latest = world_.service().latest(NameId{i});
      found_.statuses.push_back(latest.some() ? status_number(latest) : std::uint8_t{0});
    }
  }

  /// The number of what the latest choice took.
  std::uint32_t row_list() {
    std::vector<ExploredRow> rows;
    for (const TakenRow& each : taken_) {
      rows.push_back({each.activity, world_.service().activity(each.activity).name, each.row});
    }
    const auto next = static_cast<std::uint32_t>(found_.row_lists.size());
    const auto [known, added] = row_lists_.try_emplace(rows, next);
    if (added) found_.row_lists.push_back(rows);
    return known->second;
  }

  std::uint8_t status_number(ActivityId id) const {
    const ActivityStatus status = world_.service().activity(id).status();
    return static_cast<std::uint8_t>(static_cast<unsigned>(status) + 1);
  }

  std::uint8_t latest_status() const {
    const std::size_t count = world_.service().activity_count();
    return count == 0 ? std::uint8_t{0} : status_number(ActivityId{count - 1});
  }

  /// Goes somewhere without counting the transitions that lead there again.
  template <class Go>
  void silently(Go go) {
    world_.service().note_transitions(nullptr);
    go();
    world_.service().note_transitions(&taken_);
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
  std::vector<TakenRow> taken_;  ///< by the latest choice
  std::map<std::vector<ExploredRow>, std::uint32_t> row_lists_{{{}, 0}};
  SmallWorld::Moment moment_;
  SmallWorld::Moment new_moment_;
  SmallWorld::Moment parent_moment_;
  std::uint32_t parent_ = 0;
  bool has_parent_ = false;
};

}  // namespace

std::uint8_t Exploration::status(std::uint32_t state, NameId name) const {
  return statuses[state * (statuses.size() / states.size()) + name.value];
}

std::vector<Choice> Exploration::path(std::uint32_t state) const {
  std::vector<Choice> choices;
  for (; state != 0; state = states[state].parent) choices.push_back(states[state].choice);
  std::reverse(choices.begin(), choices.end());
  return choices;
}

Exploration explore(const Scenario& scenario, const ExploreOptions& options) {
  return Explorer(scenario, options).run();
}

std::size_t invariant_count() { return invariants().size() + step_invariants().size() + 2; }

}  // namespace refreshsim
