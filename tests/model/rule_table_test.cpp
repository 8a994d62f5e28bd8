// The table of rules in tests/README.md: every test that it names exists, no assumption is without
// a test, and an assumption's test carries its name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
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

bool in_word(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// The name that stands at a place, and the place after it.
std::string word_at(const std::string& text, std::size_t& place) {
  const std::size_t begin = place;
  while (place < text.size() && in_word(text[place])) ++place;
  return text.substr(begin, place - begin);
}

void skip(const std::string& text, std::size_t& place, std::string_view letters) {
  while (place < text.size() && letters.find(text[place]) != std::string_view::npos) ++place;
}

Words lines(const std::string& text) {
  Words all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

/// The cells of a table's row, without spaces and backticks around them; none for another line.
Words cells(const std::string& line) {
  Words all;
  if (!line.starts_with("| ")) return all;
  for (std::size_t begin = 1; begin < line.size();) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    const std::string cell = line.substr(begin, end - begin);
    const std::size_t first = cell.find_first_not_of(" `");
    if (first != std::string::npos) {
      all.push_back(cell.substr(first, cell.find_last_not_of(" `") - first + 1));
    }
    begin = end + 1;
  }
  return all;
}

/// The names that a table gives in its first column, in backticks.
std::set<std::string> assumptions_of(const std::string& text) {
  std::set<std::string> names;
  for (const std::string& line : lines(text)) {
    if (line.starts_with("| `")) names.insert(cells(line).front());
  }
  return names;
}

/// The full names of all tests in the tree.
std::set<std::string> tests_of_the_tree() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kTop / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read(entry.path());
    for (std::size_t at = text.find("\nTEST("); at != std::string::npos;
         at = text.find("\nTEST(", at)) {
      at += 6;
      skip(text, at, " \n");
      const std::string suite = word_at(text, at);
      skip(text, at, ", \n");
      names.insert(suite + "." + word_at(text, at));
    }
  }
  return names;
}

struct Line {
  std::string rule;
  Words tests;
};

/// `A.B, C.D`, apart.
Words listed(const std::string& text) {
  Words all;
  std::istringstream stream(text);
  for (std::string each; std::getline(stream, each, ',');) {
    std::size_t place = 0;
    skip(each, place, " ");
    all.push_back(each.substr(place));
  }
  return all;
}

std::vector<Line> table() {
  std::vector<Line> all;
  for (const std::string& line : lines(read(kTop / "tests" / "README.md"))) {
    const Words row = cells(line);
    if (row.size() < 2 || row.front() == "rule") continue;
    all.push_back({row.front(), listed(row.back())});
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
  Words all;
  bool here = false;
  for (const std::string& line : lines(read(kTop / "tests" / "README.md"))) {
    if (line.starts_with("## ")) here = line == "## The named assumptions of the model";
    if (!here || !line.starts_with("`")) continue;
    std::istringstream words(line);
    for (std::string each; words >> each;) all.push_back(each.substr(1, each.size() - 2));
  }
  return all;
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
    if (line.rule[0] >= 'a') continue;
    const std::size_t point = line.rule.find('.');
    ASSERT_NE(point, std::string::npos) << line.rule;
    numbers.emplace_back(std::stoi(line.rule.substr(1)), std::stoi(line.rule.substr(point + 1)));
  }
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

}  // namespace
}  // namespace refreshsim
