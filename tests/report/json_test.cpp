#include "sim/report/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report/sample.h"

namespace refreshsim {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

std::string text_of(const sample::Sample& sample) {
  StringSink out;
  write_json(sample.result, sample.scenario, out);
  return out.text;
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> list;
  for (const auto& item : object.items()) list.push_back(item.key());
  return list;
}

class JsonResult : public testing::Test {
 protected:
  sample::Sample sample_ = sample::failed_canary();
  Json json_ = Json::parse(text_of(sample_));
};

TEST_F(JsonResult, HasItsKeysInTheContractsOrder) {
  EXPECT_THAT(keys(json_), ElementsAre("name", "seed", "replica", "fingerprint", "events",
                                       "records", "checkpoints", "start", "end", "end_ms", "calls",
                                       "activities", "instances", "groups", "expectations"));
  EXPECT_THAT(keys(json_["calls"][0]), ElementsAre("at_ms", "action", "as", "request", "response"));
  EXPECT_THAT(keys(json_["instances"][0]),
              ElementsAre("InstanceId", "AutoScalingGroupId", "zone", "LifeCycleState", "ImageId",
                          "healthy", "surge", "gone_ms", "downtime_ms", "attempts", "images"));
  EXPECT_THAT(keys(json_["expectations"][1]), ElementsAre("text", "ok", "got", "line", "at_ms"));
  EXPECT_THAT(keys(json_["groups"]["asg-web"]),
              ElementsAre("DesiredCapacity", "AutoScalingGroupStatus", "EnabledStatus",
                          "InActivityStatus", "availability", "lost_capacity_ms", "bad_exposure_ms",
                          "surge_cost_ms", "mixed_version_ms", "below_ms", "blast_radius",
                          "time_to_detect_ms", "time_to_recover_ms", "desired", "in_service",
                          "serving", "serving_badly", "zones", "downtime_ms"));
}

TEST_F(JsonResult, ShowsActivitiesAsTheServiceDoesAndTheirExactTimes) {
  EXPECT_THAT(keys(json_["activities"][0]),
              ElementsAre("as", "AutoScalingGroupId", "RefreshActivityId", "RefreshBatchSet",
                          "RefreshMode", "RefreshSettings", "ActivityType", "Status",
                          "CurrentRefreshBatchNum", "StartTime", "EndTime", "CreatedTime",
                          "CreatedTime_ms", "StartTime_ms", "EndTime_ms", "statistics"));
  EXPECT_EQ(json_["activities"][1]["OriginRefreshActivityId"], "asr-00000001");
  const Json& batch = json_["activities"][0]["RefreshBatchSet"][0];
  EXPECT_THAT(keys(batch),
              ElementsAre("RefreshBatchNum", "RefreshBatchStatus", "RefreshBatchRelatedInstanceSet",
                          "StartTime", "EndTime", "StartTime_ms", "EndTime_ms"));
  EXPECT_EQ(batch["StartTime"], "2025-10-30T21:01:00Z");
  EXPECT_EQ(batch["EndTime_ms"], 660'000);
  EXPECT_THAT(keys(json_["activities"][0]["statistics"]),
              ElementsAre("duration_ms", "time_in_status_ms", "rows", "retries"));
}

TEST_F(JsonResult, HasNullWhereSomethingIsNotThere) {
  EXPECT_TRUE(json_["calls"][0]["as"].is_null());
  EXPECT_TRUE(json_["instances"][0]["gone_ms"].is_null());
  const Json& waiting = json_["activities"][0]["RefreshBatchSet"][1];
  EXPECT_TRUE(waiting["StartTime"].is_null());
  EXPECT_TRUE(waiting["StartTime_ms"].is_null());
  EXPECT_TRUE(waiting["RefreshBatchRelatedInstanceSet"][0]["LastActivityId"].is_null());
}

TEST_F(JsonResult, RoundsRatiosExactly) {
  EXPECT_THAT(text_of(sample_), testing::HasSubstr("\"availability\":0.813492063,"));
  EXPECT_THAT(text_of(sample_), testing::HasSubstr("\"mean\":9}"));
}

TEST_F(JsonResult, ShowsCheckpointsAsPairsOnOneLine) {
  sample_.result.checkpoints = {{16, 0x12}, {32, 0xfedcba9876543210}};
  EXPECT_THAT(text_of(sample_), testing::HasSubstr("\n\"checkpoints\":[[16,\"0000000000000012\"],"
                                                   "[32,\"fedcba9876543210\"]],\n"));
}

TEST_F(JsonResult, GivesEachElementALine) {
  const std::string text = text_of(sample_);
  EXPECT_THAT(text, testing::HasSubstr("\"instances\":[\n{\"InstanceId\":\"ins-00000001\""));
  EXPECT_THAT(text, testing::HasSubstr("},\n{\"InstanceId\":\"ins-00000009\""));
  EXPECT_TRUE(text.ends_with("}\n]\n}\n"));
}

TEST_F(JsonResult, IsWholeWithoutAnyElement) {
  sample::Sample empty;
  empty.scenario.name = empty.result.name = "a \"name\",\nwith everything";
  const Json json = Json::parse(text_of(empty));
  EXPECT_EQ(json["name"], empty.scenario.name);
  EXPECT_TRUE(json["instances"].empty());
  EXPECT_TRUE(json["groups"].is_object());
}

}  // namespace
}  // namespace refreshsim
