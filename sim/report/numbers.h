// A group's statistics in units that people read.
#pragma once

#include <string>

#include "refreshsim/statistics.h"
#include "sim/report/look.h"

namespace refreshsim {

/// Two columns of labelled numbers, a line feed after each line.
std::string numbers(const GroupStatistics& statistics, const Look& look);

}  // namespace refreshsim
