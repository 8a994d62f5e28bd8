// Every sentence of the contract names something that holds it, and that is there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

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

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Takes the word, perhaps an empty one, at the start of a text off it, with the blanks before it.
std::string take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
  const auto end = std::find_if_not(text.begin(), text.end(), is_word);
  const std::string word(text.begin(), end);
  text.remove_prefix(word.size());
  return word;
}

/// Whether a text has the test, or any of the suite for `*`.
bool has_test(std::string_view text, const std::string& suite, const std::string& test) {
  for (const std::string macro : {"TEST(", "TEST_F(", "TEST_P("}) {
    const std::string begin = macro + suite + ",";
    for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
      std::string_view rest = text.substr(at + begin.size());
      const std::string word = take_word(rest);
      if (rest.starts_with(")") && (test == "*" || test == word)) return true;
    }
  }
  return false;
}

/// Whether a text names it as one of ctest's tests.
bool adds_test(std::string_view text, const std::string& name) {
  const std::size_t at = text.find("NAME " + name);
  if (at == text.npos) return false;
  const std::string_view rest = text.substr(at + 5 + name.size());
  return rest.empty() || rest.front() == ' ' || rest.front() == '\n';
}

template <class Says>
bool any_file(const Tree& tree, std::string_view ending, Says says) {
  return std::ranges::any_of(
      tree, [&](const File& file) { return file.path.ends_with(ending) && says(file.text); });
}

enum class Held { yes, no, unknown };

Held held_if(bool there) { return there ? Held::yes : Held::no; }

/// What a name in backticks stands for: a fuzz target, a GoogleTest, one of ctest, or a path.
Held held(const std::string& name, const Tree& tree) {
  if (name.starts_with("fuzz_") && std::ranges::all_of(name, is_word)) {
    return held_if(is_there("tests/fuzz/" + name + ".cpp", tree));
  }
  const std::size_t dot = name.find('.');
  const std::string suite = name.substr(0, dot);
  const bool dotted = dot != name.npos && std::ranges::all_of(suite, is_word);
  if (dotted && std::isupper(static_cast<unsigned char>(suite[0])) != 0) {
    return held_if(any_file(tree, ".cpp", [&](const std::string& text) {
      return has_test(text, suite, name.substr(dot + 1));
    }));
  }
  if (dotted && suite == "determinism") {
    return held_if(any_file(tree, "CMakeLists.txt",
                            [&](const std::string& text) { return adds_test(text, name); }));
  }
  if (name.find('/') == std::string::npos) return Held::unknown;
  return held_if(is_there(name.substr(0, name.find(' ')), tree));
}

std::vector<std::string> in_backticks(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = text.find('`'); begin != text.npos;) {
    const std::size_t end = text.find('`', begin + 1);
    if (end == text.npos) break;
    names.push_back(text.substr(begin + 1, end - begin - 1));
    begin = text.find('`', end + 1);
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
  for (const char* bad : {"", "`--quick`", "a build", "`determinism.none`", "`determinism.al`",
                          "`Law.Is`", "`La.*`"}) {
    EXPECT_THAT(breaches(bad), testing::Not(IsEmpty())) << bad;
  }
  EXPECT_THAT(breaches("`tests/a`, `Law.IsBroken`, `tests/c`, `fuzz_none`"), SizeIs(3));
}

}  // namespace
}  // namespace refreshsim::house
