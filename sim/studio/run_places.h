// How many runs go on at once, and which of them nobody waits for any more.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace refreshsim {

/// A run that has its place until it is destroyed.
class RunPlace {
 public:
  explicit RunPlace(std::string page) : page_(std::move(page)) {}
  const std::string& page() const { return page_; }
  /// The run is to end: its page asked for another one, or the server ends.
  bool given_up() const { return given_up_; }
  void give_up() { given_up_ = true; }

 private:
  std::string page_;
  std::atomic<bool> given_up_{false};
};

class RunPlaces {
 public:
  explicit RunPlaces(std::size_t most) : most_(most) {}

  /// A place, or nothing if all are taken. An older run of the same page is given up; those of
  /// requests that name no page stay.
  std::shared_ptr<RunPlace> take(const std::string& page);
  /// Gives up every run that is going on, and all that would begin.
  void close();

 private:
  std::size_t most_;
  bool closed_ = false;
  std::mutex mutex_;
  std::vector<std::weak_ptr<RunPlace>> taken_;
};

}  // namespace refreshsim
