// Tables of state machines as Graphviz.
#pragma once

#include <string>

#include "refreshsim/table.h"

namespace refreshsim {

/// A digraph: a node a state, double-edged where a life ends, an arrow a row with its trigger,
/// guard and action. Rows between the same two states share an arrow.
std::string dot(const MachineTable& machine);

}  // namespace refreshsim
