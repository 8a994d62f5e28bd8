// The vocabulary that a page is told along with its data: what records are made of, what their
// words mean, what the numbers are. So the front end repeats no table of the program.
#pragma once

#include <string>

namespace refreshsim {

/// `"kinds":[…],"failed_row":[…],"words":{…},"metrics":{…}`.
std::string page_words();

}  // namespace refreshsim
