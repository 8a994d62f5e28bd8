// The yardsticks' events: when, whose, which; ordered by just that.
#pragma once

#include <cstdint>

namespace refreshsim::bench {

struct Event {
  std::int64_t at_ms;
  std::uint32_t instance;
  std::uint32_t stage;
};

/// In 16 bytes, as a general simulator needs it.
class EventKey {
 public:
  EventKey() = default;
  explicit EventKey(const Event& event)
      : time_(static_cast<std::uint64_t>(event.at_ms)),
        subject_(std::uint64_t{event.instance} << 2 | event.stage) {}
  static EventKey never() { return {}; }

  Event event() const {
    return {static_cast<std::int64_t>(time_), static_cast<std::uint32_t>(subject_ >> 2),
            static_cast<std::uint32_t>(subject_ & 3)};
  }
  friend bool operator<(EventKey a, EventKey b) { return a.whole() < b.whole(); }

 private:
  __extension__ using Wide = unsigned __int128;
  Wide whole() const { return static_cast<Wide>(time_) << 64 | subject_; }

  std::uint64_t time_ = UINT64_MAX;
  std::uint64_t subject_ = UINT64_MAX;
};

/// In 8 bytes, which this workload fits into: 38 bits of time, 24 of the instance, 2 of the stage.
inline std::uint64_t packed(const Event& event) {
  return static_cast<std::uint64_t>(event.at_ms) << 26 | std::uint64_t{event.instance} << 2 |
         event.stage;
}
inline Event unpacked(std::uint64_t key) {
  return {static_cast<std::int64_t>(key >> 26), static_cast<std::uint32_t>(key >> 2 & 0xffffff),
          static_cast<std::uint32_t>(key & 3)};
}

}  // namespace refreshsim::bench
