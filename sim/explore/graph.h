// The explored space as a graph: its moments are the vertices, what can happen in them the edges.
// Searches in it, and nothing about what they mean.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/explore/explorer.h"

namespace refreshsim {

class ExploredGraph {
 public:
  /// The exploration must have kept its graph, and outlive this.
  explicit ExploredGraph(const Exploration& found);
  ~ExploredGraph();

  /// By state: whether any of the goals can be reached from it (from a goal: yes).
  std::vector<bool> that_reach(const std::vector<std::uint32_t>& goals) const;
  /// By state: whether the start leads to it without an edge whose number in
  /// Exploration::row_lists is marked in `left_out`.
  std::vector<bool> reached_without(const std::vector<bool>& left_out) const;

  /// A way from the start: fewest calls, of these fewest mishaps (what fails, vanishes, or is a
  /// timed fault), of these fewest choices.
  struct Way {
    std::uint32_t calls = 0;
    std::uint32_t mishaps = 0;
    std::uint32_t choices = 0;
    std::uint32_t last_edge = 0;  ///< that leads to the state; none for the start
    friend auto operator<=>(const Way&, const Way&) = default;
  };
  /// By state.
  std::vector<Way> shortest_ways() const;
  /// The edges of such a way.
  std::vector<std::uint32_t> edges_to(std::uint32_t state, const std::vector<Way>& ways) const;

  /// Every sequence of `length` calls that leads to a goal, whatever else happens between, in the
  /// calls' order; at most `most` of them. `length` must be the least possible.
  std::vector<std::vector<CallId>> call_sequences(const std::vector<std::uint32_t>& goals,
                                                  std::uint32_t length, std::size_t most) const;

 private:
  class Searches;
  std::unique_ptr<Searches> searches_;
};

}  // namespace refreshsim
