#include "sim/study/replicas.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "sim/base/check.h"
#include "sim/study/measure.h"
#include "sim/study/rank_leader.h"

namespace refreshsim {
namespace {

/// Replicas that a thread takes at once: a cache line of each metric's numbers and more.
constexpr std::size_t kChunk = 16;
constexpr std::chrono::milliseconds kProgressEvery{100};
constexpr std::chrono::milliseconds kRanksEvery{2};
/// Another process gets a part of what is left, less and less, so that all end together.
constexpr std::size_t kPortionsLeft = 4;
/// Where one thread writes and another reads or writes lies on lines of its own.
constexpr std::size_t kLine = 64;

}  // namespace

/// A thread's simulation of the strategy that it is at, and the memory of its runs.
struct alignas(2 * kLine) Crew::World {
  std::size_t strategy = SIZE_MAX;
  std::unique_ptr<Simulation> simulation;
  std::optional<Meter> meter;
  RunOptions how;
  RunResult result;
};

namespace {

using World = Crew::World;

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
        done_(strategies.size() * chunks_) {}

  ReplicaEnd run(std::span<const std::unique_ptr<World>> worlds);

 private:
  /// Chunks of one strategy, by their place in done_.
  struct Items {
    std::size_t first = 0;
    std::size_t last = 0;
  };
  Items take(std::size_t most);
  std::size_t place_of(std::size_t item) const { return from_ + item % chunks_ * kChunk; }
  std::size_t end_of(std::size_t item) const { return std::min(place_of(item) + kChunk, to_); }
  void work(World& world);
  bool stopping() const {
    return stop_ || (options_.interrupted != nullptr && *options_.interrupted);
  }
  bool run_chunk(World& world, std::size_t strategy, std::size_t first, std::size_t last);
  bool run_one(World& world, std::size_t strategy, std::size_t place);
  void wait_for_all();
  void serve_ranks();
  void hear(const RankAnswer& answer);
  void count_whole();
  void break_off(std::string what);

