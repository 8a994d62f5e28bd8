// Every shipped scenario gives its golden result, byte for byte. Scenarios are found by their
// place, so a new one needs no registration.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/golden/difference.h"
#include "tests/golden/shipped.h"

namespace refreshsim::golden {
namespace {

constexpr std::string_view kRemedy =
    "\nIf this is as it should be: tools/update-golden, read every changed line, and tell the "
    "changed fingerprints in CHANGELOG.md.";

TEST(Golden, EveryScenarioGivesItsGoldenResult) {
  const std::vector<std::string> scenarios = shipped_scenarios();
  ASSERT_FALSE(scenarios.empty());
  for (const std::string& path : scenarios) {
    const std::string golden = bytes_of(golden_of(path));
    if (golden.empty()) {
      ADD_FAILURE() << path << " has no golden result" << kRemedy;
      continue;
    }
    const std::string difference = first_difference(golden, json_of(run_shipped(path)));
    EXPECT_TRUE(difference.empty()) << path << ": " << difference << kRemedy;
  }
}

TEST(Golden, NoResultIsLeftBehindByAScenarioThatIsGone) {
  std::vector<std::string> wanted;
  for (const std::string& path : shipped_scenarios()) wanted.push_back(golden_of(path));
  std::sort(wanted.begin(), wanted.end());
  for (const std::string& path : shipped_results()) {
    EXPECT_TRUE(std::binary_search(wanted.begin(), wanted.end(), path)) << path;
  }
}

}  // namespace
}  // namespace refreshsim::golden
