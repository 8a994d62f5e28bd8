#include "sim/explore/unfolding.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "sim/explore/questions.h"

namespace refreshsim {
namespace {

std::uint64_t key(std::uint32_t high, std::uint32_t low) {
  return (std::uint64_t{high} << 32) | low;
}

}  // namespace

std::string pair_text(const RowPair& pair) {
  if (pair.before == RowPair::kFirst) return "first " + transition_text(pair.row);
  const std::string second = transition_text(pair.row);
  return transition_text(pair.before) + ", then" + second.substr(second.find(' '));
}

Unfolding::Unfolding(const Exploration& found) : found_(found), lasts_{{}} {
  known_lasts_[{}] = 0;
  first_.assign(found.states.size() + 1, 0);
  for (const ExploredEdge& each : found.edges) ++first_[each.from + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
}

const Unfolding::Next& Unfolding::next(std::uint32_t last, std::uint32_t edge) {
  const std::uint32_t rows = found_.edges[edge].rows;
  const auto known = nexts_.find(key(last, rows));
  if (known != nexts_.end()) return known->second;
  std::vector<std::uint32_t> lasts = lasts_[last];
  Next next;
  for (const ExploredRow& each : found_.row_lists[rows]) {
    if (lasts.size() <= each.activity.value) lasts.resize(each.activity.value + 1, RowPair::kFirst);
    std::uint32_t& before = lasts[each.activity.value];
    next.pairs.push_back({before, each.row});
    before = each.row;
  }
  const auto number = static_cast<std::uint32_t>(lasts_.size());
  const auto [place, added] = known_lasts_.try_emplace(lasts, number);
  if (added) lasts_.push_back(std::move(lasts));
  next.last = place->second;
  return nexts_[key(last, rows)] = std::move(next);
}

template <class Look>
void Unfolding::search(Node from, Look look) {
  nodes_.assign(1, from);
  arrivals_.assign(1, {});
  std::unordered_set<std::uint64_t> seen{key(from.state, from.last)};
  for (std::size_t place = 0; place < nodes_.size(); ++place) {
    const Node node = nodes_[place];
    for (std::uint32_t edge = first_edge(node.state); edge < last_edge(node.state); ++edge) {
      const Next& step = next(node.last, edge);
      const Node to{found_.edges[edge].to, step.last};
      if (look(place, edge, to, step.pairs)) return;
      if (!seen.insert(key(to.state, to.last)).second) continue;
      nodes_.push_back(to);
      arrivals_.push_back({place, edge});
    }
  }
}

Unfolding::Way Unfolding::way(std::size_t place, std::uint32_t edge, Node end) const {
  Way way{{edge}, end};
  for (; place != 0; place = arrivals_[place].from) way.edges.push_back(arrivals_[place].edge);
  std::reverse(way.edges.begin(), way.edges.end());
  return way;
}

std::optional<Unfolding::Way> Unfolding::nearest(
    Node from, const std::function<bool(const RowPair&)>& wanted) {
  std::optional<Way> found;
  search(from,
         [&](std::size_t place, std::uint32_t edge, Node to, const std::vector<RowPair>& pairs) {
           if (std::none_of(pairs.begin(), pairs.end(), wanted)) return false;
           found = way(place, edge, to);
           return true;
         });
  return found;
}

std::vector<std::pair<RowPair, Unfolding::Way>> Unfolding::all_pairs() {
  std::vector<std::pair<RowPair, Way>> all;
  std::set<RowPair> seen;
  search({},
         [&](std::size_t place, std::uint32_t edge, Node to, const std::vector<RowPair>& pairs) {
           for (const RowPair& each : pairs) {
             if (seen.insert(each).second) all.emplace_back(each, way(place, edge, to));
           }
           return false;
         });
  return all;
}

}  // namespace refreshsim
