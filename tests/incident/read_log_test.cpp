// The forms of logs, told apart line by line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/incident/log.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kNine = 1761858000000;  // 2025-10-30T21:00:00Z

Log read(const std::string& text) { return read_log({{"a.log", text}}); }

const std::string kHead =
    "2025-10-30T21:00:01.123+0000 [DEBUG] provider.x: 2025/10/30 21:00:01 [DEBUG] ";

TEST(ReadLog, TerraformLinesGiveActionBodiesAndTheTimeWithAZone) {
  const Log log = read("2025-10-30T20:00:00Z [INFO] hello\n" + kHead +
                       "api[StartInstanceRefresh] success, request body "
                       "[{\"AutoScalingGroupId\":\"asg-1\"}], response body "
                       "[{\"Response\":{\"RefreshActivityId\":\"asr-1\",\"RequestId\":\"r\"}}]\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  const Exchange& each = log.exchanges.front();
  EXPECT_EQ(each.place.line, 2U);
  EXPECT_EQ(each.time_ms, kNine + 1123);
  EXPECT_EQ(each.action, "StartInstanceRefresh");
  EXPECT_EQ(*each.request.find("AutoScalingGroupId")->text(), "asg-1");
  EXPECT_EQ(*each.answer.find("RefreshActivityId")->text(), "asr-1");
  EXPECT_EQ(each.request_id, "r");
  EXPECT_TRUE(each.ok());
}

TEST(ReadLog, TerraformFailuresGiveCodeMessageAndRequestId) {
  const Log log = read(kHead +
                       "api[CancelInstanceRefresh] fail, request body [{}], "
                       "reason[[TencentCloudSDKError] Code=ResourceUnavailable.X, Message=no, not "
                       "now, RequestId=r-7]\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(log.exchanges[0].code, "ResourceUnavailable.X");
  EXPECT_EQ(log.exchanges[0].message, "no, not now");
  EXPECT_EQ(log.exchanges[0].request_id, "r-7");
}

TEST(ReadLog, TerraformLogsInJsonHaveTheEntryInTheirMessage) {
  const Log log = read(
      R"({"@level":"debug","@message":"2025/10/30 21:00:00 [DEBUG] api[StopInstanceRefresh] success, )"
      R"(request body [{\"AutoScalingGroupId\":\"asg-1\"}], response body [{\"Response\":)"
      R"({\"RequestId\":\"r-1\"}}]\n","@timestamp":"2025-10-30T21:00:00.250Z"})"
      "\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(log.exchanges[0].time_ms, kNine + 250);
  EXPECT_EQ(log.exchanges[0].request_id, "r-1");
  EXPECT_EQ(*log.exchanges[0].request.find("AutoScalingGroupId")->text(), "asg-1");
  EXPECT_THAT(log.zoneless, SizeIs(0));
}

TEST(ReadLog, AnAnswerIsNotTakenForTheRequestThatCurlDoesNotShow) {
  const std::string head = "> POST / HTTP/2\n> x-tc-action: ";
  const std::string tail = "\n> x-tc-timestamp: 1761858000\n>\n< HTTP/2 200\n<\n";
  const Log log =
      read(head + "StopInstanceRefresh" + tail + "{\"Response\":{\"RequestId\":\"r-1\"}}\n" + head +
           "DescribeRefreshActivities" + tail +
           "{\"Response\":{\"RefreshActivitySet\":[],\"RequestId\":\"r-2\"}}\n");
  EXPECT_THAT(log.remarks, SizeIs(2));
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(log.exchanges[0].request_id, "r-2");
  EXPECT_EQ(log.exchanges[0].time_ms, kNine);
}

