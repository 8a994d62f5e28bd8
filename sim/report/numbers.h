// A group's statistics in units that people read.
#pragma once

#include <string>

#include "refreshsim/statistics.h"
#include "sim/report/look.h"

namespace refreshsim {

/// Two columns of labelled numbers, a line feed after each line. `trouble`: a step failed or an
/// instance served badly, so that a time to detect or to recover that is null means never.
std::string numbers(const GroupStatistics& statistics, bool trouble, const Look& look);

}  // namespace refreshsim
