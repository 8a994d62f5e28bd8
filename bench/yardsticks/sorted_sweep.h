// Whole batches computed, radix-sorted and swept: within a batch the three times of an instance
// depend on nothing but its durations. No queue, no model, no records; the full order all the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bench/yardsticks/workload.h"

namespace refreshsim::bench {

class SortedSweep {
 public:
  explicit SortedSweep(std::uint32_t instances) {
    const std::size_t most = batch_of(instances, 0).size;
    for (auto& each : durations_) each.resize(most);
    keys_.resize(most * kStages);
    other_.resize(most * kStages);
  }

  template <class Durations>
  Outcome run(std::uint32_t instances, Durations& durations) {
    return run(instances, durations, [](std::int64_t, std::uint32_t) {});
  }
  /// The same, and tells each event: when, and of which instance.
  template <class Durations, class Tell>
  Outcome run(std::uint32_t instances, Durations& durations, Tell tell) {
    Lost lost;
    std::int64_t now_ms = 0;
    for (std::uint32_t number = 0; number < kRefreshBatches; ++number) {
      const Batch batch = batch_of(instances, number);
      for (std::uint32_t stage = 0; stage < kStages; ++stage) {
        durations.fill(batch.first, stage, std::span(durations_[stage]).first(batch.size));
      }
      lost.change(now_ms, batch.size);
      now_ms = sweep(sorted(compute(batch.size)), now_ms, lost,
                     [&batch, &tell](std::int64_t at_ms, std::uint64_t key) {
                       tell(at_ms, batch.first + static_cast<std::uint32_t>(key >> 2 & kPlaces));
                     });
      if (number + 1 < kRefreshBatches) now_ms += kPauseMs;
    }
    return {now_ms, lost.lost_ms()};
  }

  /// The same without any order: what the loads, the sums and nothing else take.
  template <class Durations>
  Outcome run_unordered(std::uint32_t instances, Durations& durations) {
    std::int64_t now_ms = 0;
    std::int64_t lost_ms = 0;
    for (std::uint32_t number = 0; number < kRefreshBatches; ++number) {
      const Batch batch = batch_of(instances, number);
      for (std::uint32_t stage = 0; stage < kStages; ++stage) {
        durations.fill(batch.first, stage, std::span(durations_[stage]).first(batch.size));
      }
      std::uint32_t latest = 0;
      for (std::uint32_t i = 0; i < batch.size; ++i) {
        const std::uint32_t end = durations_[0][i] + durations_[1][i] + durations_[2][i];
        latest = end > latest ? end : latest;
        lost_ms += end;
      }
      now_ms += latest;
      if (number + 1 < kRefreshBatches) now_ms += kPauseMs;
    }
    return {now_ms, lost_ms};
  }

 private:
  static constexpr unsigned kDigitBits = 11;
  static constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  static constexpr unsigned kTimeShift = 26;  // below it place in the batch and stage
  static constexpr std::uint64_t kPlaces = (std::uint64_t{1} << (kTimeShift - 2)) - 1;

  /// Keys by instance, hence in order but for the time; the latest time beside them.
  struct Keys {
    std::span<std::uint64_t> keys;
    std::uint64_t latest_ms;
  };
  Keys compute(std::uint32_t size) {
    std::uint64_t latest = 0;
    std::uint64_t* out = keys_.data();
    for (std::uint64_t i = 0; i < size; ++i) {
      std::uint64_t at_ms = 0;
      for (std::uint64_t stage = 0; stage < kStages; ++stage) {
        at_ms += durations_[stage][i];
        *out++ = at_ms << kTimeShift | i << 2 | stage;
      }
      latest = at_ms > latest ? at_ms : latest;
    }
    return {std::span(keys_).first(std::size_t{size} * kStages), latest};
  }

  /// Least significant digit first; only the time's digits, as far as it has any.
  std::span<const std::uint64_t> sorted(Keys given) {
    std::span<std::uint64_t> from = given.keys;
    std::span<std::uint64_t> to = std::span(other_).first(from.size());
    for (unsigned shift = kTimeShift; given.latest_ms >> (shift - kTimeShift) != 0;
         shift += kDigitBits) {
      std::array<std::uint32_t, kDigits> places{};
      for (const std::uint64_t key : from) ++places[key >> shift & (kDigits - 1)];
      std::uint32_t sum = 0;
      for (std::uint32_t& each : places) {
        const std::uint32_t count = each;
        each = sum;
        sum += count;
      }
      for (const std::uint64_t key : from) to[places[key >> shift & (kDigits - 1)]++] = key;
      std::swap(from, to);
    }
    return from;
  }

  template <class See>
  static std::int64_t sweep(std::span<const std::uint64_t> keys, std::int64_t start_ms, Lost& lost,
                            See see) {
    std::int64_t at_ms = start_ms;
    for (const std::uint64_t key : keys) {
      at_ms = start_ms + static_cast<std::int64_t>(key >> kTimeShift);
      lost.change(at_ms, (key & 3) + 1 == kStages ? -1 : 0);
      see(at_ms, key);
    }
    return at_ms;
  }

  std::array<std::vector<std::uint32_t>, kStages> durations_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint64_t> other_;
};

}  // namespace refreshsim::bench
