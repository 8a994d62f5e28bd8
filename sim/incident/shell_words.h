// A command line taken apart as a shell does it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace refreshsim {

/// The words: blanks divide them, unless they are in quotes or behind a backslash.
std::vector<std::string> shell_words(std::string_view line);

}  // namespace refreshsim
