// Timelines as `run --timeline` writes them, and read back as `diff` does.
#pragma once

#include <string>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/incident/timeline_file.h"
#include "sim/report/timeline.h"

namespace refreshsim {

/// The bytes of a run's timeline in a format; `also` hears the records too.
std::string written_timeline(const Scenario& scenario, const TimelineFormat& format,
                             RecordSink* also = nullptr, RunResult* result = nullptr);

/// What is read from such bytes; a failure of the test that asks if nothing can be.
TimelineFile read_timeline(const std::string& bytes);

}  // namespace refreshsim
