// Which record made each thing what it is: a fold over the records that keeps, for every instance,
// activity, group and zone, the latest record of each kind about it.
#pragma once

#include <cstdint>
#include <vector>

#include "refreshsim/record.h"

namespace refreshsim {

/// A record's sequence; kNoRecord for none.
using Sequence = std::uint64_t;
inline constexpr Sequence kNoRecord = ~Sequence{0};

struct LatestOfInstance {
  Sequence created = kNoRecord;
  Sequence state = kNoRecord;  ///< LifeCycleState; `created` until it first changes
  Sequence health = kNoRecord;
  Sequence installed = kNoRecord;
  Sequence gone = kNoRecord;
  Sequence step_started = kNoRecord;
  Sequence step_ended = kNoRecord;
  Sequence row = kNoRecord;  ///< of whichever activity
};

struct LatestOfActivity {
  Sequence created = kNoRecord;
  Sequence settings = kNoRecord;
  Sequence status = kNoRecord;  ///< `created` until it first changes
  Sequence surge = kNoRecord;
  std::vector<Sequence> batches;  ///< by RefreshBatchNum - 1
  std::vector<Sequence> rows;
};

struct LatestOfGroup {
  Sequence listed = kNoRecord;
  Sequence status = kNoRecord;
  Sequence in_activity = kNoRecord;
  Sequence desired = kNoRecord;
};

struct Latest {
  std::vector<LatestOfInstance> instances;
  std::vector<LatestOfActivity> activities;
  std::vector<LatestOfGroup> groups;
  std::vector<Sequence> outages;              ///< by zone
  std::vector<std::uint32_t> latest_of_name;  ///< activity by NameId; kNone: none yet

  void hear(const Record& record);
};

}  // namespace refreshsim
