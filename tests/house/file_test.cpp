// Laws over the files themselves, each shown to catch what breaks it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "tests/house/tree.h"

namespace refreshsim::house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::size_t kMostLines = 350;
// Spelt in halves, for this file is held to the laws as well.
constexpr std::array<std::string_view, 2> kPromises{
    "TO"
    "DO",
    "FIX"
    "ME"};
constexpr std::array<std::string_view, 3> kMachines{
    "/wo"
    "rk/",
    "/ho"
    "me/",
    "/ro"
    "ot/"};
// Where packages come from is the reader's machine's to say.
constexpr std::array<std::string_view, 5> kRegistries{
    "deb.deb"
    "ian.org",
    "py"
    "pi.org",
    "npm"
    "js.",
    "cra"
    "tes.io",
    "proxy.go"
    "lang"};
constexpr std::array<std::string_view, 11> kTop{
    "CMakeLists.txt", "CMakePresets.json", "CHANGELOG.md", "LICENSE", "README.md", "bench",
    "include",        "scenarios",         "sim",          "tests",   "tools"};

Breaches long_files(const Tree& tree) {
  Breaches breaches;
  for (const File& file : tree) {
    if (file.path.ends_with("/package-lock.json")) continue;  // npm's own
    const std::size_t count = lines(file.text).size();
    if (count > kMostLines) breaches.push_back(file.path + ": " + std::to_string(count) + " lines");
  }
  return breaches;
}

Breaches mentions(const Tree& tree, const auto& words) {
  Breaches breaches;
  for (const File& file : tree) {
    for (const std::string_view word : words) {
      if (file.text.find(word) == std::string::npos) continue;
      breaches.push_back(file.path + ": " + std::string(word));
    }
  }
  return breaches;
}

Breaches uncommented(const Tree& tree) {
  Breaches breaches;
  for (const File& file : tree) {
    if (!file.text.starts_with("// ")) breaches.push_back(file.path);
  }
  return breaches;
}

bool belongs_at_the_top(const std::string& name) {
  return name.starts_with(".") || std::ranges::find(kTop, name) != kTop.end();
}

TEST(Files, AreShort) {
  EXPECT_THAT(long_files(read_tree({"include", "sim", "tools"})), IsEmpty());
  std::string text;
  for (std::size_t i = 0; i < kMostLines; ++i) text += "\n";
  EXPECT_THAT(long_files({{"sim/a.cpp", text}}), IsEmpty());
  EXPECT_THAT(long_files({{"sim/a.cpp", text + "\n"}}), SizeIs(1));
}

TEST(Files, NameNoMachinesFolders) {
  EXPECT_THAT(mentions(read_all(), kMachines), IsEmpty());
  EXPECT_THAT(mentions({{"a", "see " + std::string(kMachines[1]) + "x"}}, kMachines), SizeIs(1));
}

TEST(Files, PromiseNothing) {
  EXPECT_THAT(mentions(read_all(), kPromises), IsEmpty());
  EXPECT_THAT(mentions({{"a", "// " + std::string(kPromises[0])}}, kPromises), SizeIs(1));
}

TEST(Files, NameNoRegistries) {
  EXPECT_THAT(mentions(read_all(), kRegistries), IsEmpty());
  EXPECT_THAT(mentions({{"a", "from " + std::string(kRegistries[1])}}, kRegistries), SizeIs(1));
}

TEST(Files, AreReadEverywhere) {
  const Tree tree = read_all();
  for (const std::string_view path : {".ci/run", "CMakeLists.txt", "scenarios/studies/README.md",
                                      "tests/house/file_test.cpp", "tools/demo"}) {
    EXPECT_NE(std::ranges::find(tree, path, &File::path), tree.end()) << path;
  }
}

TEST(Files, OfThePublicHeadersSayWhatTheyAreFor) {
  const Tree headers = read_tree({"include"});
  EXPECT_GT(headers.size(), 10U);
  EXPECT_THAT(uncommented(headers), IsEmpty());
  EXPECT_THAT(uncommented({{"include/refreshsim/a.h", "#pragma once\n"}}), SizeIs(1));
}

TEST(Files, AtTheTopAreTheCardsOnly) {
  Breaches strangers;
  for (const auto& entry : std::filesystem::directory_iterator(REFRESHSIM_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    const bool build = entry.is_directory() && name.starts_with("build");
    if (!build && !belongs_at_the_top(name)) strangers.push_back(name);
  }
  EXPECT_THAT(strangers, IsEmpty());
  EXPECT_FALSE(belongs_at_the_top("cmake"));
  EXPECT_TRUE(belongs_at_the_top(".gitignore"));
}

}  // namespace
}  // namespace refreshsim::house
