// Whether a moment is a trap: "every activity can end" is shown by one way that does.
#pragma once

#include "sim/explore/small_world.h"

namespace refreshsim {

/// From here on nothing fails that can pass and nobody calls but to resume: does every activity
/// come to an end? Leaves the world where that way led.
bool can_end(SmallWorld& world);

}  // namespace refreshsim
