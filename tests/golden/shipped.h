// The scenarios that are shipped, and what they give.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"

namespace refreshsim::golden {

/// Every scenario in scenarios/ and scenarios/issues/, sorted; files that are only there to be
/// extended (*.base.yaml) are none.
std::vector<std::string> shipped_scenarios();

/// Every golden result in the same folders, sorted.
std::vector<std::string> shipped_results();

/// `NAME.golden.json` beside `NAME.yaml`.
std::string golden_of(const std::string& scenario);

/// A file's bytes; empty if it can't be read.
std::string bytes_of(const std::string& path);

/// A scenario that has been loaded and run; its diagnostics are a failure of the test that asks.
struct Shipped {
  Scenario scenario;
  RunResult result;
};
Shipped run_shipped(const std::string& path, RecordSink* sink = nullptr);

/// What `refreshsim run --format json` prints of it.
std::string json_of(const Shipped& shipped);

}  // namespace refreshsim::golden
