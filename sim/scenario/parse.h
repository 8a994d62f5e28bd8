// YAML text to tree.
#pragma once

#include <optional>

#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// Parses a source of the tree, one document. The root, which is no node if the text holds none;
/// nothing if the text is not YAML. What is wrong with it as YAML, keys that stand twice included,
/// goes to `complaints`.
std::optional<NodeId> parse_yaml(Tree& tree, std::uint16_t source, Complaints& complaints);

}  // namespace refreshsim
