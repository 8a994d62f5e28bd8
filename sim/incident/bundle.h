// A scenario in one file with what its run gave, so that whoever gets it sees the same, or is told
// where it differs.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "sim/incident/record_digests.h"
#include "sim/incident/result_file.h"

namespace refreshsim {

/// The key `bundle` of a scenario.
struct Bundle {
  std::string program;                 ///< that made it, with its version
  ResultFile recorded;                 ///< name, seed, replica, fingerprint, records, checkpoints
  std::vector<std::uint16_t> digests;  ///< record_digests.h; none in bundles of earlier versions
};

/// The bundle in a text that loads without complaint; none if it is a scenario like any other.
std::optional<Bundle> bundle_in(const std::string& text, const std::string& path);

/// The text of a scenario, with what it extends merged in, and a `bundle` of this run at its end.
/// Comments stay if nothing has to be merged. The error holds what is wrong with the file.
tl::expected<std::string, std::vector<Diagnostic>> bundle_text(const std::string& text,
                                                               const std::string& path,
                                                               const std::string& program,
                                                               const RunResult& result,
                                                               const RecordDigests& digests);

/// How a run differs from what a bundle recorded, a line each: where, as narrowly as its digests
/// tell, and the run's own records there, of many the first and the last ones. None if it is the
/// same.
std::vector<std::string> bundle_difference(const Bundle& bundle, const Scenario& scenario,
                                           const RunResult& result);

}  // namespace refreshsim
