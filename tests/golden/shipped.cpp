#include "tests/golden/shipped.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/report/json.h"

namespace refreshsim::golden {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScenario = ".yaml";
constexpr std::string_view kResult = ".golden.json";

std::vector<std::string> files_ending(std::string_view ending) {
  std::vector<std::string> found;
  const fs::path top = fs::path(REFRESHSIM_SOURCE_DIR) / "scenarios";
  for (const fs::path& folder : {top, top / "issues"}) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string path = entry.path().string();
      if (path.ends_with(ending) && !path.ends_with(".base.yaml")) found.push_back(path);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<std::string> shipped_scenarios() { return files_ending(kScenario); }

std::vector<std::string> shipped_results() { return files_ending(kResult); }

std::string golden_of(const std::string& scenario) {
  return scenario.substr(0, scenario.size() - kScenario.size()) + std::string(kResult);
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Shipped run_shipped(const std::string& path, RecordSink* sink) {
  LoadResult loaded = load_scenario(path);
  for (const Diagnostic& each : loaded.diagnostics) ADD_FAILURE() << describe(each);
  if (!loaded.ok()) return {};
  Shipped shipped{std::move(loaded.scenario), {}};
  RunOptions options;
  if (sink != nullptr) options.sinks.push_back(sink);
  shipped.result = Simulation(shipped.scenario).run(options);
  return shipped;
}

std::string json_of(const Shipped& shipped) {
  StringSink out;
  write_json(shipped.result, shipped.scenario, out);
  return std::move(out.text);
}

}  // namespace refreshsim::golden
