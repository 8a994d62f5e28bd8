// Quotients as decimal text, rounded once and exactly.
#pragma once

#include <string>

#include "refreshsim/statistics.h"

namespace refreshsim {

/// Up to `digits` significant digits of the exact quotient, rounded half to even, without trailing
/// zeros and never with an exponent: `0.98765432`, `0`, `1`. Empty if the denominator is 0.
std::string ratio_text(const Ratio& ratio, int digits = 9);

}  // namespace refreshsim
