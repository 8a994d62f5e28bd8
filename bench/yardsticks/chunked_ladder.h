// A ladder of one rung: slices of time, each a bag of 256-byte chunks, sorted when its turn comes.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/yardsticks/event_key.h"

namespace refreshsim::bench {

class ChunkedLadder {
 public:
  /// `most`: how many events wait at once; it sets the width of a slice.
  explicit ChunkedLadder(std::uint32_t most)
      : shift_(26 + width_bits(most)),
        slices_(kHorizonMs >> width_bits(most)),
        map_(slices_.size() / 64) {}

  /// Time begins again; only when it is empty.
  void restart() {
    now_ = 0;
    at_ = 0;
    run_.clear();
  }
  bool empty() const { return waiting_ == 0; }

  void push(std::uint64_t key) {
    ++waiting_;
    const std::uint64_t slice = key >> shift_;
    if (slice <= now_) {
      run_.insert(
          std::upper_bound(run_.begin() + static_cast<std::ptrdiff_t>(at_), run_.end(), key), key);
    } else if (slice - now_ < slices_.size()) {
      add(slice & (slices_.size() - 1), key);
    } else {
      far_.push_back(key);
    }
  }

  std::uint64_t pop() {
    while (at_ == run_.size()) next_slice();
    --waiting_;
    return run_[at_++];
  }

 private:
  static constexpr std::uint64_t kHorizonMs = std::uint64_t{1} << 22;
  /// Of a slice in which some sixteen events lie, when those that wait lie in ten minutes.
  static unsigned width_bits(std::uint32_t most) {
    const std::uint64_t wanted = std::uint64_t{16} * 600'000 / std::max(most, 1u);
    return std::clamp(static_cast<unsigned>(std::bit_width(wanted)), 3u, 14u);
  }

  struct Chunk {
    static constexpr std::uint32_t kKeys = 31;
    std::uint32_t used = 0;
    std::uint32_t next = 0;
    std::uint64_t keys[kKeys];
  };

  void add(std::size_t slice, std::uint64_t key) {
    std::uint32_t& head = slices_[slice];
    if (head == 0 || chunks_[head].used == Chunk::kKeys) {
      head = take(head);
      map_[slice / 64] |= std::uint64_t{1} << slice % 64;
    }
    Chunk& chunk = chunks_[head];
    chunk.keys[chunk.used++] = key;
  }

  std::uint32_t take(std::uint32_t next) {
    std::uint32_t number = free_;
    if (number == 0) {
      number = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
    } else {
      free_ = chunks_[number].next;
    }
    chunks_[number].used = 0;
    chunks_[number].next = next;
    return number;
  }

  /// The next slice that holds anything becomes the run.
  void next_slice() {
    run_.clear();
    at_ = 0;
    const std::uint64_t slice = find();
    if (slice == 0) return bring_near();
    now_ = slice;
    std::uint32_t& head = slices_[slice & (slices_.size() - 1)];
    while (head != 0) {
      Chunk& chunk = chunks_[head];
      run_.insert(run_.end(), chunk.keys, chunk.keys + chunk.used);
      const std::uint32_t next = chunk.next;
      chunk.next = free_;
      free_ = head;
      head = next;
    }
    const std::size_t place = slice & (slices_.size() - 1);
    map_[place / 64] &= ~(std::uint64_t{1} << place % 64);
    std::sort(run_.begin(), run_.end());
    if (!far_.empty()) bring_near();
  }

  /// The first slice after this one that is not empty, 0 if none within the horizon.
  std::uint64_t find() const {
    const std::size_t mask = slices_.size() - 1;
    std::size_t place = (now_ + 1) & mask;
    for (std::size_t seen = 0; seen < slices_.size();) {
      const std::uint64_t word = map_[place / 64] >> place % 64;
      if (word != 0) return now_ + 1 + seen + static_cast<std::size_t>(std::countr_zero(word));
      const std::size_t step = 64 - place % 64;
      seen += step;
      place = (place + step) & mask;
    }
    return 0;
  }

  void bring_near() {
    if (at_ == run_.size() && run_.empty()) {
      now_ = (*std::min_element(far_.begin(), far_.end()) >> shift_) - 1;
    }
    std::vector<std::uint64_t> far;
    far.swap(far_);
    waiting_ -= far.size();
    for (const std::uint64_t key : far) push(key);
  }

  unsigned shift_;
  std::vector<std::uint32_t> slices_;  // heads of lists of chunks; 0: none
  std::vector<std::uint64_t> map_;     // which slices hold anything
  std::vector<Chunk> chunks_{1};
  std::vector<std::uint64_t> run_;  // the present slice, sorted
  std::vector<std::uint64_t> far_;  // past the horizon
  std::size_t at_ = 0;
  std::uint64_t now_ = 0;  // the present slice
  std::size_t waiting_ = 0;
  std::uint32_t free_ = 0;
};

}  // namespace refreshsim::bench
