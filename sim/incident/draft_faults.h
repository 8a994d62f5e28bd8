// The part of a drafted scenario that explains times and failures.
#pragma once

#include <string>

#include "sim/incident/draft.h"

namespace refreshsim {

/// How long most rows' main step takes, in the finished file; 0 if no row has ended.
std::int64_t usual_length_ms(const Draft& draft);

/// `timing:` and `faults:` of the file.
std::string draft_timing(const Draft& draft);
std::string draft_faults(const Draft& draft);

}  // namespace refreshsim
