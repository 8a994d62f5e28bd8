#include "sim/explore/questions.h"

#include <algorithm>
#include <tuple>

namespace refreshsim {
namespace {

constexpr std::size_t kMostSequences = 8;

/// The questions about one activity.
class Questions {
 public:
  Questions(const Exploration& found, const ExploredGraph& graph,
            const std::vector<ExploredGraph::Way>& ways, NameId name)
      : found_(found), graph_(graph), ways_(ways) {
    answer_.name = name;
  }

  ActivityAnswer answer() {
    count();
    for (std::size_t i = 0; i < by_status_.size(); ++i) {
      if (!by_status_[i].empty()) answer_.statuses.push_back(about(static_cast<ActivityStatus>(i)));
    }
    return std::move(answer_);
  }

 private:
  void count() {
    for (std::uint32_t state = 0; state < found_.states.size(); ++state) {
      const std::uint8_t status = found_.status(state, answer_.name);
      if (status > 0) by_status_[status - 1u].push_back(state);
    }
    const auto successful = static_cast<std::size_t>(ActivityStatus::SUCCESSFUL);
    const std::vector<bool> can = graph_.that_reach(by_status_[successful]);
    for (std::uint32_t state = 0; state < found_.states.size(); ++state) {
      const std::uint8_t status = found_.status(state, answer_.name);
      if (status == 0) {
        ++answer_.not_yet;
        if (can[state]) ++answer_.not_yet_can_succeed;
        continue;
      }
      ++answer_.states;
      ++(can[state] ? answer_.can_succeed : answer_.can_not[status - 1u]);
    }
  }

  StatusAnswer about(ActivityStatus status) const {
    const std::vector<std::uint32_t>& goals = by_status_[static_cast<std::size_t>(status)];
    const std::uint32_t nearest =
        *std::min_element(goals.begin(), goals.end(),
                          [this](std::uint32_t a, std::uint32_t b) { return nearer(a, b); });
    StatusAnswer about;
    about.status = status;
    about.states = goals.size();
    about.way = graph_.edges_to(nearest, ways_);
    about.calls = graph_.call_sequences(goals, ways_[nearest].calls, kMostSequences + 1);
    about.more_calls = about.calls.size() > kMostSequences;
    if (about.more_calls) about.calls.pop_back();
    about.always = always(about.way, goals);
    return about;
  }

  bool nearer(std::uint32_t a, std::uint32_t b) const {
    const ExploredGraph::Way& one = ways_[a];
    const ExploredGraph::Way& other = ways_[b];
    return std::tie(one.calls, one.mishaps, one.choices, a) <
           std::tie(other.calls, other.mishaps, other.choices, b);
  }

  /// What every way takes is taken by this one: so each of its rows is left out in turn, and those
  /// without which no goal is reached are the ones.
  std::vector<NamedRow> always(const std::vector<std::uint32_t>& way,
                               const std::vector<std::uint32_t>& goals) const {
    std::vector<NamedRow> rows;
    for (const std::uint32_t edge : way) {
      for (const ExploredRow& each : found_.row_lists[found_.edges[edge].rows]) {
        const NamedRow row{each.name, each.row};
        const bool known = std::find(rows.begin(), rows.end(), row) != rows.end();
        if (!known && !reached_without(row, goals)) rows.push_back(row);
      }
    }
    return rows;
  }

  bool reached_without(const NamedRow& row, const std::vector<std::uint32_t>& goals) const {
    std::vector<bool> left_out;
    for (const std::vector<ExploredRow>& rows : found_.row_lists) {
      left_out.push_back(std::any_of(rows.begin(), rows.end(), [&](const ExploredRow& each) {
        return NamedRow{each.name, each.row} == row;
      }));
    }
    const std::vector<bool> reached = graph_.reached_without(left_out);
    return std::any_of(goals.begin(), goals.end(),
                       [&](std::uint32_t goal) { return bool{reached[goal]}; });
  }

  const Exploration& found_;
  const ExploredGraph& graph_;
  const std::vector<ExploredGraph::Way>& ways_;
  ActivityAnswer answer_;
  std::array<std::vector<std::uint32_t>, 8> by_status_;
};

static_assert(static_cast<std::size_t>(ActivityStatus::FAILED) < 8);

/// Makes happen what an edge says, as the instances stand in this world.
std::optional<Choice> follow(SmallWorld& world, Canonical& canonical, const Exploration& found,
                             const ExploredEdge& edge) {
  SmallWorld::Moment before;
  world.save(before);
  std::vector<Choice> choices = world.choices();
  std::stable_partition(choices.begin(), choices.end(),
                        [&](const Choice& each) { return each == edge.choice; });
  for (const Choice& choice : choices) {
    if (choice.kind != edge.choice.kind) continue;
    world.apply(choice);
    if (canonical.hash(world) == found.hashes[edge.to]) return choice;
    world.restore(before);
  }
  return std::nullopt;
}

}  // namespace

std::vector<ActivityAnswer> ask(const Scenario& scenario, const Exploration& found) {
  std::vector<ActivityAnswer> answers;
  const ExploredGraph graph(found);
  const std::vector<ExploredGraph::Way> ways = graph.shortest_ways();
  for (std::size_t i = 0; i < scenario.activity_names.size(); ++i) {
    ActivityAnswer answer = Questions(found, graph, ways, NameId{i}).answer();
    if (answer.states > 0) answers.push_back(std::move(answer));
  }
  return answers;
}

std::optional<std::vector<Choice>> choices_along(const Scenario& scenario, std::uint32_t vanishings,
                                                 const Exploration& found,
                                                 const std::vector<std::uint32_t>& edges) {
  SmallWorld world(scenario, vanishings);
  Canonical canonical(scenario);
  std::vector<Choice> choices;
  for (const std::uint32_t number : edges) {
    const std::optional<Choice> choice = follow(world, canonical, found, found.edges[number]);
    if (!choice) return std::nullopt;
    choices.push_back(*choice);
  }
  return choices;
}

}  // namespace refreshsim
