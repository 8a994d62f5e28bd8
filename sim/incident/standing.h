// How things stand at a moment of a run, in words, each with the record that made it so.
#pragma once

#include <string>
#include <vector>

#include "sim/incident/story.h"

namespace refreshsim {

struct Standing {
  std::string text;               ///< a sentence without a full stop
  Sequence decisive = kNoRecord;  ///< what made it so
  bool fine = true;               ///< an instance that serves, an activity that has ended
};

/// `latest` is what the records up to some moment made of things.
Standing standing_of_instance(const Story& story, const Latest& latest, std::uint32_t id);
Standing standing_of_activity(const Story& story, const Latest& latest, std::uint32_t id);
/// What an activity that has not ended waits for; nothing if it has.
std::vector<std::string> waits_of_activity(const Story& story, const Latest& latest,
                                           std::uint32_t id);
/// What an instance runs, and since when; no text if it was never installed during the run.
Standing software_of_instance(const Story& story, const Latest& latest, std::uint32_t id);

/// The record after which a group first had fewest serving, or most serving badly.
Sequence worst_moment(const Story& story, std::uint32_t group, bool badly);

}  // namespace refreshsim
