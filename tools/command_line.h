// From the words of a command line to a command and its options.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/command.h"

namespace refreshsim::tools {

/// Finds out what is wanted and does it: a command, help, the version, or a complaint about the
/// words with the nearest right one.
Exit dispatch(const std::vector<std::string>& words);

/// The list of commands, and a command's own help: usage, options, examples.
std::string program_help();
std::string command_help(const Command& command);

}  // namespace refreshsim::tools
