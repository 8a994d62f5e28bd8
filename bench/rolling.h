// The scenario that the benchmarks measure: one rolling refresh of a whole group.
#pragma once

#include <cstdint>
#include <string>

#include "refreshsim/scenario.h"

namespace refreshsim::bench {

/// How many instances the largest case has.
inline constexpr std::int64_t kLargest = 1'000'000;

inline constexpr std::int64_t kBatches = 10;

/// A refresh of `instances` instances in `batches` batches, with random durations and health
/// checks, as a scenario file.
std::string rolling_text(std::int64_t instances, std::int64_t batches = kBatches);

/// As rolling_text in ten batches, with every instance listed by id, zone and image: a long file.
std::string listed_text(std::int64_t instances);

/// So many faults, to stand at the end of such a file: for named instances, images, batches and
/// attempts, by turns.
std::string faults_text(std::int64_t faults);

/// The loaded rolling_text. Ends the program with the diagnostics if it doesn't load.
Scenario rolling(std::int64_t instances, std::int64_t batches = kBatches);

}  // namespace refreshsim::bench
