// The source tree as the laws see it: files with their texts and their `#include` lines.
#pragma once

#include <string>
#include <vector>

namespace refreshsim::house {

struct Include {
  std::string path;     ///< as it is written, without quotes or brackets
  bool angled = false;  ///< `<…>`: not of this project
};

struct File {
  std::string path;  ///< from the top of the tree, with `/`
  std::string text;
};

using Tree = std::vector<File>;

/// What breaks a law, one text each; empty: the law holds.
using Breaches = std::vector<std::string>;

/// The text files in these folders, in the order of their paths. Python's caches are left out.
Tree read_tree(const std::vector<std::string>& folders);

/// Every text file of the project: its folders, and the files at the top.
Tree read_all();

std::vector<Include> includes(const File& file);
std::vector<std::string> lines(const std::string& text);

/// `sim/base/draw.h` is in `base`, `tools/run.cpp` in `tools`, `include/…` in `include`.
std::string room(const std::string& path);

/// The path from the top of the tree of a file that is included by `written`.
std::string included_path(const std::string& written);

}  // namespace refreshsim::house
