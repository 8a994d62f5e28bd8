// Where a log contradicts model.md: a status that can't follow another.
#pragma once

#include <string>
#include <vector>

#include "sim/incident/incident.h"

namespace refreshsim {

/// A sentence for each, with both lines. Judged by the tables of sim/service/status_machines.h: a
/// status may follow another if some sequence of changes leads there.
std::vector<std::string> contradictions(const Incident& incident);

}  // namespace refreshsim
