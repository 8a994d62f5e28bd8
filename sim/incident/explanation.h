// Why something is as it is: the chain of records from a state back to the calls, faults and rules
// that it comes from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sim/incident/story.h"
#include "sim/report/look.h"

namespace refreshsim {

/// What is asked; with nothing set, what went wrong, or else how each activity came to its end.
struct Question {
  std::string instance;
  std::string activity;
  std::uint32_t call = 0;         ///< its place in the file, from 1; 0: none
  std::uint32_t expectation = 0;  ///< its place in the result, from 1; 0: none
  std::optional<std::int64_t> at_ms;
};

struct Explanation {
  std::string about;               ///< `instance ins-00000003`
  std::string answer;              ///< how it stands, in a sentence
  std::vector<std::string> notes;  ///< what it waits for, what would have had to be otherwise
  std::vector<Sequence> chain;     ///< from the state back to what nothing led to
};

/// The error is a sentence for whoever asked for something that is not there.
tl::expected<std::vector<Explanation>, std::string> explain(const Story& story,
                                                            const Question& question);

/// The pieces that answers are made of. `latest` is what the records up to some moment made of
/// things. Of an instance how it stands, and what it runs.
std::vector<Explanation> explain_instance(const Story& story, const Latest& latest,
                                          std::uint32_t id);
Explanation explain_activity(const Story& story, const Latest& latest, std::uint32_t id);
/// Of a call_made record: how it was answered, and what would have had to be otherwise.
Explanation explain_call(const Story& story, const Record& call_made);

/// A duration since the start, a UTC time, or a time of day from the start on.
std::optional<std::int64_t> moment_ms(const Scenario& scenario, std::string_view text);

/// The records from one back to its root, by their causes.
std::vector<Sequence> chain_of(const Story& story, Sequence sequence);

/// Those of a chain that a reader misses if they are left out: the first, and of what happens in
/// one event only what the others do not show.
std::vector<Sequence> worth_telling(const Story& story, const std::vector<Sequence>& chain);

/// All records that the chains rest on, causes and reasons alike, in the order of the timeline.
std::vector<Sequence> grounds_of(const Story& story, const std::vector<Sequence>& chain);

std::string explanation_text(const Story& story, const std::vector<Explanation>& all,
                             const Look& look);
std::string explanation_json(const Story& story, const std::vector<Explanation>& all);
/// Graphviz: an arrow from each record to what it led to.
std::string explanation_dot(const Story& story, const std::vector<Explanation>& all);

}  // namespace refreshsim
