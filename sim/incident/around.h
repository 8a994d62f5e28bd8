// The state of everything at a moment, rebuilt from the records before it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/incident/timeline_row.h"

namespace refreshsim {

/// Hears rows in order, and tells what they have come to.
class Around {
 public:
  void hear(const TimelineRow& row);
  /// A line for each thing that concerns one of these rows: their groups, the activities there that
  /// have not ended with their batches, and the instances that the rows name.
  std::vector<std::string> lines(const std::vector<TimelineRow>& rows) const;

 private:
  struct Thing {
    std::string group;
    std::map<std::string, std::string> states;  ///< the last state by what it is about
    std::map<std::string, std::string> batches;
    std::map<std::string, std::string> rows;
    std::string step;  ///< the one that runs
  };
  std::string line(const std::string& id, const Thing& thing) const;

  std::map<std::string, Thing> groups_, activities_, instances_, zones_;
};

}  // namespace refreshsim
