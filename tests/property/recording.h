// Runs of a story whose records are kept.
#pragma once

#include <string>
#include <vector>

#include "refreshsim/load.h"
#include "refreshsim/run.h"
#include "tests/property/story.h"

namespace refreshsim::property::random_story {

/// Keeps every record.
class Recorder : public RecordSink {
 public:
  void hear(std::span<const Record> heard) override {
    records.insert(records.end(), heard.begin(), heard.end());
  }
  std::vector<Record> records;
};

/// A run of a scenario with its records.
struct Recording {
  Scenario scenario;
  RunResult result;
  std::vector<Record> records;
};

/// The scenario of a text that must be valid; the property does not hold otherwise.
Scenario scenario_of(const std::string& yaml);
/// Two groups are refreshed; that the first batch of `a` ends, or all of it, stops `b`. If `a` is
/// stopped itself, nothing but that follows from the end of its batch.
Scenario one_group_stops_the_other(bool a_is_stopped);
Recording record(const std::string& yaml);
inline Recording record(const Story& story) { return record(story.yaml()); }

/// The result as `run --format json` shows it: two are equal if these are.
std::string shown(const RunResult& result, const Scenario& scenario);

}  // namespace refreshsim::property::random_story
