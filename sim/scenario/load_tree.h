// From files to trees, and from trees to scenarios, apart: what edits a scenario (overrides of a
// study, minimizing) reads the tree once, builds a changed one and loads that.
#pragma once

#include <string>
#include <string_view>

#include "refreshsim/load.h"
#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// A file with all that it extends, merged. `root` is none if it could not be read.
struct WholeTree {
  Tree tree;
  NodeId root;
  Complaints complaints;
  std::vector<Diagnostic> unreadable;  ///< set if there is no text at all
};

/// Reads a file and what it extends; `-` is standard input.
WholeTree read_tree(const std::string& path);
/// The same for a text; `path` names it, and `extends` is relative to it.
WholeTree parse_tree(std::string text, const std::string& path);

/// Validates and loads a tree. Complaints that there are already come first in the result.
LoadResult load_tree(const Tree& tree, NodeId root, Complaints complaints = {});

}  // namespace refreshsim
