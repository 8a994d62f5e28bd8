// The smallest text that still shows something: delta debugging over the nodes of a scenario as it
// is written, so that what is left keeps its words and its comments.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace refreshsim {

struct MinimizeOptions {
  std::size_t jobs = 1;  ///< tries at once; the result is the same for any number
  const std::atomic<bool>* interrupt = nullptr;  ///< set: give the best so far
  /// Called now and then with the number of tries and the size of the best text.
  std::function<void(std::size_t tries, std::size_t bytes)> progress;
};

struct Minimized {
  std::string text;
  std::size_t tries = 0;
  bool interrupted = false;
};

/// `text` must be one that `shows`, which is asked about many texts, right or wrong, by several
/// threads at once, and must always give the same answer for the same text. Nothing that is tried
/// makes the result smaller, so minimizing it again changes nothing.
Minimized minimize(std::string text, const std::function<bool(const std::string&)>& shows,
                   const MinimizeOptions& options);

}  // namespace refreshsim
