// The explored space, unfolded by what each activity did last: then it shows which rows of the
// transition table an activity can take one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/explore/explorer.h"

namespace refreshsim {

/// Two rows that one activity takes one after the other, whatever others do between.
struct RowPair {
  static constexpr std::uint32_t kFirst = 0xffffffff;
  std::uint32_t before = kFirst;  ///< kFirst: `row` is the first that it takes
  std::uint32_t row = 0;
  friend auto operator<=>(const RowPair&, const RowPair&) = default;
};

/// `accepted --reacts--> turned_running, then --stop--> manual_pause`.
std::string pair_text(const RowPair& pair);

class Unfolding {
 public:
  /// A state, and the last row of each activity (a number of a combination of them).
  struct Node {
    std::uint32_t state = 0;
    std::uint32_t last = 0;
    friend auto operator<=>(const Node&, const Node&) = default;
  };
  /// Where an edge leads, and the pairs that it completes.
  struct Next {
    std::uint32_t last = 0;
    std::vector<RowPair> pairs;
  };
  /// What a search has found: the edges there from where it began.
  struct Way {
    std::vector<std::uint32_t> edges;
    Node end;
  };

  /// The exploration must have kept its graph, and outlive this.
  explicit Unfolding(const Exploration& found);

  /// The edges that leave a state, as a span of numbers' beginning and end.
  std::uint32_t first_edge(std::uint32_t state) const { return first_[state]; }
  std::uint32_t last_edge(std::uint32_t state) const { return first_[state + 1]; }
  const Next& next(std::uint32_t last, std::uint32_t edge);

  /// Breadth first from a node: the first edge whose pairs `wanted` wants, and the way over it.
  std::optional<Way> nearest(Node from, const std::function<bool(const RowPair&)>& wanted);
  /// Every pair that can be taken, with a shortest way over it; by how far the pairs are.
  std::vector<std::pair<RowPair, Way>> all_pairs();

 private:
  struct Arrival {
    std::size_t from = 0;  ///< place among the nodes of the search
    std::uint32_t edge = 0;
  };
  /// Calls `look` with each edge that is met, as (arrival, node it leads to, pairs); until it says
  /// true.
  template <class Look>
  void search(Node from, Look look);
  Way way(std::size_t place, std::uint32_t edge, Node end) const;

  const Exploration& found_;
  std::vector<std::uint32_t> first_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_lasts_;
  std::vector<std::vector<std::uint32_t>> lasts_;  ///< by activity: the row that it took last
  std::unordered_map<std::uint64_t, Next> nexts_;  ///< by combination and list of rows
  // Of the search under way: the nodes that it has met, and how.
  std::vector<Node> nodes_;
  std::vector<Arrival> arrivals_;
};

}  // namespace refreshsim
