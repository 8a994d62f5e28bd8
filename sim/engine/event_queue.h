// The event queue: events come out in the order of their keys; the next one is always the smallest
// pending, even if its phase has passed (model.md, section 8).
//
// A few events lie in one heap. When there are many, only those of the nearest slice of time do, so
// that the heap stays in the fastest memory; the slices after it are bags without order, and what
// is later than all slices is one more bag, cut into slices of its own when its turn comes (a
// ladder queue). Every event in the heap is before `limit_ms_`, every other one is not: which
// events are where is never seen from outside.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/engine/event_chunks.h"
#include "sim/engine/event_heap.h"

namespace refreshsim {

class EventQueue {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const Event& top() { return near_.top(); }

  /// Forgets all events, keeps the memory.
  void clear() {
    near_.clear();
    size_ = 0;
    most_near_ = kMostNear;
    if (limit_ms_ == kNever) return;  // nothing is aside
    chunks_.clear();
    slices_.fill({});
    later_ = {};
    next_slice_ = kSlices;
    limit_ms_ = kNever;
  }

  void push(const Event& event) {
    ++size_;
    if (event.time_ms >= limit_ms_) return put_aside(event);
    near_.push(event);
    if (limit_ms_ == kNever && near_.size() > most_near_) slice_all();
  }

  Event pop() {
    return pop([](const Event&) {});
  }
  /// Shows the events of the next slice when its turn comes, so that what they need can be fetched.
  template <class See>
  Event pop(See see) {
    const Event least = near_.pop();
    --size_;
    if (near_.empty() && size_ > 0) refill(see);
    return least;
  }

  /// Shows the next event and some that could follow it; none while there are so few that what they
  /// need is at hand.
  template <class See>
  void look_ahead(See see) const {
    if (limit_ms_ != kNever) near_.look_ahead(see);
  }

 private:
  static constexpr std::int64_t kNever = INT64_MAX;
  static constexpr std::size_t kMostNear = 1024;  ///< more are worth slicing
  static constexpr std::size_t kSlices = 512;

  std::size_t slice_of(std::int64_t time_ms) const {
    return static_cast<std::size_t>((time_ms - begin_ms_) >> shift_);
  }
  std::int64_t begin_of(std::size_t slice) const {
    return begin_ms_ + (static_cast<std::int64_t>(slice) << shift_);
  }

  void put_aside(const Event& event) {
    const bool sliced = event.time_ms < begin_of(kSlices);
    chunks_.add(sliced ? slices_[slice_of(event.time_ms)] : later_, event);
  }

  void slice_all() {
    for (const Event& event : near_.events()) chunks_.add(later_, event);
    near_.clear();
    refill([](const Event&) {});
  }

  /// Fills the empty heap from what is aside.
  template <class See>
  void refill(See see) {
    while (near_.empty()) {
      if (next_slice_ == kSlices) cut_later();
      const std::size_t slice = next_slice_++;
      limit_ms_ = begin_of(next_slice_);
      chunks_.drain(slices_[slice], [this, see](const Event& event) {
        see(event);
        near_.push(event);
      });
    }
    if (near_.size() < size_) return;
    limit_ms_ = kNever;
    next_slice_ = kSlices;
    most_near_ = std::max(kMostNear, 2 * near_.size());
  }

  /// Cuts the time that the later events cover into slices of a power of two of milliseconds.
  void cut_later() {
    std::int64_t last_ms = INT64_MIN;
    begin_ms_ = kNever;
    chunks_.each(later_, [this, &last_ms](const Event& event) {
      begin_ms_ = std::min(begin_ms_, event.time_ms);
      last_ms = std::max(last_ms, event.time_ms);
    });
    const auto width = static_cast<std::uint64_t>(last_ms - begin_ms_) / kSlices;
    shift_ = static_cast<int>(std::bit_width(width));
    next_slice_ = 0;
    chunks_.drain(later_, [this](const Event& event) {
      chunks_.add(slices_[slice_of(event.time_ms)], event);
    });
  }

  EventHeap near_;
  /// More than so many are sliced. Events of one time can't be: when all are near again after it,
  /// the next attempt waits until there are twice as many, so that all attempts together cost as
  /// much as the events do.
  std::size_t most_near_ = kMostNear;
  EventChunks chunks_;
  std::array<EventBag, kSlices> slices_;
  EventBag later_;
  std::size_t next_slice_ = kSlices;  ///< the first one that is not in the heap; kSlices: none
  std::int64_t begin_ms_ = 0;         ///< of the first slice
  int shift_ = 0;                     ///< a slice is 2^shift_ ms
  std::int64_t limit_ms_ = kNever;
  std::size_t size_ = 0;
};

}  // namespace refreshsim
