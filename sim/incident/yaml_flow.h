// Values as YAML on one line.
#pragma once

#include <string>
#include <string_view>

#include "refreshsim/value.h"

namespace refreshsim {

/// A text as it can stand anywhere in a file: plain if it is harmless, otherwise in quotes.
std::string yaml_text(std::string_view text);
/// `{AutoScalingGroupId: asg-1, RefreshSettings: {…}}`
std::string yaml_flow(const Value& value);
/// A text that can stand in a comment: on one line, and not endless.
std::string comment_text(std::string_view text);

}  // namespace refreshsim
