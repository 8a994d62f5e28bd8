// Secrets planted in every field don't come out of an import.
#include "sim/incident/secrets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/incident/import_log.h"
#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Secrets, AreLeftOutOfRequestsHeadersAndMessages) {
  const std::string entry =
      "{\"time\": \"2025-10-30T21:00:00Z\", \"headers\": {\"X-TC-Action\": "
      "\"ModifyLaunchConfigurationAttributes\", \"Authorization\": \"PLANTED1\", \"X-TC-Token\": "
      "\"PLANTED2\"}, \"request\": {\"LaunchConfigurationId\": \"asc-1\", \"ImageId\": \"img-2\", "
      "\"UserData\": \"PLANTED3\", \"LoginSettings\": {\"Password\": \"PLANTED4\", \"KeyIds\": "
      "[\"PLANTED5\"]}, \"SecretId\": \"PLANTED6\", \"Signature\": \"PLANTED7\", \"Tags\": "
      "[{\"Key\": \"PLANTED8\"}]}, \"response\": {\"Response\": {\"Error\": {\"Code\": "
      "\"InvalidParameter\", \"Message\": \"password=PLANTED9, SecretKey: PLANTED10\"}, "
      "\"RequestId\": \"r\"}}}\n";
  const Import import = import_log(incident_of(read_log({{"a", entry}})), "a");
  EXPECT_THAT(import.yaml, Not(HasSubstr("PLANTED")));
  EXPECT_THAT(import.yaml, HasSubstr("img-2"));
}

TEST(Secrets, TwoDifferentUserDataStillDiffer) {
  Value first = Value::Map{{"UserData", "one"}};
  Value same = Value::Map{{"UserData", "one"}};
  Value other = Value::Map{{"UserData", "two"}};
  for (Value* each : {&first, &same, &other}) hide_secrets(*each);
  EXPECT_EQ(first, same);
  EXPECT_FALSE(first == other);
  EXPECT_THAT(*first.find("UserData")->text(), HasSubstr("digest-"));
}

TEST(Secrets, SentencesKeepTheRest) {
  EXPECT_EQ(without_secrets("login with password=hunter2, then boot"),
            "login with password=(left out), then boot");
  EXPECT_EQ(without_secrets("nothing: at all"), "nothing: at all");
  EXPECT_THAT(without_secrets("Authorization: TC3-HMAC Credential=AK/2, Signature=5d"),
              Not(HasSubstr("5d")));
}

/// A log with a planted secret at every `@`, in one form.
struct PlantedLog {
  std::string name;
  std::string text;
};

const std::string kModify =
    R"({"LaunchConfigurationId": "asc-1", "ImageId": "img-2", "UserData": "@", "LoginSettings": {)"
    R"("Password": "@", "KeyIds": ["@"]}, "EnhancedService": {"Agent": {"Token": "@"}}, )"
    R"("SecretId": "@", "SecretKey": "@", "Signature": "@", "X-TC-Token": "@", "AccessKey": "@", )"
    R"("Tags": [{"Key": "@", "Value": "@"}], "Note": "password=@"})";
const std::string kAnswer =
    R"({"Response": {"TotalCount": 1, "RefreshActivitySet": [{"AutoScalingGroupId": "asg-1", )"
    R"("RefreshActivityId": "asr-1", "Status": "FAILED_PAUSE", "CreatedTime": )"
    R"("2025-10-30T21:00:02Z", "StartTime": "2025-10-30T21:00:02Z", "RefreshSettings": {)"
    R"("RollingUpdateSettings": {"BatchNumber": 1}, "Password": "@"}, "RefreshBatchSet": [{)"
    R"("RefreshBatchNum": 1, "RefreshBatchStatus": "FAILED", "RefreshBatchRelatedInstanceSet": [{)"
    R"("InstanceId": "ins-1", "InstanceStatus": "FAILED", "InstanceStatusMessage": )"
    R"("reinstall failed: Password: @ was refused, token=@"}]}]}], "RequestId": "r-3"}})";
const std::string kRefused =
    R"({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "Authorization: )"
    R"(TC3-HMAC-SHA256 Credential=@/as, Signature=@"}, "RequestId": "r-4"}})";

