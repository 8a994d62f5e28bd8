// The table of statistics, and suggestions.
#include "refreshsim/metric.h"

#include <gtest/gtest.h>

#include <set>

#include "refreshsim/scenario.h"
#include "sim/base/suggest.h"

namespace refreshsim::test {
namespace {

TEST(Metrics, AreReadByTheirPaths) {
  GroupStatistics group;
  group.availability = {3, 4};
  group.serving.min = 5;
  group.downtime_ms.p99 = 7;
  group.below_ms = {{"90%", 11}};
  EXPECT_EQ(metric(group, "availability"), 0.75);
  EXPECT_EQ(metric(group, "serving.min"), 5);
  EXPECT_EQ(metric(group, "downtime_ms.p99"), 7);
  EXPECT_EQ(metric(group, "below_ms.90%"), 11);
  ActivityStatistics activity;
  activity.retries = 2;
  EXPECT_EQ(metric(activity, "retries"), 2);
}

TEST(Metrics, AreNullWhereTheStatisticIs) {
  const GroupStatistics group;
  EXPECT_EQ(metric(group, "availability"), std::nullopt);
  EXPECT_EQ(metric(group, "time_to_detect_ms"), std::nullopt);
  EXPECT_EQ(metric(group, "below_ms.6"), std::nullopt);
}

TEST(Metrics, HaveEachPathOnce) {
  constexpr auto all = paths(kGroupMetrics);
  EXPECT_EQ(std::set<std::string_view>(all.begin(), all.end()).size(), all.size());
}

constexpr std::array<std::string_view, 4> kWords{"seed", "start", "timing", "step_timeout"};

TEST(Suggestions, AreTheNearestWord) {
  EXPECT_EQ(nearest("sed", kWords), "seed");
  EXPECT_EQ(nearest("sede", kWords), "seed");
  EXPECT_EQ(nearest("SEED", kWords), "seed");
  EXPECT_EQ(nearest("step", kWords), "step_timeout");
  EXPECT_EQ(nearest("step-timeouts", kWords), "step_timeout");
}

TEST(Suggestions, AreNotMadeForOtherWords) {
  EXPECT_EQ(nearest("colour", kWords), "");
  EXPECT_EQ(nearest("", kWords), "");
  EXPECT_EQ(nearest("x", kWords), "");
  EXPECT_EQ(nearest(std::string(1'000'000, 's'), kWords), "");
}

TEST(FieldTexts, AreTheSameForMapsThatMeanTheSame) {
  EXPECT_EQ(field_text(Value("v1")), "v1");
  const Value one(Value::Map{{"b", 1.5}, {"a", Value::List{true, nullptr, "x\"\n"}}});
  const Value other(Value::Map{{"a", Value::List{true, nullptr, "x\"\n"}}, {"b", 1.5}});
  EXPECT_EQ(field_text(one), R"({"a":[true,null,"x\"\u000a"],"b":1.5})");
  EXPECT_EQ(field_text(one), field_text(other));
}

}  // namespace
}  // namespace refreshsim::test
