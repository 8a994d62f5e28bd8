#include "sim/study/replicas.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "sim/study/measure.h"

namespace refreshsim {
namespace {

/// Replicas that a thread takes at once: a cache line of each metric's numbers and more.
constexpr std::size_t kChunk = 16;
constexpr std::chrono::milliseconds kProgressEvery{100};

bool needs_verdicts(const Study& study) {
  return std::any_of(study.metrics.begin(), study.metrics.end(), [](const StudyMetric& each) {
    return each.kind == StudyMetric::Kind::expectation || each.kind == StudyMetric::Kind::activity;
  });
}

/// What the threads share.
class Work {
 public:
  Work(const Study& study, std::span<const std::size_t> strategies, std::size_t from,
       std::size_t to, const ReplicaOptions& options, Numbers& numbers)
      : study_(study),
        strategies_(strategies),
        from_(from),
        to_(to),
        chunks_((to - from + kChunk - 1) / kChunk),
        options_(options),
        numbers_(numbers),
        verdicts_(needs_verdicts(study)),
        done_(strategies.size() * chunks_) {}

  void work();
  ReplicaEnd run();

 private:
  /// A simulation of the strategy that the thread is at.
  struct World {
    std::size_t strategy = SIZE_MAX;
    std::unique_ptr<Simulation> simulation;
    StudySpan span;
  };
  bool stopping() const {
    return stop_ || (options_.interrupted != nullptr && *options_.interrupted);
  }
  bool run_chunk(World& world, std::size_t strategy, std::size_t first, std::size_t last);
  bool run_one(World& world, std::size_t strategy, std::size_t place);
  void wait_for_threads();
  void count_whole();
  void break_off(std::size_t strategy, std::uint32_t replica, const std::string& why);

  const Study& study_;
  std::span<const std::size_t> strategies_;
  std::size_t from_, to_, chunks_;
  const ReplicaOptions& options_;
  Numbers& numbers_;
  bool verdicts_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> runs_{0};
  std::atomic<bool> stop_{false};
  std::vector<char> done_;  ///< by strategy and chunk
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t left_ = 0;
  std::exception_ptr failure_;
  ReplicaEnd end_;
};

void Work::break_off(std::size_t strategy, std::uint32_t replica, const std::string& why) {
  const std::lock_guard lock(mutex_);
  stop_ = true;
  if (end_.broken.empty()) {
    end_.broken = "replica " + std::to_string(replica) + " of " + study_.strategies[strategy].name +
                  " was broken off: " + why;
  }
}

bool Work::run_one(World& world, std::size_t strategy, std::size_t place) {
  RunOptions how;
  how.seed = options_.seed;
  how.replica = static_cast<std::uint32_t>(numbers_.first() + place);
  how.sinks = {&world.span};
  how.progress = [this](std::uint64_t, std::int64_t) { return !stopping(); };
  world.span.reset();
  const RunResult result =
      verdicts_ ? world.simulation->assess(how) : world.simulation->measure(how);
  if (!result.stopped.empty()) {
    if (!stopping()) break_off(strategy, how.replica, result.stopped);
    return false;
  }
  for (std::size_t i = 0; i < study_.metrics.size(); ++i) {
    numbers_.set(strategy, i, place, measured(study_.metrics[i], result, world.span));
  }
  ++runs_;
  return true;
}

bool Work::run_chunk(World& world, std::size_t strategy, std::size_t first, std::size_t last) {
  if (world.strategy != strategy) {
    world.simulation = std::make_unique<Simulation>(study_.strategies[strategy].scenario);
    world.strategy = strategy;
  }
  for (std::size_t place = first; place < last; ++place) {
    if (stopping() || !run_one(world, strategy, place)) return false;
  }
  return true;
}

void Work::work() {
  World world;
  try {
    for (std::size_t item = next_++; item < done_.size() && !stopping(); item = next_++) {
      const std::size_t first = from_ + item % chunks_ * kChunk;
      const std::size_t last = std::min(first + kChunk, to_);
      if (run_chunk(world, strategies_[item / chunks_], first, last)) done_[item] = 1;
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    if (!failure_) failure_ = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  --left_;
  ended_.notify_one();
}

void Work::wait_for_threads() {
  std::unique_lock lock(mutex_);
  while (left_ > 0) {
    ended_.wait_for(lock, kProgressEvery, [this] { return left_ == 0; });
    if (!options_.progress) continue;
    lock.unlock();
    options_.progress(runs_);
    lock.lock();
  }
}

void Work::count_whole() {
  for (std::size_t i = 0; i < strategies_.size(); ++i) {
    std::size_t whole = 0;
    while (whole < chunks_ && done_[i * chunks_ + whole] != 0) ++whole;
    numbers_.set_count(strategies_[i], std::min(from_ + whole * kChunk, to_));
  }
}

ReplicaEnd Work::run() {
  for (const std::size_t strategy : strategies_) numbers_.reserve(strategy, to_);
  std::size_t jobs = options_.jobs > 0 ? options_.jobs : std::thread::hardware_concurrency();
  jobs = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(1, done_.size()));
  left_ = jobs;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back([this] { work(); });
  wait_for_threads();
  for (std::thread& each : threads) each.join();
  if (failure_) std::rethrow_exception(failure_);
  count_whole();
  end_.interrupted = end_.broken.empty() && stopping();
  return std::move(end_);
}

}  // namespace

void Numbers::reserve(std::size_t strategy, std::size_t count) {
  for (std::size_t i = 0; i < metrics_; ++i) values_[strategy * metrics_ + i].resize(count);
}

ReplicaEnd run_replicas(const Study& study, std::span<const std::size_t> strategies,
                        std::size_t from, std::size_t to, const ReplicaOptions& options,
                        Numbers& numbers) {
  return Work(study, strategies, from, to, options, numbers).run();
}

}  // namespace refreshsim
