#include "sim/explore/graph.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/range/iterator_range.hpp>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace refreshsim {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Edge = boost::graph_traits<Graph>::edge_descriptor;
using Ends = std::pair<std::uint32_t, std::uint32_t>;

/// The edges' order is the exploration's, so an edge's index is its number there.
Graph forward(const Exploration& found) {
  std::vector<Ends> ends;
  for (const ExploredEdge& each : found.edges) ends.emplace_back(each.from, each.to);
  return Graph(boost::edges_are_sorted, ends.begin(), ends.end(), found.states.size());
}

/// Which vertices are reached from the sources.
template <class AnyGraph>
std::vector<bool> reached(const AnyGraph& graph, const std::vector<std::uint32_t>& sources) {
  using Colour = boost::default_color_type;
  std::vector<Colour> colours(boost::num_vertices(graph), Colour::white_color);
  auto colour =
      boost::make_iterator_property_map(colours.begin(), boost::get(boost::vertex_index, graph));
  boost::queue<Vertex> waiting;
  boost::breadth_first_visit(graph, sources.begin(), sources.end(), waiting, boost::bfs_visitor<>(),
                             colour);
  std::vector<bool> all(colours.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = colours[i] != Colour::white_color;
  return all;
}

/// Whether an edge takes none of the marked lists of rows.
struct Takes {
  const Graph* graph = nullptr;
  const Exploration* found = nullptr;
  const std::vector<bool>* left_out = nullptr;
  bool operator()(const Edge& edge) const {
    return !(*left_out)[found->edges[boost::get(boost::edge_index, *graph, edge)].rows];
  }
};

bool is_mishap(ChoiceKind kind) {
  switch (kind) {
    case ChoiceKind::fails:
    case ChoiceKind::vanishes:
    case ChoiceKind::fault_begins:
    case ChoiceKind::fault_ends:
      return true;
    case ChoiceKind::passes:
    case ChoiceKind::call:
    case ChoiceKind::reacts:
      return false;
  }
  return false;
}

using Way = ExploredGraph::Way;

struct Longer {
  Way operator()(const Way& way, const Way& edge) const {
    return {way.calls + edge.calls, way.mishaps + edge.mishaps, way.choices + edge.choices, 0};
  }
};

struct Shorter {
  bool operator()(const Way& a, const Way& b) const {
    return std::tie(a.calls, a.mishaps, a.choices) < std::tie(b.calls, b.mishaps, b.choices);
  }
};

/// Notes the edge by which the shortest way comes.
struct Notes : boost::dijkstra_visitor<> {
  std::vector<std::uint32_t>* last = nullptr;
  void edge_relaxed(const Edge& edge, const Graph& graph) const {
    (*last)[boost::target(edge, graph)] =
        static_cast<std::uint32_t>(boost::get(boost::edge_index, graph, edge));
  }
};

}  // namespace

class ExploredGraph::Searches {
 public:
  explicit Searches(const Exploration& found)
      : found_(found), forward_(forward(found)), backward_(backward(found)) {}

  std::vector<bool> that_reach(const std::vector<std::uint32_t>& goals) const {
    return reached(backward_.graph, goals);
  }

  std::vector<bool> reached_without(const std::vector<bool>& left_out) const {
    const Takes rest{&forward_, &found_, &left_out};
    return reached(boost::filtered_graph<Graph, Takes>(forward_, rest), {0});
  }

  std::vector<Way> shortest_ways() const {
    std::vector<Way> lengths;
    for (const ExploredEdge& each : found_.edges) {
      lengths.push_back({each.choice.kind == ChoiceKind::call ? 1u : 0u,
                         is_mishap(each.choice.kind) ? 1u : 0u, 1, 0});
    }
    std::vector<Way> ways(found_.states.size());
    std::vector<std::uint32_t> last(found_.states.size(), 0);
    Notes notes;
    notes.last = &last;
    const Way farthest{~0u, ~0u, ~0u, 0};
    boost::dijkstra_shortest_paths(
        forward_, Vertex{0},
        boost::weight_map(boost::make_iterator_property_map(
                              lengths.begin(), boost::get(boost::edge_index, forward_)))
            .distance_map(boost::make_iterator_property_map(
                ways.begin(), boost::get(boost::vertex_index, forward_)))
            .distance_compare(Shorter())
            .distance_combine(Longer())
            .distance_inf(farthest)
            .distance_zero(Way())
            .visitor(notes));
    for (std::size_t i = 0; i < ways.size(); ++i) ways[i].last_edge = last[i];
    return ways;
  }

  std::vector<std::uint32_t> edges_to(std::uint32_t state, const std::vector<Way>& ways) const {
    std::vector<std::uint32_t> edges;
    for (; state != 0; state = found_.edges[ways[state].last_edge].from) {
      edges.push_back(ways[state].last_edge);
    }
    std::reverse(edges.begin(), edges.end());
    return edges;
  }

  std::vector<std::vector<CallId>> call_sequences(const std::vector<std::uint32_t>& goals,
                                                  std::uint32_t length, std::size_t most) const {
    Sequences all{calls_to_go(goals, length), most, {}, {}};
    follow({0}, length, all);
    return all.found;
  }

