// What an explored space says about its activities: what can still succeed, by which calls each
// status is reached soonest, and which rows of the transition table every way to it takes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/explore/graph.h"

namespace refreshsim {

/// A row of the transition table, taken by the activity of a name (none: it goes by no name).
struct NamedRow {
  NameId name;
  std::uint32_t row = 0;
  friend auto operator<=>(const NamedRow&, const NamedRow&) = default;
};

struct StatusAnswer {
  ActivityStatus status = ActivityStatus::INIT;
  std::size_t states = 0;                  ///< in which the activity has it; at least one
  std::vector<std::uint32_t> way;          ///< edges of a shortest way (ExploredGraph::Way)
  std::vector<std::vector<CallId>> calls;  ///< the shortest sequences of calls
  bool more_calls = false;                 ///< there are more of them than `calls` holds
  std::vector<NamedRow> always;            ///< rows that every way takes, in the order of `way`
};

struct ActivityAnswer {
  NameId name;
  std::size_t states = 0;                ///< in which it exists
  std::size_t can_succeed = 0;           ///< of these: SUCCESSFUL, or still able to become so
  std::array<std::size_t, 8> can_not{};  ///< the others, by ActivityStatus
  std::size_t not_yet = 0;               ///< it does not exist
  std::size_t not_yet_can_succeed = 0;   ///< of these: it can still be made, and succeed
  std::vector<StatusAnswer> statuses;    ///< those that it can have, in ActivityStatus' order
};

/// One for each name that an activity goes by in the scenario. The graph must have been kept.
std::vector<ActivityAnswer> ask(const Scenario& scenario, const Exploration& found);

/// The choices along edges from the start, so that a SmallWorld can make them: an edge may have
/// been found in a moment whose like instances were swapped. None if they lead somewhere else,
/// which would be a defect of Canonical.
std::optional<std::vector<Choice>> choices_along(const Scenario& scenario, std::uint32_t vanishings,
                                                 const Exploration& found,
                                                 const std::vector<std::uint32_t>& edges);

/// `rolling --reacts [pause_due]--> auto_pause`.
std::string transition_text(std::uint32_t row);

/// The answers for a reader.
std::string answers_text(const Scenario& scenario, std::uint32_t vanishings,
                         const Exploration& found);

}  // namespace refreshsim
