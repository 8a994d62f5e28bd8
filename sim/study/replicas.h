// Running the replicas: strategies × replicas over threads, each with a world of its own that is
// reset and used again. The numbers stand by strategy, metric and replica, so nothing depends on
// the number of threads.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/study/study.h"

namespace refreshsim {

/// What the replicas gave, from replica `first` on.
class Numbers {
 public:
  Numbers() = default;
  Numbers(std::size_t strategies, std::size_t metrics, std::size_t first = 0)
      : metrics_(metrics), first_(first), counts_(strategies), values_(strategies * metrics) {}

  std::size_t first() const { return first_; }
  /// How many replicas of a strategy there are.
  std::size_t count(std::size_t strategy) const { return counts_[strategy]; }
  std::size_t metrics() const { return metrics_; }
  std::size_t strategies() const { return counts_.size(); }
  /// A metric of a strategy, by replica; kNull where it has none.
  std::span<const double> of(std::size_t strategy, std::size_t metric) const {
    return std::span(values_[strategy * metrics_ + metric]).first(counts_[strategy]);
  }

  /// Makes room for replicas; they count as soon as set_count says so.
  void reserve(std::size_t strategy, std::size_t count);
  void set(std::size_t strategy, std::size_t metric, std::size_t place, double value) {
    values_[strategy * metrics_ + metric][place] = value;
  }
  void set_count(std::size_t strategy, std::size_t count) { counts_[strategy] = count; }

 private:
  std::size_t metrics_ = 0;
  std::size_t first_ = 0;
  std::vector<std::size_t> counts_;
  std::vector<std::vector<double>> values_;
};

class RankLeader;

struct ReplicaOptions {
  RankLeader* ranks = nullptr;                     ///< other processes that help; null: none
  const std::atomic<bool>* interrupted = nullptr;  ///< set from outside to end the run early
  /// Called in the caller's thread now and then, with how many runs are done.
  std::function<void(std::size_t)> progress;
};

/// How the running ended.
struct ReplicaEnd {
  bool interrupted = false;
  std::string broken;  ///< a run that was broken off, and why; empty: none was
};

/// The threads' worlds, kept from one portion of the replicas to the next.
class Crew {
 public:
  /// The study must outlive it. `jobs` 0: one a processor.
  Crew(const Study& study, std::size_t jobs, Engine engine = Engine::automatic);
  std::size_t size() const { return worlds_.size(); }
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Runs the places [from, to) of the strategies named, and adds them to the numbers. After an
  /// interruption the numbers have the replicas up to the first that is missing.
  ReplicaEnd run(std::span<const std::size_t> strategies, std::size_t from, std::size_t to,
                 const ReplicaOptions& options, Numbers& numbers);

  struct World;

 private:
  const Study& study_;
  std::vector<std::unique_ptr<World>> worlds_;
};

}  // namespace refreshsim
