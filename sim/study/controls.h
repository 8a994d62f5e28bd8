// Controls: averages of the very draws behind the replicas, whose means are known exactly. Where a
// metric goes up and down with them, its mean can be told more exactly (control variates).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/study/replicas.h"

namespace refreshsim {

/// For each replica the controls, minus what they are on average.
struct ControlMatrix {
  std::size_t columns = 0;
  std::vector<double> values;  ///< replica by replica
};

/// Of each strategy's first attempts in a group's first activity: the mean and the longest of the
/// draws for each step whose duration is random, and how many faults with a probability fire.
class Controls {
 public:
  /// By so many threads; it makes no difference to what comes out.
  Controls(const Study& study, const Numbers& numbers, std::size_t jobs);
  const ControlMatrix& of(std::size_t strategy) const { return matrices_[which_[strategy]]; }

 private:
  std::vector<ControlMatrix> matrices_;
  std::vector<std::size_t> which_;  ///< by strategy
};

}  // namespace refreshsim
