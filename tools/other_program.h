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

}  // namespace refreshsim::tools
