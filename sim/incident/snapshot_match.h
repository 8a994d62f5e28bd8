// One snapshot held against the state of a run.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "refreshsim/run.h"
#include "sim/incident/observed.h"

namespace refreshsim {

/// What differs, in words; the rest as in LogDifference.
struct Mismatch {
  std::string what;
  std::string log_says;
  std::string simulation_says;
  std::string rule;
};

/// Which id of the log stands for which of the run: one to one, and for good.
class IdPairs {
 public:
  /// Whether the two may stand for each other; notes it for settle().
  bool pair(const std::string& log, const std::string& run);
  void settle();
  void forget() { tentative_.clear(); }

 private:
  std::unordered_map<std::string, std::string> run_of_, log_of_;
  std::vector<std::pair<std::string, std::string>> tentative_;
};

/// Compares all that a snapshot says about an activity; none if it is so. `start_unix_ms` dates the
/// run's times. Pairs of ids are noted in `ids`.
std::optional<Mismatch> mismatch(const ObservedActivity& seen, const ActivityView& run,
                                 const Scenario& scenario, IdPairs& ids);

}  // namespace refreshsim
