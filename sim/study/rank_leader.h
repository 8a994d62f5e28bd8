// Rank 0's side: which rank is at which replicas.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/study/ranks.h"
#include "sim/study/study.h"

namespace refreshsim {

/// Replicas [first, last) of a strategy.
struct RankTask {
  std::size_t strategy = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

struct RankAnswer {
  std::size_t rank = 0;
  std::vector<double> values;  ///< by metric and replica; none: it was stopped
  std::string broken;          ///< why the study can't go on; empty: it can
};

class RankLeader {
 public:
  /// Tells everybody the study.
  RankLeader(Ranks& ranks, const Study& study, std::string_view version);

  std::size_t count() const { return ranks_.count(); }
  bool busy(std::size_t rank) const { return busy_[rank]; }
  bool busy() const;
  void give(std::size_t rank, const RankTask& task);
  /// Those who are at something are to leave it, and say so.
  void stop();
  std::optional<RankAnswer> receive(std::chrono::milliseconds patience);

 private:
  Ranks& ranks_;
  std::vector<bool> busy_;
  bool stopped_ = false;
};

}  // namespace refreshsim
