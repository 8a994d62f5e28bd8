// A run with all its records, for whoever asks why: each record is known by its sequence, and can
// be told in a sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "refreshsim/error_code.h"
#include "refreshsim/run.h"
#include "sim/incident/latest.h"
#include "sim/report/names.h"

namespace refreshsim {

/// Keeps the records of a run, if they are not too many.
class RecordKeeper final : public RecordSink {
 public:
  explicit RecordKeeper(std::size_t most) : most_(most) {}
  void hear(std::span<const Record> records) override;
  /// All of them, once; nothing if they were too many.
  std::optional<std::vector<Record>> take();

 private:
  std::size_t most_;
  bool too_many_ = false;
  std::vector<Record> records_;
};

class Story {
 public:
  /// Runs the scenario, which must outlive the story; `seed` instead of its own if given.
  Story(const Scenario& scenario, std::optional<std::uint64_t> seed, std::uint32_t replica);
  /// Of a run that is over, with all its records.
  Story(const Scenario& scenario, RunResult result, std::vector<Record> records);

  const Scenario& scenario() const { return scenario_; }
  const RunResult& result() const { return result_; }
  const std::vector<Record>& records() const { return records_; }
  const Record& operator[](Sequence sequence) const { return records_[sequence]; }

  /// What every record before `end` made of things.
  Latest before(Sequence end) const;
  /// The number of records up to and including this time.
  Sequence end_of(std::int64_t time_ms) const;

  // Things by what users call them.
  std::string instance(std::uint32_t id) const;
  std::string activity(std::uint32_t id) const;  ///< its name; its id if it has none
  std::string group(std::uint32_t id) const { return scenario_.groups[id].id; }
  std::string symbol(std::uint32_t id) const;
  std::string image(std::uint32_t software) const;
  /// `fault 1, s.yaml:23`
  std::string fault(std::uint32_t id) const;
  /// `call 4, RollbackInstanceRefresh (s.yaml:45)`
  std::string call(std::uint32_t id) const;
  /// The instance of an id as written; none if there never was one.
  InstanceId find_instance(std::string_view text) const;
  /// The latest activity of a name, or the one of this id.
  ActivityId find_activity(std::string_view text) const;
  /// The record that made an activity.
  Sequence created(std::uint32_t activity) const { return activities_created_[activity]; }
  /// The launch configuration of a group, as the scenario numbers it.
  std::uint32_t configuration_of(std::uint32_t group) const { return configurations_[group]; }
  /// The changes of launch configurations, in order.
  const std::vector<Sequence>& fields_changed() const { return fields_changed_; }
  /// The call of a call_made record, as it was made and answered.
  const CallView& made(const Record& record) const;

  /// `21:14:05`, with the date from the second day on.
  std::string clock(std::int64_t time_ms) const;
  /// `since 21:14:05 (14m5s)`
  std::string since(const Record& record) const;
  /// `21:14:05 (14m5s)`
  std::string moment(std::int64_t time_ms) const;

 private:
  void learn();

  const Scenario& scenario_;
  RunResult result_;
  std::vector<Record> records_;
  std::vector<Sequence> calls_made_;
  std::vector<Sequence> activities_created_;
  std::vector<Sequence> fields_changed_;
  std::vector<std::uint32_t> configurations_;
  Names names_;
};

template <NamedEnum E>
std::string_view word(std::uint32_t value) {
  return value < kCount<E> ? name(static_cast<E>(value)) : std::string_view("?");
}

/// What happened, as a sentence without a full stop.
std::string sentence(const Story& story, const Record& record);

}  // namespace refreshsim
