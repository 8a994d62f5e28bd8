// The result of `run --format json` (interface.md, section 4).
#pragma once

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"

namespace refreshsim {

/// Writes one JSON value with a line for each key and for each element of its lists, so that
/// golden files compare well, and closes it with a line feed.
void write_json(const RunResult& result, const Scenario& scenario, ByteSink& out);

}  // namespace refreshsim