  const Study& study_;
  std::span<const std::size_t> strategies_;
  std::size_t from_, to_, chunks_;
  const ReplicaOptions& options_;
  Numbers& numbers_;
  std::vector<char> done_;  ///< by strategy and chunk
  alignas(kLine) std::atomic<std::size_t> next_{0};
  alignas(kLine) std::atomic<std::size_t> runs_{0};
  alignas(kLine) std::atomic<bool> stop_{false};
  std::vector<Items> given_;  ///< by rank: what it is at
  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t left_ = 0;
  std::exception_ptr failure_;
  ReplicaEnd end_;
};

void Work::break_off(std::string what) {
  const std::lock_guard lock(mutex_);
  stop_ = true;
  if (end_.broken.empty()) end_.broken = std::move(what);
}

/// The next chunks, up to so many; none if none are left.
Work::Items Work::take(std::size_t most) {
  std::size_t first = next_;
  for (;;) {
    if (first >= done_.size()) return {};
    const std::size_t strategy_ends = (first / chunks_ + 1) * chunks_;
    const std::size_t last = std::min(first + most, strategy_ends);
    if (next_.compare_exchange_weak(first, last)) return {first, last};
  }
}

bool Work::run_one(World& world, std::size_t strategy, std::size_t place) {
  RunOptions& how = world.how;
  RunResult& result = world.result;
  how.replica = static_cast<std::uint32_t>(numbers_.first() + place);
  world.meter->prepare(how.sinks);
  world.simulation->measure(how, result);
  if (!result.stopped.empty()) {
    if (!stopping()) {
      break_off("replica " + std::to_string(how.replica) + " of " +
                study_.strategies[strategy].name + " was broken off: " + result.stopped);
    }
    return false;
  }
  for (std::size_t i = 0; i < study_.metrics.size(); ++i) {
    numbers_.set(strategy, i, place, (*world.meter)(i, result));
  }
  ++runs_;
  return true;
}

bool Work::run_chunk(World& world, std::size_t strategy, std::size_t first, std::size_t last) {
  if (world.strategy != strategy) {
    const Scenario& scenario = study_.strategies[strategy].scenario;
    world.simulation = std::make_unique<Simulation>(scenario);
    world.meter.emplace(study_.metrics, scenario);
    world.how.downtimes = world.meter->needs_downtimes();
    world.strategy = strategy;
  }
  for (std::size_t place = first; place < last; ++place) {
    if (stopping() || !run_one(world, strategy, place)) return false;
  }
  return true;
}

void Work::work(World& world) {
  world.how.seed = study_.seed;
  world.how.progress = [this](std::uint64_t, std::int64_t) { return !stopping(); };
  world.how.fingerprint = false;
  try {
    for (Items items = take(1); items.first < items.last && !stopping(); items = take(1)) {
      const std::size_t item = items.first;
      const std::size_t strategy = strategies_[item / chunks_];
      if (run_chunk(world, strategy, place_of(item), end_of(item))) done_[item] = 1;
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

void Work::wait_for_all() {
  std::unique_lock lock(mutex_);
  const auto ranks_busy = [this] { return options_.ranks != nullptr && options_.ranks->busy(); };
  while (left_ > 0 || ranks_busy()) {
    if (options_.ranks == nullptr) {
      ended_.wait_for(lock, kProgressEvery, [this] { return left_ == 0; });
    }
    lock.unlock();
    if (options_.ranks != nullptr) serve_ranks();
    if (options_.progress) options_.progress(runs_);
    lock.lock();
  }
}

void Work::serve_ranks() {
  RankLeader& ranks = *options_.ranks;
  if (stopping()) ranks.stop();
  for (std::size_t rank = 1; rank < ranks.count() && !stopping(); ++rank) {
    if (ranks.busy(rank)) continue;
    const std::size_t left = done_.size() - std::min<std::size_t>(next_, done_.size());
    const Items items = take(std::max<std::size_t>(1, left / (kPortionsLeft * ranks.count())));
    if (items.first == items.last) break;
    given_[rank] = items;
    const std::size_t begin = numbers_.first() + place_of(items.first);
    const std::size_t end = numbers_.first() + end_of(items.last - 1);
    ranks.give(rank, {strategies_[items.first / chunks_], begin, end});
  }
  if (const auto answer = ranks.receive(kRanksEvery)) hear(*answer);
}

void Work::hear(const RankAnswer& answer) {
  if (!answer.broken.empty()) return break_off(answer.broken);
  if (answer.values.empty()) return;
  const Items items = given_[answer.rank];
  const std::size_t strategy = strategies_[items.first / chunks_];
  const std::size_t begin = place_of(items.first);
  const std::size_t count = end_of(items.last - 1) - begin;
  REFRESHSIM_CHECK(answer.values.size() == count * study_.metrics.size(),
                   "a rank answers with the numbers it was asked for");
  for (std::size_t i = 0; i < answer.values.size(); ++i) {
    numbers_.set(strategy, i / count, begin + i % count, answer.values[i]);
  }
  for (std::size_t item = items.first; item < items.last; ++item) done_[item] = 1;
  runs_ += count;
}

void Work::count_whole() {
  for (std::size_t i = 0; i < strategies_.size(); ++i) {
    std::size_t whole = 0;
    while (whole < chunks_ && done_[i * chunks_ + whole] != 0) ++whole;
    numbers_.set_count(strategies_[i], std::min(from_ + whole * kChunk, to_));
  }
}

ReplicaEnd Work::run(std::span<const std::unique_ptr<World>> worlds) {
  for (const std::size_t strategy : strategies_) numbers_.reserve(strategy, to_);
  if (options_.ranks != nullptr) given_.resize(options_.ranks->count());
  const std::size_t jobs =
      std::clamp<std::size_t>(worlds.size(), 1, std::max<std::size_t>(1, done_.size()));
  left_ = jobs;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < jobs; ++i) {
    threads.emplace_back([this, &world = *worlds[i]] { work(world); });
  }
  wait_for_all();
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

Crew::Crew(const Study& study, std::size_t jobs, Engine engine) : study_(study) {
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < jobs; ++i) {
    worlds_.push_back(std::make_unique<World>());
    worlds_.back()->how.engine = engine;
  }
}

Crew::~Crew() = default;

ReplicaEnd Crew::run(std::span<const std::size_t> strategies, std::size_t from, std::size_t to,
                     const ReplicaOptions& options, Numbers& numbers) {
  return Work(study_, strategies, from, to, options, numbers).run(worlds_);
}

}  // namespace refreshsim
