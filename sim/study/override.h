// Settings put into a scenario before it is loaded: `refresh.BatchNumber` of a call's request, or
// any path into the scenario, such as `timing.reinstall.lognormal.median` or
// `faults[0].probability`.
#pragma once

#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// The root of the scenario with `value` at `path` (a scalar); none after a complaint at the path.
///
/// A place in a list is written `faults[0]`, or `faults.0`, which needs no quotes within braces.
/// The path's first word is the name of a call (`as`), or a key of scenarios. What follows a call's
/// name is a key of the call (`after`), or a parameter of its request, by its path or by its name
/// alone; what is not there yet is made. Whether the value fits is for load_tree to say.
NodeId with_setting(Tree& tree, NodeId root, NodeId path, NodeId value, Complaints& complaints);

/// The same for `PATH=VALUE`, as on a command line; the value is YAML.
NodeId with_assignment(Tree& tree, NodeId root, std::string_view assignment,
                       Complaints& complaints);

}  // namespace refreshsim
