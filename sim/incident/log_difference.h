// A scenario replayed beside a log: where the two part first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "refreshsim/run.h"
#include "sim/incident/incident.h"

namespace refreshsim {

struct LogDifference {
  std::size_t exchange = 0;  ///< of the log, where it shows
  std::int64_t at_ms = 0;    ///< in the simulation's time
  std::string what;          ///< `activity asr-1, batch 2, instance ins-3: InstanceStatus`
  std::string log_says;
  std::string simulation_says;
  std::string rule;      ///< of model.md, that the simulation followed
  std::string activity;  ///< the simulation's id of the activity concerned; empty: none
  std::string group;
};

struct LogComparison {
  RunResult result;
  std::optional<LogDifference> first;
  std::size_t snapshots = 0;  ///< compared
  std::size_t answers = 0;
};

/// Runs the scenario and compares every snapshot and every answer of the log. A snapshot agrees if
/// all it says held together at some moment within what its time allows; times that the service
/// tells may differ by a second. Ids that the service makes up (of scaling activities, of new
/// instances, of automatic rollbacks) need only correspond one to one.
LogComparison compare_with_log(const Scenario& scenario, const Incident& incident,
                               RunOptions options = {});

}  // namespace refreshsim
