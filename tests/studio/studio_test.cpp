// The studio's answers, without a socket.
#include "sim/studio/studio.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using nlohmann::json;
using testing::HasSubstr;

StudioSettings small() {
  StudioSettings settings;
  settings.version = "1.2.3";
  for (const EmbeddedFile& each : embedded_examples()) {
    settings.examples.push_back({std::string(each.name), std::string(each.text)});
  }
  return settings;
}

WebRequest request(std::string method, std::string path, std::string_view body = "") {
  WebRequest asked;
  asked.method = std::move(method);
  asked.path = std::move(path);
  asked.host = "localhost:7373";
  if (asked.method == "POST") asked.content_type = "application/yaml";
  asked.body = body;
  return asked;
}

json body_of(const WebAnswer& answer) { return json::parse(answer.body); }

// Some 300,000 events.
constexpr std::string_view kEndless = R"(refreshsim: 1
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 20000}}
calls:
  - {at: 0s, as: r, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: r, status: SUCCESSFUL}, as: s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: s, status: SUCCESSFUL}, times: always, as: t, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: t, status: SUCCESSFUL}, times: always, as: u, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {when: {activity: u, status: SUCCESSFUL}, times: always, as: v, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)";

TEST(Studio, ARunGivesThePagesOwnData) {
  Studio studio(small());
  const WebAnswer answer = studio.answer(request("POST", "/run", kGood));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const json body = body_of(answer);
  EXPECT_TRUE(body["diagnostics"].empty());
  EXPECT_EQ(body["data"]["refreshsim"], "1.2.3");
  const json& run = body["data"]["runs"][0];
  EXPECT_EQ(run["name"], "good");
  EXPECT_FALSE(run.contains("stopped"));
  EXPECT_FALSE(run["why"]["facts"].empty());
  EXPECT_EQ(
      run["fingerprint"],
      body_of(studio.answer(request("POST", "/run", kGood)))["data"]["runs"][0]["fingerprint"]);
  for (const json& each : run["expectations"]) EXPECT_TRUE(each["ok"].get<bool>()) << each;
}

TEST(Studio, TellsEachErrorWithItsPlaceAndWhatWouldBeRight) {
  Studio studio(small());
  for (const char* path : {"/check", "/run"}) {
    const json body = body_of(studio.answer(request("POST", path, kBroken)));
    ASSERT_GE(body["diagnostics"].size(), 1U);
    EXPECT_EQ(body["diagnostics"][0]["line"], 2);
    EXPECT_EQ(body["diagnostics"][0]["column"], 1);
    EXPECT_THAT(body["diagnostics"][0]["message"].get<std::string>(), HasSubstr("`name`"));
    EXPECT_FALSE(body.contains("data"));
  }
  EXPECT_TRUE(body_of(studio.answer(request("POST", "/check", kGood)))["diagnostics"].empty());
}

TEST(Studio, ReadsNoFileThatAScenarioExtends) {
  Studio studio(small());
  const std::string file = REFRESHSIM_SOURCE_DIR "/scenarios/rollback-after-failed-canary.yaml";
  for (const std::string& path : {file, std::string("/etc/passwd"), std::string("-")}) {
    const json body = body_of(
        studio.answer(request("POST", "/run", "refreshsim: 1\nextends: \"" + path + "\"\n")));
    ASSERT_EQ(body["diagnostics"].size(), 1U) << body;
    EXPECT_EQ(body["diagnostics"][0]["line"], 2);
    EXPECT_THAT(body["diagnostics"][0]["message"].get<std::string>(),
                HasSubstr("can't extend a file"));
  }
}

TEST(Studio, RefusesAStudyASecondDocumentAndWhatIsNoText) {
  Studio studio(small());
  for (const std::string text : {"refreshsim_study: 1\nscenario: /etc/passwd\n", "\xff\xfe", "",
                                 "a: [", "refreshsim: 1\n---\nrefreshsim: 1\n"}) {
    const json body = body_of(studio.answer(request("POST", "/run", text)));
    EXPECT_GE(body["diagnostics"].size(), 1U) << text;
  }
}

TEST(Studio, TakesNoLongerTextAndNoLargerFleetThanItsBounds) {
  StudioSettings settings = small();
  settings.bytes = 2000;
  settings.bounds.instances = 1;
  Studio studio(std::move(settings));
  EXPECT_EQ(studio.answer(request("POST", "/run", std::string(2001, '#'))).status, 413);
  const json body = body_of(studio.answer(request("POST", "/run", kGood)));
  EXPECT_THAT(body["diagnostics"][0]["message"].get<std::string>(),
              HasSubstr("2 instances are too many for the studio, which takes 1"));
}

