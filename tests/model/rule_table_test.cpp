// The table of rules in tests/README.md: every test that it names exists, no assumption is without
// a test, and an assumption's test carries its name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace refreshsim {
namespace {

using testing::IsEmpty;

using Words = std::vector<std::string>;

const std::filesystem::path kTop = REFRESHSIM_SOURCE_DIR;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// What the expression's first group matches, everywhere in a text.
Words found(const std::string& text, const std::string& expression) {
  const std::regex pattern(expression);
  Words all;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
       it != std::sregex_iterator(); ++it) {
    all.push_back((*it)[1]);
  }
  return all;
}

Words lines(const std::string& text) {
  Words all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

/// The first cells of a text's tables: `| `name` | …` gives `name`.
std::set<std::string> assumptions_of(const std::string& text) {
  std::set<std::string> names;
  for (const std::string& line : lines(text)) {
    for (const std::string& each : found(line, "^\\| `([a-z-]+)` \\|")) names.insert(each);
  }
  return names;
}

/// The full names of all tests in the tree.
std::set<std::string> tests_of_the_tree() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kTop / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read(entry.path());
    const std::regex pattern("\\bTEST(?:_F)?\\(\\s*(\\w+),\\s*(\\w+)\\s*\\)");
    for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
         it != std::sregex_iterator(); ++it) {
      names.insert((*it)[1].str() + "." + (*it)[2].str());
    }
  }
  return names;
}

struct Line {
  std::string rule;
  Words tests;
};

std::vector<Line> table() {
  std::vector<Line> all;
  for (const std::string& line : lines(read(kTop / "tests" / "README.md"))) {
    const Words rule = found(line, "^\\| `?([DR][0-9.]+|[a-z]+(?:-[a-z]+)*)`? \\|");
    const Words last = found(line, "\\| ([^|]*) \\|$");
    if (rule.empty() || last.empty() || last.back() == "test") continue;
    all.push_back({rule.front(), found(last.back(), "(\\w+\\.\\w+)")});
  }
  return all;
}

/// `paused-stays` as tests spell it: PausedStays.
std::string camel(const std::string& name) {
  std::string text;
  bool first = true;
  for (const char letter : name) {
    if (letter != '-') text += first ? static_cast<char>(std::toupper(letter)) : letter;
    first = letter == '-';
  }
  return text;
}

/// The names under the heading "The named assumptions of the model".
Words assumptions_of_the_model() {
  const std::string text = read(kTop / "tests" / "README.md");
  const std::size_t begin = text.find("## The named assumptions of the model");
  const std::size_t end = text.find("\n## ", begin + 1);
  return begin == std::string::npos ? Words{}
                                    : found(text.substr(begin, end - begin), "`([a-z-]+)`");
}

TEST(RuleTable, NamesTestsThatExist) {
  const std::set<std::string> tests = tests_of_the_tree();
  ASSERT_GT(tests.size(), 300U);
  const std::vector<Line> rules = table();
  ASSERT_GT(rules.size(), 250U);
  for (const Line& line : rules) {
    EXPECT_FALSE(line.tests.empty()) << line.rule;
    for (const std::string& each : line.tests) EXPECT_TRUE(tests.contains(each)) << each;
  }
}

TEST(RuleTable, HasALineForEachAssumption) {
  std::set<std::string> held;
  for (const Line& line : table()) held.insert(line.rule);
  Words missing;
  const Words of_the_model = assumptions_of_the_model();
  ASSERT_EQ(of_the_model.size(), 15U);
  for (const std::string& each : of_the_model) {
    if (!held.contains(each)) missing.push_back(each);
  }
  const std::set<std::string> own = assumptions_of(read(kTop / "sim" / "ASSUMPTIONS.md"));
  ASSERT_GE(own.size(), 28U);
  for (const std::string& each : own) {
    if (!held.contains(each)) missing.push_back(each);
  }
  EXPECT_THAT(missing, IsEmpty());
}

TEST(RuleTable, KnowsNoAssumptionThatIsNowhere) {
  std::set<std::string> known = assumptions_of(read(kTop / "sim" / "ASSUMPTIONS.md"));
  for (const std::string& each : assumptions_of_the_model()) known.insert(each);
  Words strangers;
  for (const Line& line : table()) {
    if (line.rule[0] < 'a' || known.contains(line.rule)) continue;
    strangers.push_back(line.rule);
  }
  EXPECT_THAT(strangers, IsEmpty());
}

TEST(RuleTable, TestOfAnAssumptionCarriesItsName) {
  for (const Line& line : table()) {
    if (line.rule[0] < 'a') continue;
    for (const std::string& test : line.tests) {
      EXPECT_NE(test.find(camel(line.rule)), std::string::npos) << line.rule << ": " << test;
    }
  }
}

TEST(RuleTable, NumbersEachRuleOnce) {
  std::map<std::string, int> times;
  for (const Line& line : table()) {
    if (line.rule[0] < 'a') ++times[line.rule];
  }
  for (const auto& [rule, count] : times) EXPECT_EQ(count, 1) << rule;
}

TEST(RuleTable, NumberedRulesAreInOrder) {
  std::vector<std::pair<int, int>> numbers;
  for (const Line& line : table()) {
    std::smatch parts;
    if (std::regex_match(line.rule, parts, std::regex("[DR]([0-9]+)\\.([0-9]+)"))) {
      numbers.emplace_back(std::stoi(parts[1]), std::stoi(parts[2]));
    }
  }
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

}  // namespace
}  // namespace refreshsim
