// The scripted calls: when they are made, and the triggers that make them (interface.md, `calls`).
#pragma once

#include <vector>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/base/draw.h"
#include "sim/base/sampler.h"
#include "sim/engine/event_queue.h"
#include "sim/record/statistics_fold.h"

namespace refreshsim {

class Script : public RecordSink {
 public:
  Script(const Scenario& scenario, EventQueue& queue, const StatisticsFold& statistics);

  /// Schedules the calls that have a time, and forgets all firings.
  void reset(const Draws& draws);
  /// Whether any call waits for something: then it has to hear of what it wants in the event in
  /// which that happens.
  bool listens() const { return !triggered_.empty(); }
  bool has_thresholds() const { return thresholds_; }
  /// A status trigger fires as the state is entered, even if it is left in the same event.
  void hear(std::span<const Record> records) override;
  RecordKinds wants() const override {
    return {RecordKind::activity_created, RecordKind::activity_status, RecordKind::batch_status};
  }
  /// Thresholds as they are at the start; they fire when they are crossed later.
  void begin();
  /// `threshold-after-event`: fires what was crossed between the events.
  void after_event(std::int64_t now_ms, std::uint64_t last_record);
  /// How often any trigger has fired.
  std::uint64_t firings() const { return firings_; }

 private:
  struct State {
    CallId call;
    std::uint32_t fired = 0;
    bool beyond = false;  ///< the threshold was crossed when last looked at
  };
  void apply(const Record& record);
  void look_at(const Record& record, NameId name);
  bool enters(const Trigger& trigger, const Record& record) const;
  bool beyond(const Trigger& trigger) const;
  void fire(State& state, std::int64_t now_ms, std::uint64_t cause);
  void schedule(CallId call, std::uint32_t firing, std::int64_t time_ms, std::uint64_t cause);

  const Scenario& scenario_;
  EventQueue& queue_;
  const StatisticsFold& statistics_;
  std::vector<Sampler> reactions_;  ///< by place in triggered_
  std::vector<State> triggered_;    ///< calls with `when`, in the file's order
  bool thresholds_ = false;
  Draws draws_;
  std::vector<NameId> names_;          ///< of activities
  std::vector<std::uint32_t> latest_;  ///< activity by name
  std::uint64_t firings_ = 0;
};

}  // namespace refreshsim
