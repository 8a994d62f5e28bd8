// Tasks in several threads, results in order.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace refreshsim::tools {

/// Calls `task(i)` for each i < count in up to `jobs` threads (0: one a processor), and
/// `deliver(i, result)` in this thread, in order of i, as soon as that is possible. A task that
/// throws ends the call with its exception, after all earlier ones were delivered.
template <class Task, class Deliver>
void ordered_jobs(std::size_t count, std::size_t jobs, Task task, Deliver deliver) {
  using Result = decltype(task(std::size_t{0}));
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr error;
    bool done = false;
  };
  std::vector<Slot> slots(count);
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::condition_variable finished;

  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      Slot slot;
      try {
        slot.result = task(i);
      } catch (...) {
        slot.error = std::current_exception();
      }
      slot.done = true;
      const std::lock_guard lock(mutex);
      slots[i] = std::move(slot);
      finished.notify_one();
    }
  };

  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < std::min(jobs, count); ++i) threads.emplace_back(work);
  std::exception_ptr failure;
  for (std::size_t i = 0; i < count && !failure; ++i) {
    Slot slot;
    {
      std::unique_lock lock(mutex);
      finished.wait(lock, [&] { return slots[i].done; });
      slot = std::move(slots[i]);
    }
    failure = slot.error;
    if (!failure) deliver(i, std::move(*slot.result));
  }
  if (failure) next = count;
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace refreshsim::tools
