// Logs as commands read them.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sim/incident/incident.h"

namespace refreshsim::tools {

/// Reads logs and puts them in order; `-` is standard input. What could not be read of them is told
/// on standard error. The error is a text for the user: a file that can't be read, or nothing in
/// any of them.
tl::expected<Incident, std::string> read_incident(const std::vector<std::string>& paths,
                                                  bool anonymized);
tl::expected<Incident, std::string> read_incident(const std::vector<LogFile>& files,
                                                  bool anonymized);

}  // namespace refreshsim::tools
