// Whether a scalar is what the table of keys asks for.
#pragma once

#include <string>

#include "sim/scenario/keys.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// What is wrong with a value, as the end of a sentence: "must be true or false, not `yes`"; empty
/// if it is what the shape asks for. Only for shapes that scalars have.
std::string scalar_problem(const Tree& tree, NodeId node, const Shape& shape);

/// "a list", "a map", "nothing", or the text in backticks.
std::string found(const Tree& tree, NodeId node);

/// The same for a key of the user's own: must be one line, not empty.
std::string key_problem(std::string_view key);

}  // namespace refreshsim
