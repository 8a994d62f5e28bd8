// Why a rollout took as long as it did: its records as a network of waits, and the longest way
// through it.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "sim/chart/critical_path.h"
#include "sim/incident/story.h"
#include "sim/report/look.h"

namespace refreshsim {

struct RolloutWait {
  Sequence from = kNoRecord;  ///< kNoRecord: the beginning of the rollout
  Sequence to = kNoRecord;
  std::int64_t ms = 0;
  std::int64_t gain_ms = 0;  ///< how much earlier the end would come were this a minute shorter
  bool alone = false;        ///< all that follows waits for its end, on whatever way
  std::string text;
};

/// What it would gain if every step of a kind, or every reaction of whoever calls, took a minute
/// less, or no time if it takes less than that.
struct KindGain {
  std::string what;
  std::int64_t gain_ms = 0;
};

struct RowSlack {
  Sequence row = kNoRecord;  ///< the record that ended it
  std::int64_t slack_ms = 0;
};

struct Rollout {
  std::uint32_t activity = 0;
  std::int64_t begin_ms = 0;
  std::int64_t end_ms = 0;
  bool ended = false;              ///< otherwise up to the last that happened
  std::vector<RolloutWait> waits;  ///< the critical path, without what takes no time
  std::vector<KindGain> kinds;     ///< those that would gain anything, most first
  std::vector<RowSlack> rows;      ///< in the activity's order
};

/// The path alone, or also what anything would gain: the first takes the time of the path, the
/// other that of the whole network.
enum class RolloutDetail : std::uint8_t { path, all };

Rollout rollout_of(const Story& story, std::uint32_t activity,
                   RolloutDetail detail = RolloutDetail::all);

std::string rollout_text(const Story& story, const std::vector<Rollout>& all, const Look& look);
std::string rollout_json(const Story& story, const std::vector<Rollout>& all);
/// Graphviz: the critical path as a chain, an arrow a wait with its length and its gain.
std::string rollout_dot(const Story& story, const std::vector<Rollout>& all);

}  // namespace refreshsim
