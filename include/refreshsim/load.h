// Loading scenarios: strict, every error at once (interface.md, section 1).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/scenario.h"

namespace refreshsim {

/// Something wrong in a file, and what would be right.
struct Diagnostic {
  Place place;
  std::string message;           ///< what, and what would be right
  std::string line;              ///< the line itself, shortened if it is long
  int caret = 0;                 ///< where in `line` the caret stands, in characters from 0
  std::vector<Diagnostic> also;  ///< the other place, where there are two
};

struct LoadResult {
  Scenario scenario;                    ///< whole only if there are no diagnostics
  std::vector<Diagnostic> diagnostics;  ///< in the order of the file
  bool ok() const { return diagnostics.empty(); }
};

/// Loads a scenario from a file; `-` is standard input.
LoadResult load_scenario(const std::string& path);
/// Loads a scenario from text; `path` names it in messages, and `extends` is relative to it.
LoadResult parse_scenario(std::string_view text, const std::string& path = "scenario.yaml");

/// `file:line:column: error: message`, the line, a caret, and the other place if there is one.
std::string describe(const Diagnostic& diagnostic);

}  // namespace refreshsim
