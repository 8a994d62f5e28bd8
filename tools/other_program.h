// Another build of this program, run as a child.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace refreshsim::tools {

/// The timeline (CSV) of its run of a scenario with these further words of `run`, or why
/// there is none. What it says on standard error is shown as it comes.
tl::expected<std::string, std::string> timeline_of_program(const std::string& program,
                                                           const std::string& scenario,
                                                           const std::vector<std::string>& words);

/// The exit code of its `run` of a scenario with this text, 128 + the signal that ended it, or -1
/// if it can't be run. What it says is not shown.
int exit_code_of_program(const std::string& program, const std::string& text);

}  // namespace refreshsim::tools
