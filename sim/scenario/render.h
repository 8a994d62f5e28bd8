// A node on a single line, as it could stand in a file.
#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/tree.h"

namespace refreshsim {

/// A text as a scalar that is read as this text anywhere in a file: in quotes only where it has to.
std::string yaml_scalar(std::string_view text);

/// `{at: 10m, remove: ins-00000005}`: flow style, quotes only where they are needed. The same for
/// nodes that mean the same, however they were written.
std::string render(const Tree& tree, NodeId node);

}  // namespace refreshsim
