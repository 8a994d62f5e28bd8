// The two sides of a comparison: files, told by their content, or runs.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <variant>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/incident/log.h"
#include "sim/incident/result_file.h"
#include "sim/incident/timeline_file.h"
#include "tools/options.h"

namespace refreshsim::tools {

/// A run of a scenario by this program.
struct Replay {
  RunResult result;
  TimelineFile timeline;
};

struct Side {
  std::string name;
  std::variant<ResultFile, TimelineFile, std::shared_ptr<const Scenario>, LogFile> content;

  const ResultFile* result() const { return std::get_if<ResultFile>(&content); }
  const TimelineFile* timeline() const { return std::get_if<TimelineFile>(&content); }
  const LogFile* log() const { return std::get_if<LogFile>(&content); }
  const Scenario* scenario() const {
    const auto* found = std::get_if<std::shared_ptr<const Scenario>>(&content);
    return found == nullptr ? nullptr : found->get();
  }
};

/// Reads a file and finds out what it is. The error is a text for the user, with the path.
tl::expected<Side, std::string> read_side(const std::string& path);
tl::expected<std::shared_ptr<const Scenario>, std::string> read_scenario(const std::string& path);

/// Runs a scenario; `seed` instead of its own if given.
Replay replay(const Scenario& scenario, std::optional<std::uint64_t> seed, std::uint32_t replica);

}  // namespace refreshsim::tools
