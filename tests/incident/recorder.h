// Renders a run as the logs that bug reports bring: its calls, and snapshots polled now and then.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "refreshsim/run.h"

namespace refreshsim::recorder {

/// A run of the scenario in which DescribeRefreshActivities is called at these times too.
RunResult polled_run(const Scenario& scenario, const std::vector<std::int64_t>& polls_ms);

/// Times from 0 to `end_ms`, 1 ms to 2 × `mean_ms` apart, as the seed has it; the last is the end.
std::vector<std::int64_t> random_polls(std::uint64_t seed, std::int64_t mean_ms,
                                       std::int64_t end_ms);

/// JSON Lines of {time, action, request, response}.
std::string json_lines(const RunResult& run, const Scenario& scenario);
/// A JSON list of {headers, request, response}, with X-TC-Action and X-TC-Timestamp.
std::string json_list(const RunResult& run, const Scenario& scenario);
/// As the Terraform provider writes it, with lines of other sorts between.
std::string terraform(const RunResult& run, const Scenario& scenario);
/// Requests as they are sent, with X-TC-Action and X-TC-Timestamp, and the answers.
std::string http(const RunResult& run, const Scenario& scenario);
/// Only the answers of DescribeRefreshActivities.
std::string bare_answers(const RunResult& run, const Scenario& scenario);

}  // namespace refreshsim::recorder
