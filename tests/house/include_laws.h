// The laws over `#include` lines.
#pragma once

#include "tests/house/tree.h"

namespace refreshsim::house {

/// A file includes its own room or lower floors.
Breaches climbing(const Tree& tree);
/// Reports see facts and tables, never the fleet or the service.
Breaches peeping(const Tree& tree);
/// A quoted include names a file of the tree by its path from the top.
Breaches dangling(const Tree& tree);
/// No file includes itself, over whatever others.
Breaches circles(const Tree& tree);
/// Public headers include the standard library and each other.
Breaches foreign_in_public(const Tree& tree);
/// Headers that are slow to compile stay in .cpp files, at most two a room.
Breaches slow_headers(const Tree& tree);
/// Nobody includes <regex>: with sanitizers g++ 12 warns of its insides, and a warning is an error.
Breaches regex_users(const Tree& tree);

}  // namespace refreshsim::house
