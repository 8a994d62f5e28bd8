#include "sim/explore/cover.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "sim/explore/as_scenario.h"
#include "sim/explore/questions.h"

namespace refreshsim {
namespace {

/// Way after way, each to the farthest pair that is left, and on from there over whatever else is
/// left as long as anything can be reached.
class Coverer {
 public:
  Coverer(const Scenario& scenario, std::uint32_t vanishings, const Exploration& found,
          const std::string& base)
      : scenario_(scenario),
        vanishings_(vanishings),
        found_(found),
        base_(base),
        unfolding_(found) {}

  Cover run(const std::string& name) {
    const auto ways = unfolding_.all_pairs();
    for (const auto& [pair, way] : ways) left_.insert(pair);
    cover_.possible.assign(left_.begin(), left_.end());
    for (auto each = ways.rbegin(); each != ways.rend(); ++each) {
      if (left_.contains(each->first)) over(each->first, each->second);
    }
    drop_needless();
    write(name);
    return std::move(cover_);
  }

 private:
  void over(const RowPair& pair, const Unfolding::Way& way) {
    if (std::optional<CoverPath> path = told(way)) {
      cover_.paths.push_back(lengthened(way, std::move(*path)));
    } else {
      cover_.not_told.push_back(pair);
      left_.erase(pair);
    }
  }

  /// Goes on to what is nearest of what is left, as long as there are words for it.
  CoverPath lengthened(Unfolding::Way way, CoverPath path) {
    take(path);
    while (const auto on = unfolding_.nearest(
               way.end, [this](const RowPair& each) { return left_.contains(each); })) {
      way.edges.insert(way.edges.end(), on->edges.begin(), on->edges.end());
      way.end = on->end;
      std::optional<CoverPath> more = told(way);
      if (!more) break;
      path = std::move(*more);
      take(path);
    }
    return path;
  }

  void take(const CoverPath& path) {
    for (const RowPair& each : path.pairs) left_.erase(each);
  }

  /// As a path that a file can tell, its pending reactions run; none if there are no words for it.
  std::optional<CoverPath> told(const Unfolding::Way& way) {
    std::vector<std::uint32_t> edges = way.edges;
    Unfolding::Node end = way.end;
    while (const auto edge = pending_reaction(end.state)) {
      edges.push_back(*edge);
      end = {found_.edges[*edge].to, unfolding_.next(end.last, *edge).last};
    }
    auto choices = choices_along(scenario_, vanishings_, found_, edges);
    if (!choices || !as_scenario(scenario_, vanishings_, *choices, base_, "path", "")) {
      return std::nullopt;
    }
    return CoverPath{std::move(*choices), pairs_of(edges), ""};
  }

  std::optional<std::uint32_t> pending_reaction(std::uint32_t state) const {
    for (auto edge = unfolding_.first_edge(state); edge < unfolding_.last_edge(state); ++edge) {
      if (found_.edges[edge].choice.kind == ChoiceKind::reacts) return edge;
    }
    return std::nullopt;
  }

  std::vector<RowPair> pairs_of(const std::vector<std::uint32_t>& edges) {
    std::vector<RowPair> pairs;
    std::uint32_t last = 0;
    for (const std::uint32_t edge : edges) {
      const Unfolding::Next& next = unfolding_.next(last, edge);
      for (const RowPair& each : next.pairs) {
        if (std::find(pairs.begin(), pairs.end(), each) == pairs.end()) pairs.push_back(each);
      }
      last = next.last;
    }
    return pairs;
  }

  /// Earlier ones may have become needless by what later ones took on their way.
  void drop_needless() {
    std::map<RowPair, int> times;
    for (const CoverPath& path : cover_.paths) {
      for (const RowPair& each : path.pairs) ++times[each];
    }
    std::erase_if(cover_.paths, [&times](const CoverPath& path) {
      const bool needless = std::all_of(path.pairs.begin(), path.pairs.end(),
                                        [&](const RowPair& each) { return times[each] > 1; });
      if (!needless) return false;
      for (const RowPair& each : path.pairs) --times[each];
      return true;
    });
    std::erase_if(cover_.not_told, [&times](const RowPair& each) { return times[each] > 0; });
  }

  void write(const std::string& name) {
    std::set<RowPair> seen;
    for (std::size_t i = 0; i < cover_.paths.size(); ++i) {
      CoverPath& path = cover_.paths[i];
      SmallWorld world(scenario_, vanishings_);
      for (const Choice& choice : path.choices) world.apply(choice);
      std::string head = "# Takes, as none before it:\n";
      for (const RowPair& each : path.pairs) {
        if (seen.insert(each).second) head += "#   " + pair_text(each) + "\n";
      }
      path.text = head + *as_scenario(scenario_, vanishings_, path.choices, base_,
                                      fmt::format("{}-{:02}", name, i + 1), expectations_of(world));
    }
  }

  const Scenario& scenario_;
  std::uint32_t vanishings_;
  const Exploration& found_;
  const std::string& base_;
  Unfolding unfolding_;
  std::set<RowPair> left_;
  Cover cover_;
};

}  // namespace

Cover cover(const Scenario& scenario, std::uint32_t vanishings, const Exploration& found,
            const std::string& base, const std::string& name) {
  return Coverer(scenario, vanishings, found, base).run(name);
}

std::string expectations_of(const SmallWorld& world) {
  const Scenario& scenario = world.scenario();
  std::string text;
  for (std::uint32_t i = 0; i < world.service().activity_count(); ++i) {
    const ActivityId id{i};
    const Activity& activity = world.service().activity(id);
    if (!activity.name.some()) continue;
    const std::string head = "  - {activity: " + scenario.activity_names[activity.name.value];
    text += fmt::format("{}, Status: {}}}\n", head, name(activity.status()));
    int number = 0;
    for (const Batch& each : world.service().batches(id)) {
      text += fmt::format("{}, batch: {}, RefreshBatchStatus: {}}}\n", head, ++number,
                          name(each.status));
    }
    for (const Row& each : world.service().rows(id)) {
      const InstanceName instance = world.fleet().name_of(each.instance);
      text += fmt::format("{}, instance: {}, InstanceStatus: {}}}\n", head,
                          instance_text(scenario.symbols, instance), name(each.status));
    }
  }
  return text;
}

}  // namespace refreshsim
