// What was done to the fleet: calls and faults, each with a mark by which a picture refers to it.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/record/history.h"
#include "sim/report/look.h"

namespace refreshsim {

/// One event with its mark. Calls are numbered, faults lettered.
struct EventMark {
  std::int64_t at_ms = 0;
  std::int64_t until_ms = 0;  ///< of something that lasts; else at_ms
  std::string key;            ///< `1`, `a`; empty: not in the list
  Glyph glyph = Glyph::call;
  std::string text;       ///< what it was, for the list; empty: the same as the one before
  std::size_t times = 1;  ///< how often it happened in a row
};

struct EventMarks {
  std::vector<EventMark> events;
  std::size_t keys = 0;    ///< so many keys are taken …
  std::size_t latest = 0;  ///< … the last one by this event
  std::string rest;        ///< what the list leaves out: `and 3 more calls`; empty: nothing

  /// Adds an event, under the key of the one before if it is just the same; beyond ten keys without
  /// any. `first` is the first key.
  void add(EventMark mark, const std::string& text, char first);
  /// How many have no key.
  std::size_t unlisted() const;
};

/// What a timed fault does: `outage of zone-a for 55s`.
std::string fault_text(const Fault& fault, const Scenario& scenario);

/// The first ten that concern the group; accepted DescribeRefreshActivities change nothing and are
/// only counted.
EventMarks call_marks(const RunResult& result, const Scenario& scenario, GroupId group);
EventMarks fault_marks(const History& history, const Scenario& scenario, GroupId group,
                       std::int64_t end_ms);

}  // namespace refreshsim
