// Texts of whoever may not read this machine's files: a scenario that has all in itself.
#pragma once

#include <string>
#include <string_view>

#include "refreshsim/load.h"
#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// Loads a scenario from a text; `extends` is an error there, and no file is read. `file` names it.
LoadResult parse_scenario_alone(std::string_view text, const std::string& file);

/// The same up to the tree: parse_whole() (extends.h) that refuses `extends`.
NodeId parse_whole_alone(Tree& tree, std::uint16_t source, Complaints& complaints);

}  // namespace refreshsim
