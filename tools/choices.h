// What may stand where on a command line, for completions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/command.h"

namespace refreshsim::tools {

/// How a value, or an argument, is completed.
struct Completed {
  enum class By : std::uint8_t { nothing, files, words };
  By by = By::nothing;
  std::vector<std::string> words;
};

/// By the name that help gives a value: `text|json` are words, `FILE` is a file.
Completed completed_value(std::string_view value);
/// A command's arguments.
Completed completed_arguments(const Command& command);

/// Words with blanks between them.
std::string joined(const std::vector<std::string>& words);

}  // namespace refreshsim::tools
