// A scenario in the making: what explains a log, each fact with where it comes from.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/incident/incident.h"

namespace refreshsim {

/// A time that the log only bounds, and the one that was taken.
struct Bounded {
  std::int64_t at_ms = 0;
  std::int64_t from_ms = 0;
  std::optional<std::int64_t> to_ms;    ///< none: the log ends before
  std::optional<LogPlace> seen_before;  ///< the last line that shows it had not happened
  std::optional<LogPlace> seen_after;   ///< the first that shows it had
};

enum class PlannedEnd : std::uint8_t { passes, fails, hangs };

/// How an attempt of a row ends.
struct RowPlan {
  std::string activity;  ///< the name it goes by
  std::size_t batch = 1;
  std::string instance;
  std::uint32_t attempt = 1;
  std::int64_t start_ms = 0;
  Bounded end;
  PlannedEnd ending = PlannedEnd::hangs;
  Step main = Step::reinstall;     ///< the step that takes the time
  Step failing = Step::reinstall;  ///< the step that fails
  std::string message;
};

/// How an attempt of a surge scaling ends.
struct SurgePlan {
  std::string activity;
  bool out = true;
  std::uint32_t attempt = 1;
  std::int64_t start_ms = 0;
  Bounded end;
  PlannedEnd ending = PlannedEnd::hangs;
};

struct Removal {
  std::string instance;
  Bounded when;
};

/// Something about a group that a call was refused for, just then.
struct Hindrance {
  std::string group;
  std::int64_t at_ms = 0;
  bool abnormal = false;  ///< its status; else other scaling activities
  LogPlace place;
};

struct Draft {
  explicit Draft(const Incident& of) : incident(&of), groups(of.groups), calls(of.calls) {}

  const Incident* incident;
  std::vector<IncidentGroup> groups;
  std::vector<IncidentCall> calls;
  std::vector<RowPlan> rows;
  std::vector<SurgePlan> surges;
  std::set<std::string> surge_goes_at_once;  ///< names of activities that ended with surge left
  std::vector<Removal> removals;
  std::vector<Hindrance> hindrances;
  std::set<std::string> missing_images;
  std::set<std::string> old_image_missing;  ///< groups
  std::vector<Assumption> assumptions;
  std::string contradictions;  ///< text that stands at the head of the file
  bool authorized = true;
  bool finished = false;
};

/// The image that a configuration, or a group's instances, had before the log tells of any.
std::string image_before(const std::string& configuration);

/// The scenario as a file. Unless it is finished, every step that nothing is planned for hangs.
std::string draft_text(const Draft& draft, const std::string& name);

}  // namespace refreshsim
