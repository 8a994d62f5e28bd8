// Whether expectations hold, and the statistics of named activities, for runs whose numbers alone
// count: a fold over the records that keeps only what is asked for, and allocates nothing once its
// activities have been seen. expectations.h tells the same with all that there is to say.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "refreshsim/error_code.h"
#include "refreshsim/run.h"
#include "sim/run/entry_watch.h"

namespace refreshsim {

class VerdictFold final : public RecordSink {
 public:
  explicit VerdictFold(const Scenario& scenario);

  /// Asks for an expectation, by its place among a result's, or for an activity's statistics.
  void ask_for_expectation(std::size_t expectation);
  void ask_for_activity(NameId name);

  void reset();
  RecordKinds wants() const override { return wants_; }
  void hear(std::span<const Record> records) override;
  /// Only for an instance that is to be so `before` a time: what an event makes of it is a whole.
  bool hears_events() const override { return hears_events_; }
  void hear_event_end(std::int64_t now_ms) override { watch_.hear_event_end(now_ms); }

  /// Of an expectation that was asked for, when the run is over.
  bool holds(std::size_t expectation, const RunResult& numbers) const;
  /// Of the latest activity of a name; null if there is none. `end_ms` is the window's end. Good
  /// until it is called again.
  const ActivityStatistics* statistics(NameId name, std::int64_t end_ms) const;

 private:
  /// The latest activity of a name.
  struct Activity {
    std::uint32_t subject = Record::kNone;
    ActivityStatus status = ActivityStatus::INIT;
    std::int64_t created_ms = 0;
    std::int64_t since_ms = 0;
    std::int64_t end_ms = -1;
    std::int64_t retries = 0;
    std::array<std::int64_t, kCount<ActivityStatus>> time_ms{};
    std::array<bool, kCount<ActivityStatus>> ever{};
    std::array<std::int64_t, kCount<RowStatus>> rows{};
    void enter(ActivityStatus status, std::int64_t now_ms);
  };
  /// What an expectation is about, as it is now.
  struct Watched {
    std::size_t expectation = 0;
    std::uint32_t subject = Record::kNone;  ///< the instance of that name
    std::optional<BatchStatus> batch;
    std::optional<RowStatus> row;
    LifeCycleState state = LifeCycleState::CREATING;
    SymbolId image;
    bool healthy = false;
    bool gone = false;
  };
  struct CallWatched {
    std::size_t call = 0;
    std::optional<ErrorCode> wanted;
    bool made = false;
    bool otherwise = false;
  };

  void apply(const Record& record);
  void apply_to_activity(const Record& record);
  void apply_to_watched(Watched& watched, const Record& record);
  void apply_to_instance(Watched& watched, const Record& record);
  /// The name of an activity that is the latest of its name, and asked for; none otherwise.
  NameId latest(std::uint32_t subject) const;
  const Watched& watched(std::size_t expectation) const;
  bool is_so(const Expectation& wanted, std::size_t place, const RunResult& numbers) const;
  bool statistic_holds(const Expectation& wanted, const RunResult& numbers) const;

  const Scenario& scenario_;
  RecordKinds wants_;
  bool hears_events_ = false;
  EntryWatch watch_;
  std::vector<Activity> activities_;  ///< by name
  std::vector<bool> asked_;           ///< by name
  std::vector<std::uint32_t> names_;  ///< by activity
  std::vector<Watched> watched_;
  std::vector<CallWatched> calls_;
  std::vector<SymbolId> images_;           ///< by software
  mutable ActivityStatistics statistics_;  ///< memory of statistics()
};

}  // namespace refreshsim
