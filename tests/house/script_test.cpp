// Scripts are read whole by the shell that runs them before anyone needs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/house/tree.h"

namespace refreshsim::house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

bool is_shell(const File& file) {
  if (!file.text.starts_with("#!")) return false;
  const std::string first = file.text.substr(0, file.text.find('\n'));
  return first.ends_with("bash") || first.ends_with("sh");
}

bool parses(const std::filesystem::path& script) {
  return std::system(("bash -n '" + script.string() + "' 2> /dev/null").c_str()) == 0;
}

Tree scripts() {
  Tree tree = read_tree({".ci", "tools"});
  std::erase_if(tree, [](const File& file) { return !is_shell(file); });
  return tree;
}

TEST(Scripts, AreParsedByTheirShell) {
  const std::filesystem::path top = REFRESHSIM_SOURCE_DIR;
  Breaches breaches;
  for (const File& file : scripts()) {
    if (!parses(top / file.path)) breaches.push_back(file.path);
  }
  EXPECT_THAT(scripts(), SizeIs(testing::Ge(5U)));
  EXPECT_THAT(breaches, IsEmpty());
}

TEST(Scripts, ThatDoNotParseAreCaught) {
  const std::filesystem::path script = "open_script";  // in the build folder
  std::ofstream(script) << "#!/bin/bash\nif true; then\n";
  EXPECT_FALSE(parses(script));
  std::ofstream(script) << "#!/bin/bash\nif true; then true; fi\n";
  EXPECT_TRUE(parses(script));
  std::filesystem::remove(script);
}

TEST(Scripts, CanBeStarted) {
  const std::filesystem::path top = REFRESHSIM_SOURCE_DIR;
  for (const File& file : scripts()) {
    const auto permissions = std::filesystem::status(top / file.path).permissions();
    EXPECT_NE(permissions & std::filesystem::perms::owner_exec, std::filesystem::perms::none)
        << file.path;
  }
}

TEST(Scripts, StopAtTheFirstError) {
  for (const File& file : scripts()) {
    EXPECT_THAT(file.text, testing::HasSubstr("\nset -eu")) << file.path;
  }
}

}  // namespace
}  // namespace refreshsim::house
