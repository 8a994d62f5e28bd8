// What `compare` and `merge` do with a study's numbers.
#pragma once

#include "sim/study/analysis.h"
#include "tools/command.h"

namespace refreshsim::tools {

/// Writes the result, and every replica's numbers if asked for. Says on standard error what the
/// study expected and did not get.
Exit show_study(const Study& study, const StudyRun& run, const Options& options);

}  // namespace refreshsim::tools
