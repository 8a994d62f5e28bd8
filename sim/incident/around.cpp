#include "sim/incident/around.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "refreshsim/record.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {
namespace {

/// Batches and rows by number, not by spelling.
std::string by_number(const std::map<std::string, std::string>& states) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [part, state] : states) {
    std::size_t number = 0;
    std::from_chars(part.data(), part.data() + part.size(), number);
    sorted.emplace_back(number, state);
  }
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const auto& [number, state] : sorted) {
    text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + state;
  }
  return text;
}

std::string counted(const std::map<std::string, std::string>& states) {
  std::map<std::string, std::size_t> counts;
  for (const auto& [part, state] : states) ++counts[state];
  std::string text;
  for (const auto& [state, count] : counts) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + state;
  }
  return text;
}

bool has_ended(const std::string& status) {
  const auto parsed = parse<ActivityStatus>(status);
  return parsed.has_value() && has_ended(*parsed);
}

/// Whether `text` has `id` as a whole word.
bool names(const TimelineRow& row, const std::string& id) {
  if (row[Column::subject] == id || row[Column::part] == id) return true;
  const std::string& detail = row[Column::detail];
  const std::size_t at = detail.find("=" + id);
  const std::size_t end = at + 1 + id.size();
  return at != std::string::npos && (end >= detail.size() || detail[end] == ' ');
}

}  // namespace

void Around::hear(const TimelineRow& row) {
  const auto kind = parse<RecordKind>(row[Column::kind]);
  const std::string& subject = row[Column::subject];
  const std::string& to = row[Column::to];
  const auto set = [&](std::map<std::string, Thing>& things, std::string_view what) {
    things[subject].group = row[Column::group];
    things[subject].states[std::string(what)] = to;
  };
  if (!kind) return;
  switch (*kind) {
    case RecordKind::group_listed:
    case RecordKind::group_status:
      return set(groups_, "AutoScalingGroupStatus");
    case RecordKind::enabled_status:
      return set(groups_, "EnabledStatus");
    case RecordKind::in_activity_status:
      return set(groups_, "InActivityStatus");
    case RecordKind::desired_capacity:
      return set(groups_, "DesiredCapacity");
    case RecordKind::instance_created:
    case RecordKind::life_cycle_state:
      return set(instances_, "LifeCycleState");
    case RecordKind::instance_gone:
      return set(instances_, "gone");
    case RecordKind::installed:
      return set(instances_, "ImageId");
    case RecordKind::health:
      return set(instances_, "healthy");
    case RecordKind::step_started:
      instances_[subject].step = to;
      return;
    case RecordKind::step_ended:
      instances_[subject].step.clear();
      return;
    case RecordKind::activity_created:
    case RecordKind::activity_status:
      return set(activities_, "Status");
    case RecordKind::surge_state:
      return set(activities_, "surge");
    case RecordKind::batch_status:
      activities_[subject].batches[row[Column::part]] = to;
      return;
    case RecordKind::row_status:
      activities_[subject].rows[row[Column::part]] = to;
      return;
    case RecordKind::zone_outage:
      return set(zones_, "outage");
    case RecordKind::configuration_field:
    case RecordKind::software_defined:
    case RecordKind::activity_settings:
    case RecordKind::call_made:
    case RecordKind::fault_began:
    case RecordKind::fault_ended:
      return;
  }
}

std::string Around::line(const std::string& id, const Thing& thing) const {
  std::string text = id + ":";
  for (const auto& [what, state] : thing.states) text += " " + what + " " + state + ",";
  text.pop_back();
  if (!thing.step.empty()) text += ", " + thing.step + " runs";
  if (!thing.batches.empty()) text += "; batches: " + by_number(thing.batches);
  if (!thing.rows.empty()) text += "; rows: " + counted(thing.rows);
  return text;
}

std::vector<std::string> Around::lines(const std::vector<TimelineRow>& rows) const {
  std::set<std::string> groups;
  for (const TimelineRow& row : rows) groups.insert(row[Column::group]);
  const auto named = [&rows](const std::string& id) {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return names(row, id); });
  };
  std::vector<std::string> found;
  for (const auto& [id, thing] : groups_) {
    if (groups.contains(id)) found.push_back(line(id, thing));
  }
  for (const auto& [id, thing] : activities_) {
    const auto status = thing.states.find("Status");
    const bool under_way = status != thing.states.end() && !has_ended(status->second);
    if (named(id) || (under_way && groups.contains(thing.group))) found.push_back(line(id, thing));
  }
  for (const auto& [id, thing] : instances_) {
    if (named(id)) found.push_back(line(id, thing));
  }
  for (const auto& [id, thing] : zones_) {
    if (thing.states.at("outage") == "true") found.push_back(line(id, thing));
  }
  return found;
}

}  // namespace refreshsim
