// A log that can be shown to strangers.
#pragma once

#include "sim/incident/log.h"

namespace refreshsim {

/// Maps every id, zone, image and host name to one that tells nothing, in the order in which they
/// first appear: the same one always to the same, so that a scenario and its log still agree if
/// both are anonymized. Ids inside messages too.
void anonymize(Log& log);

}  // namespace refreshsim
