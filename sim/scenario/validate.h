// A tree against the table of keys: everything that is wrong, at once.
#pragma once

#include "sim/scenario/complaints.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// Complains about unknown and missing keys, wrong types, forms and ranges. What names mean, and
/// how values fit together, is the loader's to judge.
void validate(const Tree& tree, NodeId root, const Shape& shape, Complaints& complaints);

/// The form that a map has: the first whose `by` are all there; null if there is none.
const Variant* form_of(const Tree& tree, NodeId map, const Shape& shape);

}  // namespace refreshsim
