// A timeline that is written beside the run: the run copies its records into a portion, another
// thread makes them text, packs them and hands them to the disk.
#pragma once

#include <memory>
#include <span>

#include "sim/report/timeline.h"

namespace refreshsim {

/// The same bytes as `inner` writes by itself. A few portions may wait, so memory stays bounded: a
/// run that is faster than its writer waits for it. Short runs start no thread. What `inner` throws
/// is thrown to whoever calls next.
class BackgroundTimeline final : public TimelineWriter {
 public:
  explicit BackgroundTimeline(std::unique_ptr<TimelineWriter> inner);
  ~BackgroundTimeline() override;
  BackgroundTimeline(const BackgroundTimeline&) = delete;
  BackgroundTimeline& operator=(const BackgroundTimeline&) = delete;

  RecordKinds wants() const override { return wants_; }
  void hear(std::span<const Record> records) override;
  void finish(const RunResult& result) override;

 private:
  class State;
  RecordKinds wants_;  ///< what `inner` wants: the run asks while the other thread has that
  std::unique_ptr<State> state_;
};

}  // namespace refreshsim
