// Bags of events: unordered, written and read in sequence, in chunks of one pool, so that filling
// and emptying them allocates nothing once the pool is as large as it has to be.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/large_vector.h"
#include "sim/engine/event.h"

namespace refreshsim {

/// The chunks of one bag, the one being filled first; made and used by EventChunks.
struct EventBag {
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t head = kNone;
};

class EventChunks {
 public:
  /// Forgets all events of all bags, keeps the memory; the bags have to be forgotten too.
  void clear() {
    used_ = 0;
    free_ = EventBag::kNone;
  }

  void add(EventBag& bag, const Event& event) {
    if (bag.head == EventBag::kNone || chunks_[bag.head].count == kEvents) {
      const std::uint32_t fresh = take();
      chunks_[fresh].next = bag.head;
      bag.head = fresh;
    }
    Chunk& chunk = chunks_[bag.head];
    chunk.events[chunk.count++] = event;
  }

  template <class See>
  void each(const EventBag& bag, See see) const {
    for (std::uint32_t at = bag.head; at != EventBag::kNone; at = chunks_[at].next) {
      for (std::uint32_t i = 0; i < chunks_[at].count; ++i) see(chunks_[at].events[i]);
    }
  }

  /// Empties a bag; `see` may add to other bags.
  template <class See>
  void drain(EventBag& bag, See see) {
    while (bag.head != EventBag::kNone) {
      const Chunk chunk = chunks_[bag.head];
      chunks_[bag.head].next = free_;
      free_ = bag.head;
      bag.head = chunk.next;
      for (std::uint32_t i = 0; i < chunk.count; ++i) see(chunk.events[i]);
    }
  }

 private:
  static constexpr std::uint32_t kEvents = 7;
  struct alignas(64) Chunk {
    std::array<Event, kEvents> events;
    std::uint32_t count = 0;
    std::uint32_t next = EventBag::kNone;
  };
  static_assert(sizeof(Chunk) == 256);

  std::uint32_t take() {
    std::uint32_t taken = free_;
    if (taken != EventBag::kNone) {
      free_ = chunks_[taken].next;
    } else {
      taken = used_++;
      if (taken == chunks_.size()) chunks_.emplace_back();
    }
    chunks_[taken].count = 0;
    return taken;
  }

  LargeVector<Chunk> chunks_;
  std::uint32_t used_ = 0;  ///< chunks ever taken since the last clear()
  std::uint32_t free_ = EventBag::kNone;
};

}  // namespace refreshsim
