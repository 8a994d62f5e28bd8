// What a value of a scenario may be replaced by to make the scenario simpler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/outline.h"

namespace refreshsim {

/// Whole numbers: smaller ones. Durations: shorter ones, and rounder ones. Decimal numbers: fewer
/// digits. Distributions in braces: a length. The best first; nothing for anything else.
std::vector<std::string> smaller_values(std::string_view written, const Outline::Node& node);

}  // namespace refreshsim
