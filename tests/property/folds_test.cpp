// Whatever is shown of a run follows from its recorded timeline.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/record/fingerprint.h"
#include "sim/record/ledger.h"
#include "sim/record/statistics_fold.h"
#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

constexpr std::size_t kPortion = 7;  // records come in portions of any size

template <class Sink>
void replay(const Recording& recording, Sink& sink) {
  sink.reset(recording.scenario);
  for (std::size_t i = 0; i < recording.records.size(); i += kPortion) {
    const std::size_t count = std::min(kPortion, recording.records.size() - i);
    sink.hear({recording.records.data() + i, count});
  }
}

/// The ids of all instances as a result lists them: by group, then in the group's order.
std::vector<InstanceId> order(const Ledger& ledger, std::size_t groups) {
  std::vector<InstanceId> all;
  for (std::size_t i = 0; i < groups; ++i) {
    const std::vector<InstanceId>& members = ledger.members(GroupId{i});
    all.insert(all.end(), members.begin(), members.end());
  }
  return all;
}

TEST(Statistics, FollowFromTheRecordedTimeline) {
  ASSERT_TRUE(holds("statistics", [] {
    const Recording recording = record(*stories());
    StatisticsFold fold;
    Ledger ledger;
    replay(recording, fold);
    replay(recording, ledger);
    RunResult rebuilt = recording.result;
    const std::vector<GroupStatistics> statistics = fold.finish(rebuilt.end_ms);
    RC_ASSERT(statistics.size() == rebuilt.groups.size());
    for (std::size_t i = 0; i < statistics.size(); ++i) {
      rebuilt.groups[i].statistics = statistics[i];
    }
    const std::vector<InstanceId> ids = order(ledger, rebuilt.groups.size());
    RC_ASSERT(ids.size() == rebuilt.instances.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      rebuilt.instances[i].downtime_ms = fold.downtime_ms(ids[i]);
    }
    RC_ASSERT(shown(rebuilt, recording.scenario) == shown(recording.result, recording.scenario));
  }));
}

TEST(Ledger, RebuildsActivitiesInstancesAndGroupsFromTheRecordedTimeline) {
  ASSERT_TRUE(holds("ledger", [] {
    const Recording recording = record(*stories());
    Ledger ledger;
    replay(recording, ledger);
    RunResult rebuilt = recording.result;
    rebuilt.activities.clear();
    for (std::size_t i = 0; i < ledger.activity_count(); ++i) {
      rebuilt.activities.push_back(ledger.activity(ActivityId{i}, rebuilt.end_ms));
    }
    const std::vector<InstanceId> ids = order(ledger, rebuilt.groups.size());
    RC_ASSERT(ids.size() == rebuilt.instances.size());
    const std::vector<std::vector<SymbolId>> images = ledger.images();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const std::int64_t downtime = rebuilt.instances[i].downtime_ms;
      rebuilt.instances[i] = ledger.instance(ids[i]);
      rebuilt.instances[i].downtime_ms = downtime;
      rebuilt.instances[i].images = images[ids[i].value];
    }
    for (std::size_t i = 0; i < rebuilt.groups.size(); ++i) {
      const GroupStatistics statistics = rebuilt.groups[i].statistics;
      rebuilt.groups[i] = ledger.group(GroupId{i});
      rebuilt.groups[i].statistics = statistics;
    }
    RC_ASSERT(shown(rebuilt, recording.scenario) == shown(recording.result, recording.scenario));
  }));
}

TEST(Fingerprint, FollowsFromTheRecordedTimeline) {
  ASSERT_TRUE(holds("fingerprint", [] {
    const Recording recording = record(*stories());
    Fingerprint fingerprint;
    replay(recording, fingerprint);
    RC_ASSERT(fingerprint.value() == recording.result.fingerprint);
    RC_ASSERT(recording.records.size() == recording.result.records);
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