TEST(ReadLog, WrappedLinesAreJoinedAndCutOnesAreNamed) {
  const Log log = read(kHead + "api[StopInstanceRefresh] success, request body [{\"AutoScal\n" +
                       "ingGroupId\":\"asg\n-1\"}], response bo\ndy [{\"Response\":{}}]\n" + kHead +
                       "api[StopInstanceRefresh] success, request body [{\"AutoScalingGr\n" +
                       "2025-10-30T21:00:02Z [INFO] something else\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(*log.exchanges[0].request.find("AutoScalingGroupId")->text(), "asg-1");
  ASSERT_THAT(log.remarks, SizeIs(1));
  EXPECT_EQ(log.remarks[0].places[0].line, 5U);
  EXPECT_THAT(log.remarks[0].text, HasSubstr("cut off"));
}

TEST(ReadLog, LinesThatAJournalWrappedAreJoinedWithoutItsHeads) {
  const std::string journal = "Oct 30 21:00:02 build-7 terraform[812]: ";
  const Log log =
      read(journal + kHead + "api[StopInstanceRefresh] success, request body [{\"Auto\n" + journal +
           "ScalingGroupId\":\"asg-1\"}], response bo\n" + journal + "dy [{\"Response\":{}}]\n" +
           journal + "2025-10-30T21:00:02Z [INFO] something else\n" + journal + kHead +
           "api[DescribeRefreshActivities] success, request body [{}], response body "
           "[{\"Response\":{}}]\n");
  EXPECT_THAT(log.remarks, SizeIs(0));
  ASSERT_THAT(log.exchanges, SizeIs(2));
  EXPECT_EQ(*log.exchanges[0].request.find("AutoScalingGroupId")->text(), "asg-1");
  EXPECT_EQ(log.exchanges[0].time_ms, kNine + 1'123);
}

/// A number that is none makes its entry one that can't be read; it never becomes another number.
TEST(ReadLog, NumbersInAnswersAreReadWholeOrNotAtAll) {
  const auto total = [](const std::string& number) -> std::optional<Value> {
    const Log log = read("{\"Response\": {\"TotalCount\": " + number +
                         ", \"RefreshActivitySet\": [], \"RequestId\": \"r\"}}\n");
    if (log.exchanges.empty()) return std::nullopt;
    return *log.exchanges[0].answer.find("TotalCount");
  };
  EXPECT_EQ(total("12"), Value(std::int64_t{12}));
  EXPECT_EQ(total("-7"), Value(std::int64_t{-7}));
  EXPECT_EQ(total("2.5e1"), Value(25.0));
  EXPECT_EQ(total("18446744073709551616"), Value(18446744073709551616.0));
  for (const char* wrong : {"1e999", "+1", "-", "1x", "0x10", "nan"}) {
    EXPECT_EQ(total(wrong), std::nullopt) << wrong;
  }
}

TEST(ReadLog, JsonKnowsTheServicesHeaderNamesAndBodiesInTexts) {
  const Log log = read(
      "{\"headers\": {\"X-TC-Action\": \"StopInstanceRefresh\", \"X-TC-Timestamp\": 1761858000}, "
      "\"request_body\": \"{\\\"AutoScalingGroupId\\\": \\\"asg-1\\\"}\", \"response\": "
      "{\"Response\": {\"Error\": {\"Code\": \"InternalError\", \"Message\": \"m\"}}}}\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(log.exchanges[0].action, "StopInstanceRefresh");
  EXPECT_EQ(log.exchanges[0].time_ms, kNine);
  EXPECT_EQ(log.exchanges[0].code, "InternalError");
  EXPECT_EQ(*log.exchanges[0].request.find("AutoScalingGroupId")->text(), "asg-1");
}

TEST(ReadLog, AnActionThatContradictsItsBodyIsWarnedOfAndTakenAsTheBodyShows) {
  const Log log = read(
      "POST / HTTP/1.1\nHost: as.intl.tencentcloudapi.com\nX-TC-Action: StartInstanceRefresh\n\n{\n"
      "  \"AutoScalingGroupId\": \"asg-9dn1a5y6\",\n  \"OriginRefreshActivityId\": \"asr-1\"\n}\n\n"
      "Output Example\n\n{\n  \"Response\": {\"RefreshActivityId\": \"asr-2\"}\n}\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_EQ(log.exchanges[0].action, "RollbackInstanceRefresh");
  EXPECT_EQ(*log.exchanges[0].answer.find("RefreshActivityId")->text(), "asr-2");
  EXPECT_THAT(log.remarks.front().text, HasSubstr("given as StartInstanceRefresh"));
}

TEST(ReadLog, BareAnswersOfSeveralLinesAreSnapshots) {
  const Log log = read(
      "$ tccli as DescribeRefreshActivities\n{\n  \"TotalCount\": 1,\n  \"RefreshActivitySet\": "
      "[{\"RefreshActivityId\": \"asr-1\", \"CreatedTime\": \"2025-10-30T21:00:00Z\"}]\n}\n");
  ASSERT_THAT(log.exchanges, SizeIs(1));
  EXPECT_TRUE(log.exchanges[0].is_snapshot());
  EXPECT_EQ(log.exchanges[0].time_ms, kNine + 1000);
}

TEST(ReadLog, CommandsOfAShellSessionHaveTheirAnswersBelow) {
  const Log log = read_log({{"log", R"(ops:~$ tccli as StopInstanceRefresh --region ap-1 \
    --AutoScalingGroupId asg-1 --RefreshActivityId 'asr-1' --secretKey hunter2
{
    "RequestId": "r-1"
}
ops:~$ tccli as StartInstanceRefresh --cli-unfold-argument --AutoScalingGroupId asg-1 --RefreshSettings.RollingUpdateSettings.BatchNumber 2
[TencentCloudSDKException] code:ResourceUnavailable.AutoScalingGroupInActivity message:busy just now requestId:r-2
ops:~$ tccli as EnterStandby --AutoScalingGroupId asg-1 --InstanceIds '["ins-1"]'
ops:~$ date
)"}});
  ASSERT_EQ(log.exchanges.size(), 3U);
  const Exchange& stop = log.exchanges[0];
  EXPECT_EQ(stop.action, "StopInstanceRefresh");
  EXPECT_EQ(stop.request_id, "r-1");
  EXPECT_EQ(stop.request.map()->size(), 2U);
  EXPECT_EQ(*stop.request.find("RefreshActivityId")->text(), "asr-1");
  const Exchange& start = log.exchanges[1];
  EXPECT_EQ(start.code, "ResourceUnavailable.AutoScalingGroupInActivity");
  EXPECT_EQ(start.message, "busy just now");
  const Value* rolling = start.request.find("RefreshSettings")->find("RollingUpdateSettings");
  EXPECT_EQ(*rolling->find("BatchNumber")->integer(), 2);
  EXPECT_EQ(log.exchanges[2].request.find("InstanceIds")->list()->size(), 1U);
  EXPECT_FALSE(log.exchanges[2].answered());
}

TEST(ReadLog, ShuffledEntriesAreSortedAndToldOf) {
  const auto entry = [](const std::string& time) {
    return "{\"time\": \"" + time + "\", \"action\": \"StopInstanceRefresh\", \"request\": {}}\n";
  };
  const Log log = read(entry("2025-10-30T21:00:05Z") + entry("2025-10-30T21:00:01Z"));
  EXPECT_LT(*log.exchanges[0].time_ms, *log.exchanges[1].time_ms);
  EXPECT_THAT(log.remarks.front().text, HasSubstr("out of order"));
}

TEST(ReadLog, OneAnswerInTwoFilesCountsOnce) {
  const std::string entry =
      "{\"time\": 1761858000, \"action\": \"StopInstanceRefresh\", \"request\": {}, \"response\": "
      "{\"Response\": {\"RequestId\": \"r\"}}}\n";
  EXPECT_THAT(read_log({{"a", entry}, {"b", entry}}).exchanges, SizeIs(1));
}

TEST(ReadLog, LinesThatBeginWithABracketAreNotTakenForJson) {
  const Log log = read_log({{"log",
                             "[INFO]  Terraform version: 1.9.5\n"
                             "[2025-10-30 21:00:00] refreshing\n"
                             "[TencentCloudSDKException] code:InternalError message:none\n"}});
  EXPECT_TRUE(log.remarks.empty());
  EXPECT_TRUE(log.exchanges.empty());
}

TEST(ReadLog, AByteOrderMarkHidesNoFirstLine) {
  EXPECT_THAT(read("\xef\xbb\xbf{\"action\":\"StopInstanceRefresh\",\"request\":{}}\r\n").exchanges,
              SizeIs(1));
}

TEST(ReadLog, OtherTextHoldsNothing) {
  EXPECT_THAT(read("hello\n{not json}\n\n").exchanges, IsEmpty());
  EXPECT_THAT(read("").exchanges, IsEmpty());
}

}  // namespace
}  // namespace refreshsim
