// Which files `test` runs.
#pragma once

#include <string>
#include <vector>

namespace refreshsim::tools {

struct FoundScenarios {
  std::vector<std::string> files;   ///< sorted, each once
  std::vector<std::string> errors;  ///< paths that can't be read
};

/// Whether a file's first line that says anything begins with the key of studies.
bool is_study(const std::string& path);

/// Every *.yaml below the paths but studies (whose first key is refreshsim_study, and the folders
/// named `studies`) and files that are only there to be extended (*.base.yaml). A path that is a
/// file is taken as it is.
FoundScenarios find_scenarios(const std::vector<std::string>& paths);

}  // namespace refreshsim::tools
