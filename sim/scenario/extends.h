// `extends`: a scenario on top of another one.
#pragma once

#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// Parses a source of the tree and everything that it extends, and merges them. The root, without
/// its `extends`; none after a complaint that leaves nothing to check.
NodeId parse_whole(Tree& tree, std::uint16_t source, Complaints& complaints);

/// The same for a map that is parsed already: a scenario within another file of the tree.
NodeId extend_map(Tree& tree, NodeId root, Complaints& complaints);

}  // namespace refreshsim
