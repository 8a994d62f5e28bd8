#include "sim/incident/story.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/duration_text.h"
#include "sim/base/utc.h"

namespace refreshsim {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::string place_text(const Place& place) {
  return place.line == 0 ? place.file : fmt::format("{}:{}", place.file, place.line);
}

}  // namespace

void RecordKeeper::hear(std::span<const Record> records) {
  too_many_ = too_many_ || records_.size() + records.size() > most_;
  if (!too_many_) records_.insert(records_.end(), records.begin(), records.end());
}

std::optional<std::vector<Record>> RecordKeeper::take() {
  if (too_many_) return std::nullopt;
  return std::move(records_);
}

Story::Story(const Scenario& scenario, std::optional<std::uint64_t> seed, std::uint32_t replica)
    : scenario_(scenario), names_(scenario) {
  RecordKeeper keeper(SIZE_MAX);
  RunOptions how;
  how.seed = seed;
  how.replica = replica;
  how.sinks = {&keeper};
  result_ = Simulation(scenario).run(how);
  records_ = *keeper.take();
  learn();
}

Story::Story(const Scenario& scenario, RunResult result, std::vector<Record> records)
    : scenario_(scenario),
      result_(std::move(result)),
      records_(std::move(records)),
      names_(scenario) {
  learn();
}

void Story::learn() {
  for (const Record& record : records_) {
    names_.learn(record);
    if (record.kind == RecordKind::call_made) calls_made_.push_back(record.sequence);
    if (record.kind == RecordKind::group_listed) configurations_.push_back(record.a);
    if (record.kind == RecordKind::configuration_field) fields_changed_.push_back(record.sequence);
    if (record.kind == RecordKind::activity_created) {
      activities_created_.push_back(record.sequence);
    }
  }
}

Latest Story::before(Sequence end) const {
  Latest latest;
  latest.outages.resize(scenario_.zones.size(), kNoRecord);
  latest.latest_of_name.resize(scenario_.activity_names.size(), Record::kNone);
  for (Sequence i = 0; i < end; ++i) latest.hear(records_[i]);
  return latest;
}

Sequence Story::end_of(std::int64_t time_ms) const {
  const auto later = std::upper_bound(
      records_.begin(), records_.end(), time_ms,
      [](std::int64_t time, const Record& record) { return time < record.time_ms; });
  return static_cast<Sequence>(later - records_.begin());
}

std::string Story::instance(std::uint32_t id) const {
  std::string text;
  names_.append(text, Record{}, Meaning::instance, id);
  return text;
}

std::string Story::activity(std::uint32_t id) const {
  const ActivityView& view = result_.activities[id];
  return view.as.empty() ? view.id : view.as;
}

std::string Story::symbol(std::uint32_t id) const {
  std::string text;
  names_.append(text, Record{}, Meaning::symbol, id);
  return text.empty() ? "none" : text;
}

std::string Story::image(std::uint32_t software) const {
  std::string text;
  names_.append(text, Record{}, Meaning::image_of_software, software);
  return text.empty() ? "no image" : text;
}

std::string Story::fault(std::uint32_t id) const {
  return fmt::format("fault {}, {}", id + 1, place_text(scenario_.faults[id].place));
}

std::string Story::call(std::uint32_t id) const {
  const Call& call = scenario_.calls[id];
  return fmt::format("call {}, {} ({})", id + 1, name(call.action), place_text(call.place));
}

InstanceId Story::find_instance(std::string_view text) const {
  const auto wanted = instance_name(scenario_.symbols, text);
  if (!wanted) return {};
  for (const Record& record : records_) {
    if (record.kind == RecordKind::instance_created && record.b == wanted->code) {
      return InstanceId{record.subject};
    }
  }
  return {};
}

ActivityId Story::find_activity(std::string_view text) const {
  for (std::size_t i = result_.activities.size(); i-- > 0;) {
    const ActivityView& view = result_.activities[i];
    if (view.as == text || view.id == text) return ActivityId{i};
  }
  return {};
}

const CallView& Story::made(const Record& record) const {
  const auto at = std::lower_bound(calls_made_.begin(), calls_made_.end(), record.sequence);
  return result_.calls[static_cast<std::size_t>(at - calls_made_.begin())];
}

std::string Story::clock(std::int64_t time_ms) const {
  const std::string text = utc_text(scenario_.start_unix_ms + time_ms);
  const bool first_day =
      (scenario_.start_unix_ms + time_ms) / kDayMs == scenario_.start_unix_ms / kDayMs;
  return first_day ? text.substr(11, 8) : text.substr(0, 10) + " " + text.substr(11, 8);
}

std::string Story::moment(std::int64_t time_ms) const {
  return fmt::format("{} ({})", clock(time_ms), duration_text(Duration{time_ms}));
}

std::string Story::since(const Record& record) const { return "since " + moment(record.time_ms); }

}  // namespace refreshsim