std::string terraform_entry(const std::string& action, const std::string& rest) {
  return "2025-10-30T21:01:00.123+0000 [DEBUG] provider: 2025/10/30 21:01:00 [DEBUG] api[" +
         action + "] " + rest + "\n";
}
std::string json_entry(const std::string& action, const std::string& request,
                       const std::string& response) {
  return R"({"time": "2025-10-30T21:01:00Z", "action": ")" + action +
         R"(", "headers": {"Authorization": "@", "X-TC-Token": "@"}, "request": )" + request +
         R"(, "response": )" + response + "}\n";
}
std::string http_entry(const std::string& action, const std::string& request,
                       const std::string& response) {
  return "POST /?Signature=@ HTTP/1.1\nAuthorization: TC3-HMAC-SHA256 Credential=@/as, "
         "Signature=@\n"
         "X-TC-Token: @\nX-TC-Action: " +
         action + "\nX-TC-Timestamp: 1761858060\n\n" + request +
         "\n\nHTTP/1.1 200 OK\nSet-Cookie: token=@\n\n" + response + "\n\n";
}

const std::string kDone = R"({"Response": {"RequestId": "r-1"}})";
const std::string kCancel = R"({"AutoScalingGroupId": "asg-1", "RefreshActivityId": "asr-9"})";

const std::vector<PlantedLog>& planted_logs() {
  static const std::vector<PlantedLog> kLogs{
      {"terraform",
       "2025-10-30T21:00:59 [INFO] secret_key=@ password: @\n" +
           terraform_entry(
               "ModifyLaunchConfigurationAttributes",
               "success, request body [" + kModify + "], response body [" + kDone + "]") +
           terraform_entry("DescribeRefreshActivities",
                           "success, request body [{}], response body [" + kAnswer + "]") +
           terraform_entry("CancelInstanceRefresh",
                           "fail, request body [" + kCancel +
                               "], reason[[TencentCloudSDKError] Code=AuthFailure, "
                               "Message=Signature=@, Credential: @, RequestId=r-4]") +
           terraform_entry("SecretKey=@",
                           "success, request body [{\"OriginRefreshActivityId\": "
                           "\"asr-1\"}], response body [" +
                               kDone + "]") +
           terraform_entry("StartInstanceRefresh", "success, request body [{\"Password\": \"@")},
      {"json", json_entry("ModifyLaunchConfigurationAttributes", kModify, kDone) +
                   json_entry("DescribeRefreshActivities", "{}", kAnswer) +
                   json_entry("CancelInstanceRefresh", kCancel, kRefused) +
                   R"({"time": "x", "action": "StartInstanceRefresh", "Password": "@)"},
      {"http", http_entry("ModifyLaunchConfigurationAttributes", kModify, kDone) +
                   http_entry("DescribeRefreshActivities", "{}", kAnswer) +
                   http_entry("CancelInstanceRefresh", kCancel, kRefused)},
      {"bare",
       "$ tccli as DescribeRefreshActivities --secretId @ --secretKey @\n" + kAnswer + "\n"}};
  return kLogs;
}

class PlantedSecrets : public Program, public testing::WithParamInterface<PlantedLog> {};

TEST_P(PlantedSecrets, ComeOutOfNoCommandInNoWords) {
  std::string text;
  int number = 0;
  for (const char c : GetParam().text) {
    if (c == '@') text += "PLANTED" + std::to_string(++number);
    if (c != '@') text += c;
  }
  write("log", text);
  ASSERT_EQ(sh("refreshsim import log --output a.yaml").exit, 0);
  // One that parts from the log, so that `diff` shows both.
  sh("sed 's/FAILED_PAUSE/RUNNING/; s/img-2/img-3/; s/at: 0s/at: 30s/' a.yaml > b.yaml");
  std::string all = read("a.yaml");
  for (const char* line : {"refreshsim import log", "refreshsim import --anonymize log",
                           "refreshsim diff a.yaml log", "refreshsim diff b.yaml log",
                           "refreshsim minimize b.yaml --log log", "refreshsim run a.yaml"}) {
    const Ran ran = sh(line);
    EXPECT_NE(ran.exit, 70) << line;
    all += ran.out + ran.err;
  }
  EXPECT_THAT(all, Not(HasSubstr("PLANTED")));
  EXPECT_THAT(all, HasSubstr("asr-1"));
}

INSTANTIATE_TEST_SUITE_P(Forms, PlantedSecrets, testing::ValuesIn(planted_logs()),
                         [](const auto& form) { return form.param.name; });

}  // namespace
}  // namespace refreshsim
