#include "sim/record/activity_value.h"

#include <gtest/gtest.h>

#include "tests/report/sample.h"

namespace refreshsim {
namespace {

class ActivityValue : public testing::Test {
 protected:
  const Value& at(const Value& map, std::string_view key) const {
    const Value* found = map.find(key);
    EXPECT_NE(found, nullptr) << key;
    return *found;
  }
  sample::Sample sample_ = sample::failed_canary();
};

TEST_F(ActivityValue, ShowsSettingsInForceThatWereNotGivenToo) {
  const Value value = activity_value(sample_.result.activities[0], sample_.scenario);
  const Value& rolling = at(at(value, "RefreshSettings"), "RollingUpdateSettings");
  EXPECT_EQ(at(rolling, "MaxSurge"), Value(0));
  EXPECT_EQ(at(rolling, "FailProcess"), Value("AUTO_PAUSE"));
}

TEST_F(ActivityValue, NamesTheOriginOfRollbacksOnly) {
  const auto& activities = sample_.result.activities;
  EXPECT_EQ(activity_value(activities[0], sample_.scenario).find("OriginRefreshActivityId"),
            nullptr);
  const Value rollback = activity_value(activities[1], sample_.scenario);
  EXPECT_EQ(at(rollback, "OriginRefreshActivityId"), Value("asr-00000001"));
}

TEST_F(ActivityValue, HasNullTimesForWhatHasNotHappened) {
  ActivityView activity = sample_.result.activities[0];
  activity.start_ms.reset();
  activity.end_ms.reset();
  const Value value = activity_value(activity, sample_.scenario);
  EXPECT_TRUE(at(value, "StartTime").is_null());
  EXPECT_TRUE(at(value, "EndTime").is_null());
  EXPECT_EQ(at(value, "CreatedTime"), Value("2025-10-30T21:01:00Z"));
}

TEST_F(ActivityValue, NumbersScalingActivities) {
  EXPECT_EQ(scaling_activity_text(12), "asa-00000012");
  EXPECT_EQ(scaling_activity_text(123456789), "asa-123456789");
}

TEST_F(ActivityValue, OutlineIsTheSameWithoutBatches) {
  const Value outline = activity_outline(sample_.result.activities[0], sample_.scenario);
  const Value whole = activity_value(sample_.result.activities[0], sample_.scenario);
  ASSERT_EQ(outline.map()->size(), whole.map()->size());
  for (std::size_t i = 0; i < whole.map()->size(); ++i) {
    const auto& [key, value] = (*whole.map())[i];
    EXPECT_EQ((*outline.map())[i].first, key);
    if (key != "RefreshBatchSet") {
      EXPECT_EQ((*outline.map())[i].second, value) << key;
    }
  }
  EXPECT_TRUE(at(outline, "RefreshBatchSet").list()->empty());
}

}  // namespace
}  // namespace refreshsim
