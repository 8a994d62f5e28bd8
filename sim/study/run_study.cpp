#include "sim/study/run_study.h"

#include <algorithm>
#include <cmath>

#include "sim/study/rank_leader.h"

namespace refreshsim {
namespace {

/// Replicas of each strategy in one go: few at first, so that an early interruption leaves some of
/// every strategy; more and more, so that worlds are seldom made anew.
constexpr std::size_t kFirstRound = 16;
constexpr std::size_t kRound = 1024;
constexpr std::size_t kFirstLook = 128;
/// Looking several times finds more by chance than looking once: intervals twice as wide.
constexpr double kClearly = 2;

class Driver {
 public:
  Driver(const Study& study, const StudyOptions& options)
      : study_(study), options_(options), crew_(study, options.jobs, options.engine) {
    const std::size_t count = study.replicas.count;
    first_ = count * (options.shard.number - 1) / options.shard.of;
    count_ = count * options.shard.number / options.shard.of - first_;
    outcome_.run.numbers = Numbers(study.strategies.size(), study.metrics.size(), first_);
    outcome_.run.stopped_for.resize(study.strategies.size());
    outcome_.run.jobs = crew_.size();
    for (std::size_t i = 0; i < study.strategies.size(); ++i) going_.push_back(i);
  }

  StudyOutcome operator()() {
    for (std::size_t done = 0; done < count_;) {
      const std::size_t next = next_stop(done);
      if (!go(done, next)) break;
      done = next;
      if (study_.replicas.automatic && done < count_ && enough()) break;
    }
    return std::move(outcome_);
  }

 private:
  std::size_t next_stop(std::size_t done) const {
    if (study_.replicas.automatic) return std::min(std::max(2 * done, kFirstLook), count_);
    const std::size_t ranks = options_.ranks != nullptr ? options_.ranks->count() : 1;
    return std::min(done + std::clamp(done, kFirstRound, kRound) * ranks, count_);
  }

  bool go(std::size_t from, std::size_t to) {
    ReplicaOptions how;
    how.ranks = options_.ranks;
    how.interrupted = options_.interrupted;
    if (options_.progress) {
      how.progress = [this, to](std::size_t done) {
        options_.progress({before_ + done, before_ + going_.size() * (count_ - to) + round_});
      };
    }
    round_ = going_.size() * (to - from);
    const ReplicaEnd end = crew_.run(going_, from, to, how, outcome_.run.numbers);
    before_ += round_;
    outcome_.broken = end.broken;
    outcome_.run.partial = end.interrupted;
    return !end.interrupted && end.broken.empty();
  }

  /// True if there are replicas enough.
  bool enough() {
    outcome_.run.half_widths_reached = std::all_of(
        going_.begin(), going_.end(), [this](std::size_t each) { return narrow(each); });
    if (outcome_.run.half_widths_reached) return true;
    std::vector<std::size_t> left;
    for (const std::size_t each : going_) {
      if (!dominated(each)) left.push_back(each);
    }
    going_ = std::move(left);
    return false;
  }

  bool narrow(std::size_t strategy) const {
    return std::all_of(study_.replicas.half_widths.begin(), study_.replicas.half_widths.end(),
                       [&](const auto& wish) {
                         std::vector<double> values;
                         for (const double each : outcome_.run.numbers.of(strategy, wish.first)) {
                           if (!std::isnan(each)) values.push_back(each);
                         }
                         const MeanEstimate mean = mean_of_metric(study_, wish.first, values);
                         return mean.interval.half_width() <= wish.second;
                       });
  }

  bool dominated(std::size_t strategy) {
    if (strategy == study_.baseline || study_.objectives.empty()) return false;
    for (const std::size_t other : going_) {
      if (other == strategy) continue;
      if (!clearly_better(study_, outcome_.run.numbers, other, strategy, kClearly)) continue;
      outcome_.run.stopped_for[strategy] = other;
      return true;
    }
    return false;
  }

  const Study& study_;
  const StudyOptions& options_;
  Crew crew_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::size_t before_ = 0;  ///< runs of earlier rounds
  std::size_t round_ = 0;
  std::vector<std::size_t> going_;
  StudyOutcome outcome_;
};

}  // namespace

StudyOutcome run_study(const Study& study, const StudyOptions& options) {
  return Driver(study, options)();
}

}  // namespace refreshsim
