#include "tests/house/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>

namespace refreshsim::house {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

const fs::path kTop = REFRESHSIM_SOURCE_DIR;

void add(const fs::directory_entry& entry, Tree& tree) {
  if (!entry.is_regular_file()) return;
  const std::string path = entry.path().lexically_relative(kTop).generic_string();
  if (path.find("__pycache__") != std::string::npos) return;
  std::string text = read(entry.path());
  const bool binary = text.find('\0') != std::string::npos;
  if (!binary) tree.push_back({path, std::move(text)});
}

void read_folder(const std::string& folder, Tree& tree) {
  if (!fs::exists(kTop / folder)) return;
  for (const auto& entry : fs::recursive_directory_iterator(kTop / folder)) add(entry, tree);
}

}  // namespace

Tree read_tree(const std::vector<std::string>& folders) {
  Tree tree;
  for (const std::string& folder : folders) read_folder(folder, tree);
  std::ranges::sort(tree, {}, &File::path);
  return tree;
}

Tree read_all() {
  Tree tree = read_tree({".ci", "bench", "include", "scenarios", "sim", "tests", "tools"});
  for (const auto& entry : fs::directory_iterator(kTop)) add(entry, tree);
  std::ranges::sort(tree, {}, &File::path);
  return tree;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) result.push_back(line);
  return result;
}

std::vector<Include> includes(const File& file) {
  constexpr std::string_view kDirective = "#include";
  std::vector<Include> result;
  for (const std::string& line : lines(file.text)) {
    if (!line.starts_with(kDirective)) continue;
    const std::size_t open = line.find_first_of("\"<", kDirective.size());
    if (open == std::string::npos) continue;
    const bool angled = line[open] == '<';
    const std::size_t close = line.find(angled ? '>' : '"', open + 1);
    if (close == std::string::npos) continue;
    result.push_back({line.substr(open + 1, close - open - 1), angled});
  }
  return result;
}

std::string room(const std::string& path) {
  std::istringstream parts(path);
  std::string first;
  std::getline(parts, first, '/');
  if (first == "sim") std::getline(parts, first, '/');
  return first;
}

std::string included_path(const std::string& written) {
  return written.starts_with("refreshsim/") ? "include/" + written : written;
}

}  // namespace refreshsim::house
