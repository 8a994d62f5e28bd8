// A result as `run --format json` wrote it, as far as two of them are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "refreshsim/run.h"

namespace refreshsim {

struct ResultFile {
  std::string name;
  std::uint64_t seed = 0;
  std::uint32_t replica = 0;
  std::uint64_t fingerprint = 0;
  std::uint64_t records = 0;
  std::vector<Checkpoint> checkpoints;
  std::string text;  ///< all of it

  /// The error is a sentence that says what is missing.
  static tl::expected<ResultFile, std::string> parse(std::string text);
  static ResultFile of(const RunResult& result);
};

/// Where the records of two runs part: the first `equal` records are the same, and the first
/// difference lies before record `differs`; the ends of the timelines count as checkpoints.
struct PartingInterval {
  std::uint64_t equal = 0;
  std::uint64_t differs = 0;
};

/// None if the records are the same.
std::optional<PartingInterval> parting_interval(const ResultFile& a, const ResultFile& b);

}  // namespace refreshsim
