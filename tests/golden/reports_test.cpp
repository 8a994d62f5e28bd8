// What every report in scenarios/issues owes its reader: a number, a place in the table of its
// README, its rule, and, where there is one, the way out beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <utility>

#include "tests/golden/shipped.h"

namespace refreshsim::golden {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kWayOut = "-way-out";

struct Row {
  std::string report, symptom, rule, way_out;
};

std::string text_of(const char* path) {
  return bytes_of((fs::path(REFRESHSIM_SOURCE_DIR) / path).string());
}

/// The cells between the bars of a line, without the spaces around them.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all;
  for (std::size_t begin = 1; begin < line.size();) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    const std::string cell = line.substr(begin, end - begin);
    const std::size_t first = cell.find_first_not_of(' ');
    if (first == std::string::npos) {
      all.emplace_back();
    } else {
      all.push_back(cell.substr(first, cell.find_last_not_of(' ') - first + 1));
    }
    begin = end + 1;
  }
  return all;
}

/// The rows of the README's table that name a report.
std::vector<Row> rows() {
  std::vector<Row> all;
  std::istringstream text(text_of("scenarios/issues/README.md"));
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("| `")) continue;
    const std::vector<std::string> of = cells(line);
    EXPECT_EQ(of.size(), 4U) << line;
    if (of.size() == 4) all.push_back({of[0].substr(1, of[0].size() - 2), of[1], of[2], of[3]});
  }
  return all;
}

/// The names of the reports' files without their ending, ways out among them.
std::set<std::string> files() {
  std::set<std::string> names;
  for (const std::string& path : shipped_scenarios()) {
    const fs::path file = path;
    if (file.parent_path().filename() == "issues") names.insert(file.stem().string());
  }
  return names;
}

Scenario scenario_of(const std::string& name) {
  const fs::path folder = fs::path(REFRESHSIM_SOURCE_DIR) / "scenarios/issues";
  const LoadResult loaded = load_scenario((folder / (name + ".yaml")).string());
  EXPECT_TRUE(loaded.ok()) << name;
  return loaded.scenario;
}

/// The names of the rules that a text holds, as tests/README.md spells them: `read-at-reinstall`,
/// D3.44.
std::vector<std::string> rules_in(const std::string& text) {
  std::vector<std::string> all;
  std::string word;
  for (const char letter : text + ",") {
    if (letter != ',') {
      if (letter != ' ') word += letter;
    } else if (!word.empty()) {
      all.push_back(std::exchange(word, {}));
    }
  }
  return all;
}

TEST(Reports, StandInTheTableOfTheReadme) {
  std::set<std::string> listed;
  for (const Row& row : rows()) {
    EXPECT_TRUE(listed.insert(row.report).second) << row.report << " stands there twice";
    if (files().contains(row.report + std::string(kWayOut))) {
      listed.insert(row.report + std::string(kWayOut));
    } else {
      EXPECT_EQ(row.way_out, "none is needed") << row.report;
    }
  }
  EXPECT_EQ(listed, files());
}

TEST(Reports, AreNumberedWithoutAGap) {
  std::size_t number = 0;
  for (const Row& row : rows()) {
    std::string wanted = std::to_string(++number);
    wanted.insert(0, 3 - wanted.size(), '0');
    EXPECT_THAT(row.report, StartsWith(wanted + "-"));
  }
  EXPECT_GE(number, 24U);
}

TEST(Reports, SayWhatWasExpectedWhatHappensAndByWhichRule) {
  const std::string known = text_of("tests/README.md") + text_of("sim/ASSUMPTIONS.md");
  for (const Row& row : rows()) {
    const Scenario scenario = scenario_of(row.report);
    EXPECT_THAT(scenario.description, StartsWith("Expected: ")) << row.report;
    EXPECT_THAT(scenario.description, HasSubstr(" What happens: ")) << row.report;
    EXPECT_THAT(scenario.description, HasSubstr(" Why (" + row.rule + "): ")) << row.report;
    EXPECT_FALSE(scenario.expectations.empty()) << row.report;
    EXPECT_FALSE(row.symptom.empty()) << row.report;
    EXPECT_FALSE(rules_in(row.rule).empty()) << row.report;
    for (const std::string& rule : rules_in(row.rule)) {
      EXPECT_THAT(known, HasSubstr("| " + rule + " |")) << row.report;
    }
  }
}

/// It is of the report's group and trouble, so that only what is done about it differs.
TEST(Reports, HaveTheirWayOutBesideThem) {
  for (const std::string& name : files()) {
    if (!name.ends_with(kWayOut)) continue;
    const std::string report = name.substr(0, name.size() - kWayOut.size());
    EXPECT_TRUE(files().contains(report)) << name;
    const std::string path = "scenarios/issues/" + name + ".yaml";
    EXPECT_THAT(text_of(path.c_str()), HasSubstr("\nextends: " + report + ".yaml\n"));
    const Scenario scenario = scenario_of(name);
    EXPECT_THAT(scenario.description, StartsWith("Way out: ")) << name;
    EXPECT_FALSE(scenario.expectations.empty()) << name;
  }
}

}  // namespace
}  // namespace refreshsim::golden
