// A scenario in one file with what its run gave, so that whoever gets it sees the same, or is told
// where it differs.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/incident/result_file.h"

namespace refreshsim {

/// The key `bundle` of a scenario.
struct Bundle {
  std::string program;  ///< that made it, with its version
  ResultFile recorded;  ///< name, seed, replica, fingerprint, records, checkpoints
};

/// The bundle in a text that loads without complaint; none if it is a scenario like any other.
std::optional<Bundle> bundle_in(const std::string& text, const std::string& path);

/// The text of a scenario, with what it extends merged in, and a `bundle` of this run at its end.
/// Comments stay if nothing has to be merged. The error holds what is wrong with the file.
tl::expected<std::string, std::vector<Diagnostic>> bundle_text(const std::string& text,
                                                               const std::string& path,
                                                               const std::string& program,
                                                               const RunResult& result);

/// Where a run differs from what a bundle recorded.
struct BundleDifference {
  std::string text;         ///< in a sentence
  std::uint64_t first = 0;  ///< the first record that may be another one
  std::uint64_t last = 0;   ///< the last one; may lie behind the run's own end
};

/// None if the run is the same.
std::optional<BundleDifference> bundle_difference(const Bundle& bundle, const RunResult& result);

/// The run's own records among which the first difference is, a line each; of many the first and
/// the last ones.
std::vector<std::string> records_of(const BundleDifference& difference, const Scenario& scenario,
                                    const RunResult& result);

}  // namespace refreshsim
