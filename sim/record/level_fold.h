// Step functions folded as they change: exact integrals, and extremes over what held for more than
// 0 ms (model.md, section 7).
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "refreshsim/statistics.h"

namespace refreshsim {

/// Several levels that are given anew together.
template <std::size_t N>
class LevelsFold {
 public:
  using Values = std::array<std::int64_t, N>;

  void set(const Values& values, std::int64_t now_ms) {
    close(now_ms);
    values_ = values;
  }
  /// Counts what has held until now.
  void close(std::int64_t now_ms) {
    const std::int64_t held_ms = now_ms - since_ms_;
    if (held_ms <= 0) return;
    for (std::size_t i = 0; i < N; ++i) {
      integrals_[i] += values_[i] * held_ms;
      if (values_[i] < least_[i].value) least_[i] = {values_[i], since_ms_};
      if (values_[i] > most_[i].value) most_[i] = {values_[i], since_ms_};
    }
    since_ms_ = now_ms;
  }

  std::int64_t value(std::size_t i) const { return values_[i]; }
  std::int64_t integral(std::size_t i) const { return integrals_[i]; }
  std::optional<std::int64_t> min(std::size_t i) const { return if_ever(least_[i].value); }
  std::optional<std::int64_t> max(std::size_t i) const { return if_ever(most_[i].value); }
  Level level(std::size_t i, std::int64_t window_ms) const {
    return {min(i),
            max(i),
            {integrals_[i], window_ms},
            if_ever(least_[i].first_ms),
            if_ever(most_[i].first_ms)};
  }

 private:
  struct Least {
    std::int64_t value = INT64_MAX;
    std::int64_t first_ms = 0;
  };
  struct Most {
    std::int64_t value = INT64_MIN;
    std::int64_t first_ms = 0;
  };
  /// None as long as nothing has held.
  std::optional<std::int64_t> if_ever(std::int64_t number) const {
    return since_ms_ > 0 ? std::optional{number} : std::nullopt;
  }

  std::int64_t since_ms_ = 0;
  Values values_{};
  Values integrals_{};
  std::array<Least, N> least_{};
  std::array<Most, N> most_{};
};

/// One level.
class LevelFold {
 public:
  void set(std::int64_t value, std::int64_t now_ms) {
    if (value != this->value()) fold_.set({value}, now_ms);
  }
  void add(std::int64_t change, std::int64_t now_ms) { set(value() + change, now_ms); }
  /// Counts what has held until now.
  void close(std::int64_t now_ms) { fold_.close(now_ms); }

  std::int64_t value() const { return fold_.value(0); }
  std::int64_t integral() const { return fold_.integral(0); }
  std::optional<std::int64_t> min() const { return fold_.min(0); }
  std::optional<std::int64_t> max() const { return fold_.max(0); }
  Level level(std::int64_t window_ms) const { return fold_.level(0, window_ms); }

 private:
  LevelsFold<1> fold_;
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
