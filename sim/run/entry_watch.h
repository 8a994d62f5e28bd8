// When was it so first? What expectations with `before` ask, heard while the run goes on
// (`before-at-any-time`).
#pragma once

#include <optional>
#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"

namespace refreshsim {

class EntryWatch : public RecordSink {
 public:
  explicit EntryWatch(const Scenario& scenario);
  bool empty() const { return watched_.empty(); }
  void reset();
  void hear(std::span<const Record> records) override;
  bool hears_events() const override { return true; }
  /// What an event makes of an instance counts as a whole: an installation changes image and health
  /// at once. Statuses count as they are entered.
  void hear_event_end(std::int64_t now_ms) override;
  /// When all that an expectation names was true together first; none if it never was.
  std::optional<std::int64_t> entered_ms(std::size_t expectation) const;

 private:
  struct Watched {
    std::size_t expectation = 0;
    std::optional<std::int64_t> entered_ms;
    std::uint32_t subject = Record::kNone;  ///< the activity or instance that it is about now
    std::uint32_t row_instance = Record::kNone;
    LifeCycleState state = LifeCycleState::CREATING;
    SymbolId image;
    bool healthy = false;
    bool gone = false;
    bool changed = false;  ///< in the present event
  };
  void apply(const Record& record);
  void hear_activity(Watched& watched, const Expectation& wanted, const Record& record);
  void hear_instance(Watched& watched, const Expectation& wanted, const Record& record);
  static void note(Watched& watched, bool holds, std::int64_t now_ms);

  const Scenario& scenario_;
  std::vector<Watched> watched_;
  std::vector<SymbolId> images_;  ///< by software
};

/// Whether an instance is as an expectation says.
bool instance_is(const Expectation& wanted, LifeCycleState state, SymbolId image, bool healthy,
                 bool gone);

}  // namespace refreshsim
