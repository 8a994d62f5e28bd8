// Running a whole study: as many replicas as it asks for.
#pragma once

#include "sim/study/analysis.h"

namespace refreshsim {

/// One of several parts of a study's replicas.
struct Shard {
  std::size_t number = 1;
  std::size_t of = 1;
};

struct StudyProgress {
  std::size_t done = 0;  ///< runs
  std::size_t most = 0;  ///< runs, if nothing ends it early
};

struct StudyOptions {
  std::size_t jobs = 0;  ///< 0: one a processor
  Engine engine = Engine::automatic;
  RankLeader* ranks = nullptr;  ///< other processes that help; null: none
  Shard shard;                  ///< not with `replicas: auto`
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(const StudyProgress&)> progress;
};

struct StudyOutcome {
  StudyRun run;
  std::string broken;  ///< why there are no numbers; empty: there are
};

/// With `replicas: auto` it looks after 128, 256, 512 … replicas: whether the half-widths are
/// reached, and which strategies are so clearly worse in every objective that they need no more.
StudyOutcome run_study(const Study& study, const StudyOptions& options);

}  // namespace refreshsim
