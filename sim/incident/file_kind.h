// What a file is, by its content; of a packed one (packed_timeline.h), by what is in it.
#pragma once

#include <string_view>

#include "refreshsim/enum_names.h"

namespace refreshsim {

// clang-format off
#define REFRESHSIM_FILE_KINDS(X)                             \
  X(result, "a result of `run --format json`")               \
  X(results, "several results of `run --format json`")       \
  X(timeline, "a timeline, as CSV or JSON Lines")            \
  X(log, "recorded calls and answers of the service")        \
  X(scenario, "anything else: to be loaded as a scenario")
REFRESHSIM_ENUM(FileKind, REFRESHSIM_FILE_KINDS)
// clang-format on

FileKind kind_of_file(std::string_view text);

}  // namespace refreshsim
