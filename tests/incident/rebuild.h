// Records rebuilt from the rows of a timeline file: the inverse of what writes them.
#pragma once

#include <map>
#include <string>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/incident/timeline_row.h"
#include "sim/report/record_layout.h"

namespace refreshsim {

/// Takes the rows in order. What no format says, the activity that a call made (its own record
/// names the call), is 0.
class Rebuild {
 public:
  explicit Rebuild(const Scenario& scenario) : scenario_(scenario) {}
  Record record(const TimelineRow& row);

 private:
  std::uint32_t value(const Record& record, Meaning meaning, const std::string& text);
  std::uint32_t thing(const Record& record, Meaning meaning, const std::string& text);
  void name_new(Record& record, const std::string& text);

  const Scenario& scenario_;
  std::map<std::string, std::uint32_t> instances_;
  std::map<std::string, std::uint32_t> activities_;
};

}  // namespace refreshsim
