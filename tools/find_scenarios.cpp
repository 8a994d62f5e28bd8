#include "tools/find_scenarios.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace refreshsim::tools {
namespace fs = std::filesystem;

bool is_study(const std::string& path) {
  std::error_code unknown;
  if (!fs::is_regular_file(path, unknown)) return false;  // a pipe can be read only once
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const bool says_nothing = line.empty() || line[0] == '#' || line[0] == '%' ||
                              line.starts_with("---") ||
                              line.find_first_not_of(" \t\r") == std::string::npos;
    if (!says_nothing) return line.starts_with("refreshsim_study");
  }
  return false;
}

namespace {

bool is_scenario(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".yaml") && !name.ends_with(".base.yaml") && !is_study(path.string());
}

void search(const fs::path& folder, FoundScenarios& found) {
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    const fs::path& path = entry->path();
    std::error_code unknown;
    if (entry->is_directory(unknown)) {
      if (path.filename() == "studies") entry.disable_recursion_pending();
    } else if (is_scenario(path)) {
      found.files.push_back(path.string());
    }
    entry.increment(error);
  }
  if (error) found.errors.push_back(folder.string() + ": " + error.message());
}

}  // namespace

FoundScenarios find_scenarios(const std::vector<std::string>& paths) {
  FoundScenarios found;
  for (const std::string& path : paths) {
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) {
      search(path, found);
    } else {
      found.files.push_back(path);
    }
  }
  std::sort(found.files.begin(), found.files.end());
  found.files.erase(std::unique(found.files.begin(), found.files.end()), found.files.end());
  return found;
}

}  // namespace refreshsim::tools
