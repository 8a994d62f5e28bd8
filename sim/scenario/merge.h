// Maps from maps: `<<` within a file, `extends` between files.
#pragma once

#include <vector>

#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// What is left of a map's keys and values, as written, when a key that stands twice has been told
/// off and `<<` has been replaced by the keys of the map, or maps, that it names. A key of the map
/// itself wins over a merged one, an earlier map over a later one.
std::vector<NodeId> settle_keys(const Tree& tree, std::span<const NodeId> written,
                                Complaints& complaints);

/// `over` on top of `base`: maps merge key by key, all else replaces. The keys of `base` come
/// first.
NodeId merge_trees(Tree& tree, NodeId base, NodeId over);

}  // namespace refreshsim
