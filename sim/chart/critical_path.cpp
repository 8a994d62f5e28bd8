#include "sim/chart/critical_path.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dag_shortest_paths.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>
#include <tuple>

namespace refreshsim {
namespace {

using Network =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property,
                          boost::property<boost::edge_weight_t, std::int64_t>>;

constexpr std::int64_t kUnreached = std::numeric_limits<std::int64_t>::max();

Network network_of(std::uint32_t nodes, std::span<const Wait> waits) {
  Network network(nodes);
  // The longest way is the shortest one with lengths turned round; there are no circles.
  for (const Wait& each : waits) boost::add_edge(each.from, each.to, -each.ms, network);
  return network;
}

/// How long each node is behind node 0, by the longest way; kUnreached if there is none.
std::vector<std::int64_t> earliest_of(const Network& network) {
  std::vector<std::int64_t> distance(boost::num_vertices(network), kUnreached);
  boost::dag_shortest_paths(network, 0,
                            boost::distance_map(distance.data())
                                .distance_inf(kUnreached)
                                .distance_combine([](std::int64_t so_far, std::int64_t more) {
                                  return so_far == kUnreached ? kUnreached : so_far + more;
                                }));
  for (std::int64_t& each : distance) each = each == kUnreached ? kUnreached : -each;
  return distance;
}

/// The latest time of each node at which the end is not late; kUnreached if it does not matter.
std::vector<std::int64_t> latest_of(std::uint32_t nodes, std::span<const Wait> waits,
                                    std::uint32_t end, std::int64_t length) {
  std::vector<Wait> sorted(waits.begin(), waits.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Wait& a, const Wait& b) { return a.from > b.from; });
  std::vector<std::int64_t> latest(nodes, kUnreached);
  latest[end] = length;
  for (const Wait& each : sorted) {
    if (latest[each.to] == kUnreached) continue;
    latest[each.from] = std::min(latest[each.from], latest[each.to] - each.ms);
  }
  return latest;
}

std::vector<bool> dominators_of(const Network& network, std::uint32_t end) {
  using Node = boost::graph_traits<Network>::vertex_descriptor;
  const Node none = boost::graph_traits<Network>::null_vertex();
  std::vector<Node> before(boost::num_vertices(network), none);
  boost::lengauer_tarjan_dominator_tree(
      network, Node{0},
      boost::make_iterator_property_map(before.begin(), boost::get(boost::vertex_index, network)));
  std::vector<bool> passed(before.size());
  for (Node each = end; each != none; each = before[each]) passed[each] = true;
  return passed;
}

/// A way around a wait passes over its beginning once, by another wait: the best of those that lead
/// from there or below to above it.
std::vector<std::int64_t> longest_around(std::span<const Wait> waits,
                                         const std::vector<std::uint32_t>& path,
                                         const std::vector<std::int64_t>& earliest,
                                         const std::vector<std::int64_t>& latest,
                                         std::int64_t length) {
  struct Way {
    std::int64_t ms;
    std::uint32_t wait;
    std::uint32_t to;
    bool operator<(const Way& other) const { return ms < other.ms; }
  };
  std::vector<std::uint32_t> by_begin(waits.size());
  std::iota(by_begin.begin(), by_begin.end(), 0U);
  std::sort(by_begin.begin(), by_begin.end(), [&waits](std::uint32_t a, std::uint32_t b) {
    return std::tie(waits[a].from, a) < std::tie(waits[b].from, b);
  });
  std::vector<std::int64_t> around;
  std::priority_queue<Way> over;
  auto next = by_begin.begin();
  for (const std::uint32_t on_path : path) {
    const std::uint32_t at = waits[on_path].from;
    for (; next != by_begin.end() && waits[*next].from <= at; ++next) {
      const Wait& each = waits[*next];
      const bool leads = earliest[each.from] != kUnreached && latest[each.to] != kUnreached;
      if (!leads) continue;
      over.push({earliest[each.from] + each.ms + length - latest[each.to], *next, each.to});
    }
    std::optional<Way> itself;
    while (!over.empty() && (over.top().to <= at || over.top().wait == on_path)) {
      if (over.top().wait == on_path) itself = over.top();
      over.pop();
    }
    around.push_back(over.empty() ? -1 : over.top().ms);
    if (itself) over.push(*itself);
  }
  return around;
}

}  // namespace

CriticalPath critical_path(std::uint32_t nodes, std::span<const Wait> waits, std::uint32_t end) {
  const Network network = network_of(nodes, waits);
  const std::vector<std::int64_t> earliest = earliest_of(network);
  CriticalPath path;
  path.length_ms = earliest[end];
  const auto latest = latest_of(nodes, waits, end, path.length_ms);
  for (std::uint32_t i = 0; i < nodes; ++i) {
    const bool matters = latest[i] != kUnreached && earliest[i] != kUnreached;
    path.slack_ms.push_back(matters ? latest[i] - earliest[i] : -1);
  }
  path.in_every_way = dominators_of(network, end);
  // From the end back, by any wait that leaves no slack; the first in the list of several.
  std::vector<std::vector<std::uint32_t>> into(nodes);
  for (std::uint32_t i = 0; i < waits.size(); ++i) into[waits[i].to].push_back(i);
  for (std::uint32_t at = end; at != 0;) {
    const auto tight = std::find_if(into[at].begin(), into[at].end(), [&](std::uint32_t i) {
      return earliest[waits[i].from] != kUnreached &&
             earliest[waits[i].from] + waits[i].ms == earliest[at];
    });
    if (tight == into[at].end()) break;
    path.waits.push_back(*tight);
    at = waits[*tight].from;
  }
  std::reverse(path.waits.begin(), path.waits.end());
  path.around_ms = longest_around(waits, path.waits, earliest, latest, path.length_ms);
  return path;
}

/// Asked for often, so without building a network: every wait leads to a higher node.
std::int64_t length_if_shorter(std::uint32_t nodes, std::span<const Wait> waits, std::uint32_t end,
                               std::span<const std::uint32_t> shorter, std::int64_t by_ms) {
  std::vector<Wait> changed(waits.begin(), waits.end());
  for (const std::uint32_t each : shorter) changed[each].ms -= std::min(by_ms, changed[each].ms);
  const auto by_end = [](const Wait& a, const Wait& b) { return a.to < b.to; };
  if (!std::is_sorted(changed.begin(), changed.end(), by_end)) {
    std::stable_sort(changed.begin(), changed.end(), by_end);
  }
  std::vector<std::int64_t> earliest(nodes, -1);
  earliest[0] = 0;
  for (const Wait& each : changed) {
    if (earliest[each.from] < 0) continue;
    earliest[each.to] = std::max(earliest[each.to], earliest[each.from] + each.ms);
  }
  return earliest[end];
}

}  // namespace refreshsim
