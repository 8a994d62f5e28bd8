// What makes a network of waits and work as long as it is: the longest way through it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace refreshsim {

/// `to` can't come earlier than so long after `from`.
struct Wait {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int64_t ms = 0;
};

struct CriticalPath {
  std::int64_t length_ms = 0;
  std::vector<std::uint32_t> waits;  ///< the longest way, as places in the list of waits
  /// Of each of these, how long the longest way around it is; -1 if there is none.
  std::vector<std::int64_t> around_ms;
  /// Of each node, how much later it could come without the end coming later; -1 if the end does
  /// not rest on it.
  std::vector<std::int64_t> slack_ms;
  /// Of each node, whether every way to the end leads through it.
  std::vector<bool> in_every_way;
};

/// Nodes are 0 … nodes - 1; every wait leads from a lower node to a higher one; all begins at node
/// 0 and ends at `end`, which can be reached from it.
CriticalPath critical_path(std::uint32_t nodes, std::span<const Wait> waits, std::uint32_t end);

/// The length of the longest way if these waits were each shorter by so much, not below 0.
std::int64_t length_if_shorter(std::uint32_t nodes, std::span<const Wait> waits, std::uint32_t end,
                               std::span<const std::uint32_t> shorter, std::int64_t by_ms);

}  // namespace refreshsim
