// The scenarios that the studio offers to start from.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace refreshsim {

/// A file of scenarios/, put into the program when it is built: an installed one has no folder.
struct EmbeddedFile {
  std::string_view name;  ///< without its folder and ending
  std::string_view text;
};

/// Those that the studio has by itself, in the order in which it offers them.
std::span<const EmbeddedFile> embedded_examples();

struct Example {
  std::string name;
  std::string text;
};

/// `[{"name", "about", "text"}, …]`; `about` is the scenario's description, if it can be read.
std::string examples_json(const std::vector<Example>& examples);

}  // namespace refreshsim
