// The generated scenarios of tests/determinism give their stored fingerprints here too: the quick
// part of what tools/determinism proves over compilers and processors.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/golden/shipped.h"

namespace refreshsim::golden {
namespace {

/// The lines of fingerprints.txt: three fingerprints, of the replicas 0, 1, 2, and a path.
std::vector<std::string> stored_lines() {
  std::ifstream file(std::string(REFRESHSIM_SOURCE_DIR) + "/tests/determinism/fingerprints.txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) lines.push_back(line);
  }
  return lines;
}

/// The same line, as this build gives it.
std::string line_of(const std::string& path) {
  const LoadResult loaded = load_scenario(std::string(REFRESHSIM_SOURCE_DIR) + "/" + path);
  if (!loaded.ok()) return path + " can't be read";
  Simulation simulation(loaded.scenario);
  std::string line;
  RunOptions options;
  for (options.replica = 0; options.replica < 3; ++options.replica) {
    line += fmt::format("{:016x} ", simulation.run(options).fingerprint);
  }
  return line + path;
}

TEST(Fingerprints, OfGeneratedScenariosAreTheStoredOnes) {
  const std::vector<std::string> lines = stored_lines();
  ASSERT_GE(lines.size(), 50U);
  for (const std::string& line : lines) {
    EXPECT_EQ(line_of(line.substr(line.rfind(' ') + 1)), line)
        << "if this is as it should be: tools/determinism --update, and CHANGELOG.md says why";
  }
}

}  // namespace
}  // namespace refreshsim::golden
