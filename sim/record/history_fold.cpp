#include "sim/record/history_fold.h"

#include <algorithm>
#include <tuple>

namespace refreshsim {
namespace {

void add(FleetLevel& sum, const FleetLevel& level, std::int64_t factor) {
  sum.desired += level.desired * factor;
  sum.serving += level.serving * factor;
  sum.badly += level.badly * factor;
  sum.out += level.out * factor;
  sum.surge += level.surge * factor;
}

bool worse(const FleetLevel& a, const FleetLevel& b) {
  return std::tuple(-a.serving, a.badly, a.out) > std::tuple(-b.serving, b.badly, b.out);
}

}  // namespace

void fold_bin(TimeBin& bin, const FleetLevel& level, std::int64_t length_ms) {
  if (bin.covered_ms == 0 || worse(level, bin.worst)) bin.worst = level;
  bin.covered_ms += length_ms;
  add(bin.integral, level, length_ms);
}

TimeBin merged(const TimeBin& first, const TimeBin& second) {
  TimeBin both = first;
  both.covered_ms += second.covered_ms;
  both.failed_steps += second.failed_steps;
  add(both.integral, second.integral, 1);
  const bool only_second = first.covered_ms == 0;
  if (second.covered_ms > 0 && (only_second || worse(second.worst, first.worst))) {
    both.worst = second.worst;
  }
  return both;
}

void fold_shortfall(Shortfall& shortfall, const FleetLevel& level, std::int64_t from_ms,
                    std::int64_t to_ms) {
  const std::int64_t length = to_ms - from_ms;
  if (const std::int64_t missing = level.desired - level.serving; missing > 0) {
    shortfall.below_ms += length;
    shortfall.desired_integral += level.desired * length;
    shortfall.missing_integral += missing * length;
  }
  if (level.badly > 0) shortfall.badly_ms += length;
  shortfall.most_badly = std::max(shortfall.most_badly, level.badly);
  if (shortfall.lowest_ms < 0 || level.serving < shortfall.lowest.serving) {
    shortfall.lowest = level;
    shortfall.lowest_at_ms = from_ms;
    shortfall.lowest_ms = 0;
  }
  if (level.serving == shortfall.lowest.serving) shortfall.lowest_ms += length;
}

}  // namespace refreshsim
