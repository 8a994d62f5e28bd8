// Values as YAML on one line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "refreshsim/value.h"

namespace refreshsim {

/// `{AutoScalingGroupId: asg-1, RefreshSettings: {…}}`
std::string yaml_flow(const Value& value);
/// A duration or a time as a file has it; what is before 0 is told as 0.
std::string yaml_length(std::int64_t length_ms);
/// A text that can stand in a comment: on one line, and not endless.
std::string comment_text(std::string_view text);
/// The same of a path, whole: it is there to be copied.
std::string comment_path(std::string_view path);

}  // namespace refreshsim
