// No instance is lost or counted twice.
#include <gtest/gtest.h>

#include <map>

#include "sim/record/statistics_fold.h"
#include "tests/property/recording.h"

namespace refreshsim::property::random_story {
namespace {

struct Tracked {
  std::uint32_t group = Record::kNone;
  LifeCycleState state = LifeCycleState::CREATING;
  bool gone = false;
};

/// Follows each instance from its creation to its end, by the records alone.
class Tracker {
 public:
  void hear(const Record& record) {
    if (record.kind == RecordKind::instance_created) {
      RC_ASSERT(record.subject == instances.size());
      instances.push_back({record.group, state(record.to), false});
    } else if (record.kind == RecordKind::life_cycle_state) {
      Tracked& instance = present(record);
      RC_ASSERT(instance.state == state(record.from));
      instance.state = state(record.to);
    } else if (record.kind == RecordKind::instance_gone) {
      present(record).gone = true;
    }
  }

  std::int64_t count(std::size_t group, bool in_service) const {
    std::int64_t sum = 0;
    for (const Tracked& each : instances) {
      const bool serves = each.state == LifeCycleState::IN_SERVICE;
      if (each.group == group && !each.gone && serves == in_service) ++sum;
    }
    return sum;
  }

  std::vector<Tracked> instances;

 private:
  static LifeCycleState state(std::uint32_t value) { return static_cast<LifeCycleState>(value); }

  Tracked& present(const Record& record) {
    RC_ASSERT(record.subject < instances.size());
    Tracked& instance = instances[record.subject];
    RC_ASSERT(!instance.gone);
    RC_ASSERT(instance.group == record.group);
    return instance;
  }
};

Tracker track(const Recording& recording) {
  Tracker tracker;
  for (const Record& each : recording.records) tracker.hear(each);
  return tracker;
}

TEST(Instances, AreListedOrCreatedAndNeverLost) {
  ASSERT_TRUE(holds("listed + created = all", [] {
    const Story story = *stories();
    const Recording recording = record(story);
    std::size_t created = 0;
    for (const Record& each : recording.records) {
      if (each.kind != RecordKind::instance_created) continue;
      if (each.to == static_cast<std::uint32_t>(LifeCycleState::CREATING)) ++created;
    }
    RC_ASSERT(recording.result.instances.size() ==
              static_cast<std::size_t>(story.instances()) + created);
    std::map<std::uint32_t, int> names;
    for (const InstanceView& each : recording.result.instances) ++names[each.name.code];
    RC_ASSERT(names.size() == recording.result.instances.size());
  }));
}

TEST(Instances, AreGoneAtMostOnceAndDoNothingAfterwards) {
  ASSERT_TRUE(holds("gone once", [] {
    const Recording recording = record(*stories());
    const Tracker tracker = track(recording);
    std::size_t gone = 0;
    for (const Tracked& each : tracker.instances) {
      if (each.gone) ++gone;
    }
    std::size_t shown_gone = 0;
    for (const InstanceView& each : recording.result.instances) {
      if (each.gone_ms) ++shown_gone;
    }
    RC_ASSERT(gone == shown_gone);
  }));
}

TEST(Instances, OfAGroupAreInServiceOrNot) {
  ASSERT_TRUE(holds("in_service + others = all", [] {
    const Recording recording = record(*stories());
    Tracker tracker;
    StatisticsFold fold;
    fold.reset(recording.scenario);
    for (const Record& each : recording.records) {
      tracker.hear(each);
      fold.hear({&each, 1});
      for (std::size_t i = 0; i < recording.result.groups.size(); ++i) {
        RC_ASSERT(fold.group(GroupId{i}).in_service() == tracker.count(i, true));
      }
    }
    for (std::size_t i = 0; i < recording.result.groups.size(); ++i) {
      std::int64_t present = 0;
      for (const InstanceView& each : recording.result.instances) {
        present += each.group == GroupId{i} && !each.gone_ms ? 1 : 0;
      }
      RC_ASSERT(tracker.count(i, true) + tracker.count(i, false) == present);
    }
  }));
}

}  // namespace
}  // namespace refreshsim::property::random_story
