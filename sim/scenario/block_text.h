// A tree as a file that people read: blocks, and what fits on a line in braces.
#pragma once

#include <string>

#include "sim/scenario/tree.h"

namespace refreshsim {

/// The map at the root of a file, key by key. It means the same as the tree, and has no comments.
std::string block_text(const Tree& tree, NodeId root);

}  // namespace refreshsim
