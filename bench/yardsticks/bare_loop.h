// The refresh as a bare event loop: the next event out, its successor in. No model, no records.
#pragma once

#include "bench/yardsticks/event_key.h"
#include "bench/yardsticks/workload.h"

namespace refreshsim::bench {

/// `to_key` makes the queue's key of an event, `to_event` an event of a key; `tell` is told each
/// event: when, and of which instance.
template <class Queue, class Durations, class ToKey, class ToEvent, class Tell>
Outcome bare_loop(std::uint32_t instances, const Durations& duration, Queue& queue, ToKey to_key,
                  ToEvent to_event, Tell tell) {
  Lost lost;
  std::int64_t now_ms = 0;
  for (std::uint32_t number = 0; number < kRefreshBatches; ++number) {
    const Batch batch = batch_of(instances, number);
    lost.change(now_ms, batch.size);
    for (std::uint32_t i = batch.first; i < batch.first + batch.size; ++i) {
      queue.push(to_key(Event{now_ms + duration(i, 0), i, 0}));
    }
    while (!queue.empty()) {
      const Event event = to_event(queue.pop());
      now_ms = event.at_ms;
      tell(now_ms, event.instance);
      if (event.stage + 1 == kStages) {
        lost.change(now_ms, -1);
      } else {
        const std::uint32_t next = event.stage + 1;
        queue.push(to_key(Event{now_ms + duration(event.instance, next), event.instance, next}));
      }
    }
    if (number + 1 < kRefreshBatches) now_ms += kPauseMs;
  }
  return {now_ms, lost.lost_ms()};
}

}  // namespace refreshsim::bench