 private:
  /// The edges turned round, each with its number in the exploration.
  struct Backward {
    Graph graph;
    std::vector<std::uint32_t> numbers;
  };

  static Backward backward(const Exploration& found) {
    Backward all;
    for (std::uint32_t i = 0; i < found.edges.size(); ++i) all.numbers.push_back(i);
    std::stable_sort(all.numbers.begin(), all.numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return found.edges[a].to < found.edges[b].to;
    });
    std::vector<Ends> ends;
    for (const std::uint32_t number : all.numbers) {
      ends.emplace_back(found.edges[number].to, found.edges[number].from);
    }
    all.graph = Graph(boost::edges_are_sorted, ends.begin(), ends.end(), found.states.size());
    return all;
  }

  static constexpr std::uint32_t kTooFar = ~0u;
  struct Sequences {
    std::vector<std::uint32_t> to_go;  ///< by state: the calls that it takes from there to a goal
    std::size_t most = 0;
    std::vector<CallId> so_far;
    std::vector<std::vector<CallId>> found;
  };

  bool is_call(std::uint32_t edge) const {
    return found_.edges[edge].choice.kind == ChoiceKind::call;
  }

  std::vector<std::uint32_t> edges_into(std::uint32_t state) const {
    std::vector<std::uint32_t> numbers;
    for (const Edge& each :
         boost::make_iterator_range(boost::out_edges(Vertex{state}, backward_.graph))) {
      numbers.push_back(backward_.numbers[boost::get(boost::edge_index, backward_.graph, each)]);
    }
    return numbers;
  }

  /// Layer by layer from the goals back: what gets there without a further call, then with one.
  std::vector<std::uint32_t> calls_to_go(std::vector<std::uint32_t> layer,
                                         std::uint32_t length) const {
    std::vector<std::uint32_t> to_go(found_.states.size(), kTooFar);
    for (const std::uint32_t goal : layer) to_go[goal] = 0;
    for (std::uint32_t calls = 0; calls <= length; ++calls) {
      std::vector<std::uint32_t> next;
      for (std::size_t i = 0; i < layer.size(); ++i) {
        if (to_go[layer[i]] != calls) continue;
        for (const std::uint32_t number : edges_into(layer[i])) {
          const std::uint32_t from = found_.edges[number].from;
          const std::uint32_t takes = calls + (is_call(number) ? 1 : 0);
          if (to_go[from] <= takes) continue;
          to_go[from] = takes;
          (is_call(number) ? next : layer).push_back(from);
        }
      }
      layer = std::move(next);
    }
    return to_go;
  }

  /// Goes on from states that need `left` calls: without one as far as they still need as many,
  /// then by each call that brings them nearer.
  void follow(const std::set<std::uint32_t>& from, std::uint32_t left, Sequences& all) const {
    if (all.found.size() >= all.most) return;
    if (left == 0) {
      all.found.push_back(all.so_far);
      return;
    }
    std::vector<std::uint32_t> states(from.begin(), from.end());
    std::set<std::uint32_t> seen = from;
    std::map<std::uint32_t, std::set<std::uint32_t>> by_call;
    for (std::size_t i = 0; i < states.size(); ++i) {
      for (const Edge& each :
           boost::make_iterator_range(boost::out_edges(Vertex{states[i]}, forward_))) {
        const ExploredEdge& edge = found_.edges[boost::get(boost::edge_index, forward_, each)];
        const bool call = edge.choice.kind == ChoiceKind::call;
        if (all.to_go[edge.to] != left - (call ? 1 : 0)) continue;
        if (call) {
          by_call[edge.choice.subject].insert(edge.to);
        } else if (seen.insert(edge.to).second) {
          states.push_back(edge.to);
        }
      }
    }
    for (const auto& [call, to] : by_call) {
      all.so_far.emplace_back(call);
      follow(to, left - 1, all);
      all.so_far.pop_back();
    }
  }

  const Exploration& found_;
  Graph forward_;
  Backward backward_;
};

ExploredGraph::ExploredGraph(const Exploration& found)
    : searches_(std::make_unique<Searches>(found)) {}
ExploredGraph::~ExploredGraph() = default;

std::vector<bool> ExploredGraph::that_reach(const std::vector<std::uint32_t>& goals) const {
  return searches_->that_reach(goals);
}

std::vector<bool> ExploredGraph::reached_without(const std::vector<bool>& left_out) const {
  return searches_->reached_without(left_out);
}

std::vector<Way> ExploredGraph::shortest_ways() const { return searches_->shortest_ways(); }

std::vector<std::uint32_t> ExploredGraph::edges_to(std::uint32_t state,
                                                   const std::vector<Way>& ways) const {
  return searches_->edges_to(state, ways);
}

std::vector<std::vector<CallId>> ExploredGraph::call_sequences(
    const std::vector<std::uint32_t>& goals, std::uint32_t length, std::size_t most) const {
  return searches_->call_sequences(goals, length, most);
}

}  // namespace refreshsim
