// A radix heap of packed keys: monotone, as simulated time is. A key lies in the bucket of the
// highest bit in which it differs from the last one that came out.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/yardsticks/event_key.h"

namespace refreshsim::bench {

class RadixHeap {
 public:
  explicit RadixHeap(std::uint32_t) {}

  /// Time begins again; only when it is empty.
  void restart() { last_ = 0; }
  bool empty() const { return full_ == 0; }
  void push(std::uint64_t key) {
    const auto bucket = static_cast<std::size_t>(std::bit_width(key ^ last_));
    buckets_[bucket].push_back(key);
    full_ |= std::uint64_t{1} << bucket;
  }
  std::uint64_t pop() {
    const auto lowest = static_cast<std::size_t>(std::countr_zero(full_));
    if (buckets_[lowest].size() > 1) {
      if (lowest > 0) spread(lowest);
    } else {
      last_ = buckets_[lowest].back();
    }
    const std::size_t bucket = lowest > 0 && buckets_[lowest].empty() ? 0 : lowest;
    const std::uint64_t key = buckets_[bucket].back();
    buckets_[bucket].pop_back();
    if (buckets_[bucket].empty()) full_ &= ~(std::uint64_t{1} << bucket);
    return key;
  }

 private:
  /// Every key of the bucket goes into a lower one, the least into the lowest.
  void spread(std::size_t bucket) {
    std::vector<std::uint64_t>& keys = buckets_[bucket];
    last_ = *std::min_element(keys.begin(), keys.end());
    full_ &= ~(std::uint64_t{1} << bucket);
    for (const std::uint64_t key : keys) push(key);
    keys.clear();
  }

  std::array<std::vector<std::uint64_t>, 64> buckets_;  // keys have 62 bits
  std::uint64_t full_ = 0;
  std::uint64_t last_ = 0;
};

}  // namespace refreshsim::bench
