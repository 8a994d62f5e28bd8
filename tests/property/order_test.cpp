// What holds of every timeline, and of every level.
#include <gtest/gtest.h>

#include <vector>

#include "sim/record/statistics_fold.h"
#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

bool ended(ActivityStatus status) {
  return status == ActivityStatus::SUCCESSFUL || status == ActivityStatus::CANCELLED ||
         status == ActivityStatus::FAILED;
}

/// A group, and its activities that have not ended, by the records alone.
struct Switch {
  int open = 0;
  bool disabled = false;

  void hear(const Record& record) {
    if (record.kind == RecordKind::activity_created) {
      ++open;
    } else if (record.kind == RecordKind::activity_status) {
      RC_ASSERT(!ended(static_cast<ActivityStatus>(record.from)));
      if (ended(static_cast<ActivityStatus>(record.to))) --open;
    } else if (record.kind == RecordKind::enabled_status) {
      disabled = static_cast<EnabledStatus>(record.to) == EnabledStatus::DISABLED;
    }
  }
  bool agrees() const { return open == (disabled ? 1 : 0); }
};

TEST(Group, IsDisabledExactlyWhileAnActivityHasNotEnded) {
  ASSERT_TRUE(holds("disabled", [] {
    const Recording recording = record(*stories());
    std::vector<Switch> groups(recording.result.groups.size());
    std::int64_t now = 0;
    for (const Record& each : recording.records) {
      if (each.time_ms != now) {
        for (const Switch& group : groups) RC_ASSERT(group.agrees());
      }
      now = each.time_ms;
      if (each.group < groups.size()) groups[each.group].hear(each);
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      RC_ASSERT(groups[i].agrees());
      RC_ASSERT(groups[i].disabled ==
                (recording.result.groups[i].enabled == EnabledStatus::DISABLED));
    }
  }));
}

TEST(Records, AreNumberedWithoutGapsFollowTheirCauseAndNeverGoBack) {
  ASSERT_TRUE(holds("sequence", [] {
    const Recording recording = record(*stories());
    std::int64_t now = 0;
    for (std::size_t i = 0; i < recording.records.size(); ++i) {
      const Record& each = recording.records[i];
      RC_ASSERT(each.sequence == i);
      RC_ASSERT(each.cause <= each.sequence);
      RC_ASSERT(each.time_ms >= now);
      now = each.time_ms;
    }
    RC_ASSERT(now <= recording.result.end_ms);
  }));
}

TEST(Levels, ServingNeverExceedsInService) {
  ASSERT_TRUE(holds("serving", [] {
    const Recording recording = record(*stories());
    StatisticsFold fold;
    fold.reset(recording.scenario);
    for (const Record& each : recording.records) {
      fold.hear({&each, 1});
      for (std::size_t i = 0; i < recording.result.groups.size(); ++i) {
        const GroupFold& group = fold.group(GroupId{i});
        RC_ASSERT(group.serving() >= 0);
        RC_ASSERT(group.serving_badly() >= 0);
        RC_ASSERT(group.serving() + group.serving_badly() <= group.in_service());
        RC_ASSERT(group.desired() >= 0);
      }
    }
  }));
}

TEST(Levels, AvailabilityIsBetweenZeroAndOne) {
  ASSERT_TRUE(holds("availability", [] {
    const Recording recording = record(*stories());
    for (const GroupView& each : recording.result.groups) {
      const Ratio& availability = each.statistics.availability;
      RC_ASSERT(availability.numerator >= 0);
      RC_ASSERT(availability.numerator <= availability.denominator);
      RC_ASSERT(each.statistics.lost_capacity_ms ==
                availability.denominator - availability.numerator);
    }
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
