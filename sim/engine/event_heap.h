// A heap of four children a node: the part of the event queue that is in order.
#pragma once

#include <cstddef>

#include "sim/base/large_vector.h"
#include "sim/engine/event.h"

namespace refreshsim {

class EventHeap {
 public:
  bool empty() const { return size() == 0; }
  std::size_t size() const { return heap_.size() - (hollow_ ? 1 : 0); }
  const Event& top() {
    fill();
    return heap_.front();
  }
  /// Forgets all events, keeps the memory.
  void clear() {
    heap_.clear();
    hollow_ = false;
  }
  /// In no order but that the first one is the next.
  const LargeVector<Event>& events() {
    fill();
    return heap_;
  }

  void push(const Event& event) {
    if (hollow_) {
      hollow_ = false;
      return sink(event);
    }
    std::size_t hole = heap_.size();
    heap_.push_back(event);
    while (hole > 0) {
      const std::size_t parent = (hole - 1) / kChildren;
      if (!event.before(heap_[parent])) break;
      heap_[hole] = heap_[parent];
      hole = parent;
    }
    heap_[hole] = event;
  }

  /// Leaves the root hollow: what an event leads to is most often one event later, which then
  /// takes its place.
  Event pop() {
    fill();
    hollow_ = true;
    return heap_.front();
  }

  /// Shows the next event and those that could follow it.
  template <class See>
  void look_ahead(See see) const {
    const std::size_t end = heap_.size() < kChildren + 1 ? heap_.size() : kChildren + 1;
    for (std::size_t i = hollow_ ? 1 : 0; i < end; ++i) see(heap_[i]);
  }

 private:
  static constexpr std::size_t kChildren = 4;

  void fill() {
    if (!hollow_) return;
    hollow_ = false;
    const Event last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sink(last);
  }

  /// Moves the hole at the root down until `event` fits into it.
  void sink(const Event& event) {
    std::size_t hole = 0;
    for (;;) {
      const std::size_t child = least_child(hole);
      if (child == 0 || !heap_[child].before(event)) break;
      heap_[hole] = heap_[child];
      hole = child;
    }
    heap_[hole] = event;
  }

  /// The child of `node` that comes first; 0 if it has none.
  std::size_t least_child(std::size_t node) const {
    const std::size_t first = node * kChildren + 1;
    if (first >= heap_.size()) return 0;
    if (first + kChildren <= heap_.size()) {
      const std::size_t left = lesser(first, first + 1);
      return lesser(left, lesser(first + 2, first + 3));
    }
    const std::size_t end = heap_.size();
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child) {
      if (heap_[child].before(heap_[least])) least = child;
    }
    return least;
  }

  std::size_t lesser(std::size_t one, std::size_t other) const {
    return heap_[other].before(heap_[one]) ? other : one;
  }

  LargeVector<Event> heap_;
  bool hollow_ = false;  ///< the first place is of an event that was taken out
};

}  // namespace refreshsim
