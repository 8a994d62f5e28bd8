// What a shell needs to complete command lines, made from the table of commands.
#pragma once

#include <string>

namespace refreshsim::tools {

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace refreshsim::tools
