// A heap with four children a node, keys of 16 bytes, the four in one cache line. What comes out
// leaves a hole that the next one that goes in fills.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "bench/yardsticks/event_key.h"

namespace refreshsim::bench {

class QuadHeap {
 public:
  explicit QuadHeap(std::uint32_t most) : lines_(most / 4 + 3) {}

  bool empty() const { return size_ == (hole_ ? 1 : 0); }

  void push(EventKey key) {
    if (hole_) {
      hole_ = false;
      sink(key);
    } else {
      rise(kRoot + size_++, key);
    }
  }

  EventKey pop() {
    fill_hole();
    hole_ = true;
    return at(kRoot);
  }

 private:
  /// The root stands last in its line, so that its children, and all others', fill one each.
  static constexpr std::size_t kRoot = 3;
  struct alignas(64) Line {
    EventKey keys[4];
  };

  EventKey& at(std::size_t place) { return lines_[place / 4].keys[place % 4]; }
  static std::size_t first_child(std::size_t place) { return 4 * (place - 2); }
  static std::size_t parent(std::size_t place) { return place / 4 + 2; }

  void fill_hole() {
    if (!hole_) return;
    hole_ = false;
    const EventKey last = at(kRoot + --size_);
    at(kRoot + size_) = EventKey::never();
    if (size_ > 0) sink(last);
  }

  void rise(std::size_t place, EventKey key) {
    while (place > kRoot && key < at(parent(place))) {
      at(place) = at(parent(place));
      place = parent(place);
    }
    at(place) = key;
  }

  /// Places past the end hold keys that never come, so that a line may be compared whole.
  void sink(EventKey key) {
    std::size_t place = kRoot;
    const std::size_t end = kRoot + size_;
    for (std::size_t child = first_child(place); child < end; child = first_child(place)) {
      const std::size_t left = child + (at(child + 1) < at(child) ? 1 : 0);
      const std::size_t right = child + 2 + (at(child + 3) < at(child + 2) ? 1 : 0);
      const std::size_t least = at(right) < at(left) ? right : left;
      if (!(at(least) < key)) break;
      at(place) = at(least);
      place = least;
    }
    at(place) = key;
  }

  std::vector<Line> lines_;
  std::size_t size_ = 0;
  bool hole_ = false;
};

}  // namespace refreshsim::bench
