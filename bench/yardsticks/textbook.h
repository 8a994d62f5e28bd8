// The refresh as an ordinary C++ program has it: instances and events on the heap one by one, what
// is to happen as a std::function, a std::priority_queue of it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <vector>

#include "bench/yardsticks/workload.h"

namespace refreshsim::bench::textbook {

struct Event {
  std::int64_t at_ms;
  std::uint64_t sequence;
  std::function<void()> action;
};
struct Later {
  bool operator()(const std::shared_ptr<Event>& a, const std::shared_ptr<Event>& b) const {
    return a->at_ms != b->at_ms ? a->at_ms > b->at_ms : a->sequence > b->sequence;
  }
};

class Simulator {
 public:
  std::int64_t now_ms() const { return now_ms_; }
  void after(std::int64_t delay_ms, std::function<void()> action) {
    events_.push(std::make_shared<Event>(Event{now_ms_ + delay_ms, next_++, std::move(action)}));
  }
  void run() {
    while (!events_.empty()) {
      const std::shared_ptr<Event> event = events_.top();
      events_.pop();
      now_ms_ = event->at_ms;
      event->action();
    }
  }

 private:
  std::priority_queue<std::shared_ptr<Event>, std::vector<std::shared_ptr<Event>>, Later> events_;
  std::int64_t now_ms_ = 0;
  std::uint64_t next_ = 0;
};

template <class Durations>
class Instance : public std::enable_shared_from_this<Instance<Durations>> {
 public:
  Instance(Simulator& simulator, const Durations& duration, std::uint32_t number)
      : simulator_(simulator), duration_(duration), number_(number) {}

  void refresh(std::uint32_t stage, std::function<void()> done) {
    simulator_.after(duration_(number_, stage),
                     [self = this->shared_from_this(), stage, done = std::move(done)] {
                       stage + 1 < kStages ? self->refresh(stage + 1, done) : done();
                     });
  }

 private:
  Simulator& simulator_;
  const Durations& duration_;
  std::uint32_t number_;
};

template <class Durations>
class Rollout {
 public:
  Rollout(std::uint32_t instances, const Durations& duration) : instances_(instances) {
    for (std::uint32_t i = 0; i < instances; ++i) {
      fleet_.push_back(std::make_shared<Instance<Durations>>(simulator_, duration, i));
    }
  }

  Outcome run() {
    start(0);
    simulator_.run();
    return {simulator_.now_ms(), lost_.lost_ms()};
  }

 private:
  void start(std::uint32_t number) {
    const Batch batch = batch_of(instances_, number);
    lost_.change(simulator_.now_ms(), batch.size);
    left_ = batch.size;
    for (std::uint32_t i = batch.first; i < batch.first + batch.size; ++i) {
      fleet_[i]->refresh(0, [this, number] { ended(number); });
    }
  }
  void ended(std::uint32_t number) {
    lost_.change(simulator_.now_ms(), -1);
    if (--left_ > 0 || number + 1 == kRefreshBatches) return;
    simulator_.after(kPauseMs, [this, number] { start(number + 1); });
  }

  Simulator simulator_;
  std::vector<std::shared_ptr<Instance<Durations>>> fleet_;
  Lost lost_;
  std::uint32_t instances_;
  std::uint32_t left_ = 0;
};

}  // namespace refreshsim::bench::textbook
