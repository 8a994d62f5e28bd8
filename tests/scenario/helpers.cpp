#include "tests/scenario/helpers.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace refreshsim::test {
namespace {

std::string described(const LoadResult& result) {
  std::string all;
  for (const Diagnostic& each : result.diagnostics) all += describe(each) + "\n";
  return all;
}

}  // namespace

std::string errors(std::string_view yaml) { return described(parse_scenario(yaml, "f.yaml")); }

std::string errors_of(const std::string& path) { return described(load_scenario(path)); }

Scenario load(std::string_view yaml) {
  LoadResult result = parse_scenario(yaml, "f.yaml");
  EXPECT_EQ(described(result), "");
  return std::move(result.scenario);
}

std::string versioned(std::string_view rest) { return "refreshsim: 1\n" + std::string(rest); }

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "refreshsim-XXXXXX").string();
  const char* made = mkdtemp(pattern.data());
  EXPECT_NE(made, nullptr);
  path_ = pattern;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view text) const {
  const std::string path = path_ + "/" + name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::string without(std::string text, const Folder& folder) {
  const std::string cut = folder.path() + "/";
  for (std::size_t at = text.find(cut); at != std::string::npos; at = text.find(cut)) {
    text.erase(at, cut.size());
  }
  return text;
}

}  // namespace refreshsim::test
