// The shipped studies: each is right, and what it expects comes out.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "sim/study/study_reports.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

std::vector<std::string> shipped() {
  std::vector<std::string> paths;
  const std::filesystem::path folder = REFRESHSIM_SOURCE_DIR "/scenarios/studies";
  for (const auto& each : std::filesystem::directory_iterator(folder)) {
    const std::string path = each.path().string();
    if (path.ends_with(".yaml") && !path.ends_with(".base.yaml")) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

TEST(ShippedStudies, GiveWhatTheyExpect) {
  const std::vector<std::string> paths = shipped();
  EXPECT_EQ(paths.size(), 6U);
  for (const std::string& path : paths) {
    StudyResult loaded = load_study(path);
    ASSERT_TRUE(loaded.ok()) << describe(loaded.diagnostics.front());
    loaded.study.replicas.count = 200;
    const StudyRun run = run_of(loaded.study, 2);
    EXPECT_EQ(failed_wishes(findings_of(loaded.study, run)), "");
    EXPECT_GE(loaded.study.objectives.size(), 2U) << path << " draws no front";
  }
}

}  // namespace
}  // namespace refreshsim::testing