TEST(Studio, StopsARunAfterSoManyEventsOrSoLongAndSaysSo) {
  StudioSettings settings = small();
  settings.bounds.events = 100'000;
  Studio events(settings);
  const json stopped = body_of(events.answer(request("POST", "/run", kEndless)));
  EXPECT_THAT(stopped["data"]["runs"][0]["stopped"].get<std::string>(),
              HasSubstr("so many events"));
  settings.bounds.events = UINT64_MAX;
  settings.bounds.time = std::chrono::milliseconds(0);
  Studio time(settings);
  const json late = body_of(time.answer(request("POST", "/run", kEndless)));
  EXPECT_THAT(late["data"]["runs"][0]["stopped"].get<std::string>(), HasSubstr("stops after 0s"));
}

TEST(Studio, StopsARunWhoseAnswersFillTheMemory) {
  std::string text = R"(refreshsim: 1
launch_configurations: {asc: {ImageId: a}}
scaling_groups: {asg: {launch_configuration: asc, instances: 1000}}
calls:
  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)";
  for (int i = 1; i <= 200; ++i) {
    text +=
        "  - {at: " + std::to_string(i) + "s, action: DescribeRefreshActivities, request: {}}\n";
  }
  StudioSettings settings = small();
  settings.bounds.bytes = 20'000'000;
  Studio studio(std::move(settings));
  const json run = body_of(studio.answer(request("POST", "/run", text)))["data"]["runs"][0];
  EXPECT_THAT(run["stopped"].get<std::string>(), HasSubstr("too much memory"));
  EXPECT_LT(run["calls"].size(), 201U);
}

TEST(Studio, RefusesRunsBeyondThoseThatMayGoOnAtOnce) {
  StudioSettings settings = small();
  settings.runs = 0;
  Studio studio(std::move(settings));
  const WebAnswer answer = studio.answer(request("POST", "/run", kGood));
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(body_of(answer)["error"].get<std::string>(), HasSubstr("ask again"));
  EXPECT_EQ(studio.answer(request("POST", "/check", kGood)).status, 200);
}

TEST(Studio, HasThesePathsAndMethodsAndNoOthers) {
  Studio studio(small());
  EXPECT_THAT(studio.answer(request("GET", "/")).body,
              HasSubstr("<title>refreshsim studio</title>"));
  EXPECT_EQ(body_of(studio.answer(request("GET", "/schema")))["title"],
            "refreshsim scenario or study");
  for (const char* path : {"/etc/passwd", "/../", "//", "/run/", "/index.html", ""}) {
    EXPECT_EQ(studio.answer(request("GET", path)).status, 404) << path;
  }
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "GET", ""}) {
    EXPECT_EQ(studio.answer(request(method, "/run")).status, 405) << method;
  }
  EXPECT_EQ(studio.answer(request("POST", "/schema")).status, 405);
}

TEST(Studio, AsksTheGuardBeforeAnything) {
  Studio studio(small());
  WebRequest foreign = request("POST", "/run", kGood);
  foreign.host = "evil.example";
  EXPECT_EQ(studio.answer(foreign).status, 403);
  foreign = request("GET", "/nothing");
  foreign.origin = "http://evil.example";
  EXPECT_EQ(studio.answer(foreign).status, 403);
}

TEST(Studio, EachBuiltInExampleIsAFileOfTheFolderWholeByItselfAndAsExpected) {
  Studio studio(small());
  const json examples = body_of(studio.answer(request("GET", "/examples")));
  ASSERT_GE(examples.size(), 10U);
  for (const json& each : examples) {
    const std::string name = each["name"];
    EXPECT_TRUE(std::filesystem::exists(REFRESHSIM_SOURCE_DIR "/scenarios/" + name + ".yaml"));
    EXPECT_NE(each["about"], "") << name;
    const json ran =
        body_of(studio.answer(request("POST", "/run", each["text"].get<std::string>())));
    ASSERT_TRUE(ran.contains("data")) << name << ran["diagnostics"];
    for (const json& expected : ran["data"]["runs"][0]["expectations"])
      EXPECT_TRUE(expected["ok"]) << name;
  }
}

}  // namespace
}  // namespace refreshsim
