// The arithmetic of History: levels held for a while, added up.
#pragma once

#include <cstdint>

#include "sim/record/history.h"

namespace refreshsim {

/// Adds `length_ms` > 0 of `level` to a slice.
void fold_bin(TimeBin& bin, const FleetLevel& level, std::int64_t length_ms);
/// Two slices as one; the earlier one's worst moment stands if both are as bad.
TimeBin merged(const TimeBin& first, const TimeBin& second);
/// Adds `level`, held from `from_ms` to `to_ms` > `from_ms`.
void fold_shortfall(Shortfall& shortfall, const FleetLevel& level, std::int64_t from_ms,
                    std::int64_t to_ms);

}  // namespace refreshsim
