// Every sentence of the contract names something that holds it, and that is there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "tests/house/tree.h"

namespace refreshsim::house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const std::string kHeldBy = "held by |";

bool is_there(const std::string& path, const Tree& tree) {
  return std::ranges::any_of(tree, [&](const File& file) {
    return file.path == path || file.path.starts_with(path + "/");
  });
}

bool is_said(const std::string& pattern, const std::string& ending, const Tree& tree) {
  const std::regex wanted(pattern);
  return std::ranges::any_of(tree, [&](const File& file) {
    return file.path.ends_with(ending) && std::regex_search(file.text, wanted);
  });
}

enum class Held { yes, no, unknown };

Held held_if(bool there) { return there ? Held::yes : Held::no; }

/// What a name in backticks stands for: a fuzz target, a GoogleTest, one of ctest, or a path.
Held held(const std::string& name, const Tree& tree) {
  std::smatch part;
  if (std::regex_match(name, part, std::regex("fuzz_[a-z]+"))) {
    return held_if(is_there("tests/fuzz/" + name + ".cpp", tree));
  }
  if (std::regex_match(name, part, std::regex("([A-Z]\\w+)[.](\\*|\\w+)"))) {
    const std::string test = part[2] == "*" ? std::string("\\w+") : part[2].str();
    return held_if(
        is_said("TEST(_F|_P)?[(]" + part[1].str() + ",\\s*" + test + "[)]", ".cpp", tree));
  }
  if (std::regex_match(name, part, std::regex("([a-z]+)[.][a-z]+")) && part[1] == "determinism") {
    return held_if(is_said("NAME " + name + "\\s", "CMakeLists.txt", tree));
  }
  if (name.find('/') == std::string::npos) return Held::unknown;
  return held_if(is_there(name.substr(0, name.find(' ')), tree));
}

std::vector<std::string> in_backticks(const std::string& text) {
  const std::regex quoted("`([^`]+)`");
  std::vector<std::string> names;
  for (std::sregex_iterator each(text.begin(), text.end(), quoted), end; each != end; ++each) {
    names.push_back((*each)[1]);
  }
  return names;
}

/// Rows whose last cell names nothing, or something that is not there.
Breaches unheld(const std::string& text, const Tree& tree, std::size_t& rows) {
  Breaches breaches;
  bool inside = false;
  for (const std::string& line : lines(text)) {
    const bool row = line.starts_with("|");
    if (row && inside && !line.starts_with("|---")) {
      ++rows;
      const std::size_t end = line.rfind('|');
      const std::string cell = line.substr(line.rfind('|', end - 1));
      bool any = false;
      for (const std::string& name : in_backticks(cell)) {
        const Held found = held(name, tree);
        any = any || found == Held::yes;
        if (found == Held::no) breaches.push_back(name + " is not there: " + line);
      }
      if (!any) breaches.push_back("nothing holds: " + line);
    }
    inside = row && (inside || line.ends_with(kHeldBy));
  }
  return breaches;
}

std::string text_of(const std::string& path, const Tree& tree) {
  const auto file = std::ranges::find(tree, path, &File::path);
  return file == tree.end() ? std::string() : file->text;
}

TEST(Contract, EachSentenceIsHeldByWhatIsThere) {
  const Tree tree = read_all();
  for (const std::string path : {"README.md", "tests/determinism/CONTRACT.md"}) {
    std::size_t rows = 0;
    EXPECT_THAT(unheld(text_of(path, tree), tree, rows), IsEmpty()) << path;
    EXPECT_GE(rows, 6U) << path;
  }
}

TEST(Contract, SentencesThatNothingHoldsAreFound) {
  const Tree tree{{"tests/a/b_test.cpp", "TEST(Law, IsKept) {}"},
                  {"tests/CMakeLists.txt", "add_test(NAME determinism.all COMMAND x)"}};
  const auto breaches = [&](const std::string& cell) {
    std::size_t rows = 0;
    return unheld("| promise | held by |\n|---|---|\n| x | " + cell + " |\n\n| no | `such/x` |\n",
                  tree, rows);
  };
  for (const char* good : {"`Law.*`", "`Law.IsKept`", "`tests/a`", "`determinism.all`, one part"}) {
    EXPECT_THAT(breaches(good), IsEmpty()) << good;
  }
  for (const char* bad : {"", "`--quick`", "a build", "`determinism.none`"}) {
    EXPECT_THAT(breaches(bad), testing::Not(IsEmpty())) << bad;
  }
  EXPECT_THAT(breaches("`tests/a`, `Law.IsBroken`, `tests/c`, `fuzz_none`"), SizeIs(3));
}

}  // namespace
}  // namespace refreshsim::house
