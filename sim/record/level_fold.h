// Step functions folded as they change: exact integrals, and extremes over what held for more than
// 0 ms (model.md, section 7).
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "refreshsim/statistics.h"

namespace refreshsim {

class LevelFold {
 public:
  std::int64_t value() const { return value_; }

  void set(std::int64_t value, std::int64_t now_ms) {
    if (value == value_) return;
    close(now_ms);
    value_ = value;
  }
  void add(std::int64_t change, std::int64_t now_ms) { set(value_ + change, now_ms); }

  /// Counts what has held until now.
  void close(std::int64_t now_ms) {
    if (now_ms <= since_ms_) return;
    integral_ += value_ * (now_ms - since_ms_);
    if (!ever_ || value_ < min_.value) min_ = {value_, since_ms_};
    if (!ever_ || value_ > max_.value) max_ = {value_, since_ms_};
    ever_ = true;
    since_ms_ = now_ms;
  }

  std::int64_t integral() const { return integral_; }
  std::optional<std::int64_t> min() const { return if_ever(min_.value); }
  std::optional<std::int64_t> max() const { return if_ever(max_.value); }
  Level level(std::int64_t window_ms) const {
    return {min(), max(), {integral_, window_ms}, if_ever(min_.first_ms), if_ever(max_.first_ms)};
  }

 private:
  struct Extreme {
    std::int64_t value = 0;
    std::int64_t first_ms = 0;
  };
  std::optional<std::int64_t> if_ever(std::int64_t number) const {
    return ever_ ? std::optional{number} : std::nullopt;
  }

  std::int64_t value_ = 0;
  std::int64_t since_ms_ = 0;
  std::int64_t integral_ = 0;
  Extreme min_;
  Extreme max_;
  bool ever_ = false;
};

/// When the last stretch began in which something was good, up to the end of the window. What held
/// for 0 ms does not count, but at the very end.
class StretchFold {
 public:
  void set(bool good, std::int64_t now_ms) {
    if (good == good_) return;
    close(now_ms);
    good_ = good;
  }
  void close(std::int64_t now_ms) {
    if (now_ms <= since_ms_) return;
    if (!good_) begin_ms_.reset();
    if (good_ && !begin_ms_) begin_ms_ = since_ms_;
    since_ms_ = now_ms;
  }
  /// After close(end): none if it is not good at the end.
  std::optional<std::int64_t> begin(std::int64_t end_ms) const {
    if (!good_) return std::nullopt;
    return begin_ms_.value_or(end_ms);
  }

 private:
  bool good_ = true;
  std::int64_t since_ms_ = 0;
  std::optional<std::int64_t> begin_ms_;
};

}  // namespace refreshsim
