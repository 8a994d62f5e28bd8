// A node on a single line, as it could stand in a file.
#pragma once

#include <string>

#include "sim/scenario/tree.h"

namespace refreshsim {

/// `{at: 10m, remove: ins-00000005}`: flow style, quotes only where they are needed. The same for
/// nodes that mean the same, however they were written.
std::string render(const Tree& tree, NodeId node);

}  // namespace refreshsim
