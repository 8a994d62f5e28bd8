// A line on standard error that tells how far a long run is.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace refreshsim::tools {

/// Silent for the first second, and wherever standard error is no terminal. The wall clock decides
/// only when the line is drawn.
class Progress {
 public:
  explicit Progress(bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `text` is shown in the place of what was shown before.
  void show(const std::string& text);
  /// Whether it is time to show something again.
  bool due();
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool active_;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace refreshsim::tools
