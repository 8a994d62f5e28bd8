// What libyaml means, in words that help.
#pragma once

#include <string>
#include <string_view>

namespace refreshsim {

/// The message for a syntax error: libyaml's problem and context, and the text from the spot on.
std::string syntax_message(std::string_view problem, std::string_view context,
                           std::string_view spot);

/// A note for where the context began: "the quoted text begins here"; empty if there is none.
std::string context_note(std::string_view context);

}  // namespace refreshsim
