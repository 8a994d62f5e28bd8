// DescribeRefreshActivities and the form of answers (model.md, section 5).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Value& response(const Story& run, std::size_t call) {
  static const Value none;
  if (call >= run.result.calls.size()) return none;
  const Value* found = run.result.calls[call].response.find("Response");
  return found == nullptr ? none : *found;
}

std::vector<std::string> ids(const Story& run, std::size_t call) {
  std::vector<std::string> all;
  const Value* set = response(run, call).find("RefreshActivitySet");
  if (set == nullptr || set->list() == nullptr) return {"no answer"};
  for (const Value& each : *set->list()) all.push_back(*each.find("RefreshActivityId")->text());
  return all;
}

/// Three activities that are over at 60s: two refreshes and a rollback.
std::string three() {
  return fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
         start_as("second", "20s", "BatchNumber: 1") + rollback("40s", "BatchNumber: 1", "second");
}

std::string describe(const std::string& request) {
  return call("60s", "DescribeRefreshActivities", request);
}

std::vector<std::string> found(const std::string& request) {
  return ids(run_text(three() + describe(request)), 3);
}

std::string answer(const std::string& request) {
  return codes(run_text(three() + describe(request)))[3];
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += (i == 0 ? "" : ", ") + text;
  return all;
}

TEST(Describe, NewestFirst) {
  EXPECT_THAT(found(""), ElementsAre("asr-00000003", "asr-00000002", "asr-00000001"));
}

TEST(Describe, LimitAndOffset) {
  EXPECT_THAT(found("Limit: 1"), ElementsAre("asr-00000003"));
  EXPECT_THAT(found("Limit: 1, Offset: 1"), ElementsAre("asr-00000002"));
  EXPECT_THAT(found("Offset: 3"), IsEmpty());
  const Story run = run_text(three() + describe("Limit: 1"));
  EXPECT_EQ(*response(run, 3).find("TotalCount")->integer(), 3);
}

TEST(Describe, DefaultLimitIsTwenty) {
  std::string calls = fleet(1) + "calls:\n";
  for (int i = 0; i < 21; ++i) {
    calls += start_as("r" + std::to_string(i), std::to_string(20 * i) + "s", "BatchNumber: 1");
  }
  const Story run = run_text(calls + describe_all("1h"));
  EXPECT_EQ(ids(run, 21).size(), 20U);
}

TEST(Describe, ByIdsUnknownOnesLeftOut) {
  EXPECT_THAT(found("RefreshActivityIds: [asr-00000001, asr-77777777]"),
              ElementsAre("asr-00000001"));
  EXPECT_THAT(found("RefreshActivityIds: [$second]"), ElementsAre("asr-00000002"));
}

TEST(Describe, FiltersAreAndedAndTheirValuesOred) {
  EXPECT_THAT(found("Filters: [{Name: refresh-activity-type, Values: [ROLLBACK]}]"),
              ElementsAre("asr-00000003"));
  EXPECT_THAT(found("Filters: [{Name: refresh-activity-id, Values: [$refresh, $second]}]"),
              ElementsAre("asr-00000002", "asr-00000001"));
  EXPECT_THAT(found("Filters: [{Name: refresh-activity-id, Values: [$refresh, $rollback]}, {Name: "
                    "refresh-activity-type, Values: [NORMAL]}]"),
              ElementsAre("asr-00000001"));
  EXPECT_THAT(found("Filters: [{Name: refresh-activity-status-code, Values: [RUNNING]}]"),
              IsEmpty());
  EXPECT_EQ(found("Filters: [{Name: auto-scaling-group-id, Values: [asg-1]}]").size(), 3U);
}

TEST(Describe, IdsAndFiltersTogetherConflict) {
  EXPECT_EQ(answer("RefreshActivityIds: [x], Filters: [{Name: refresh-activity-id, Values: [x]}]"),
            "InvalidParameter.Conflict");
}

TEST(Describe, DescribeLimits_InTheirOrder) {
  const std::string filter = "{Name: refresh-activity-id, Values: [x]}";
  EXPECT_EQ(answer("RefreshActivityIds: [x], Filters: [{Name: odd, Values: [x]}], Limit: 101"),
            "InvalidParameter.Conflict");
  EXPECT_EQ(answer("Limit: 101, Filters: [" + repeated(filter, 11) + "]"),
            "InvalidParameterValue.LimitExceeded");
  EXPECT_EQ(answer("RefreshActivityIds: [" + repeated("x", 101) + "]"),
            "InvalidParameterValue.LimitExceeded");
  EXPECT_EQ(answer("Filters: [" + repeated("{Name: odd, Values: [x]}", 11) + "]"),
            "InvalidParameterValue.Filter");
  EXPECT_EQ(answer("Filters: [{Name: odd, Values: [" + repeated("x", 6) + "]}]"),
            "InvalidParameterValue.InvalidFilter");
  EXPECT_EQ(answer("Filters: [{Name: refresh-activity-id, Values: [" + repeated("x", 6) + "]}]"),
            "LimitExceeded.FilterValuesTooLong");
}

TEST(Describe, DescribeLimits_OnTheEdge) {
  const std::string filter = "{Name: refresh-activity-id, Values: [" + repeated("x", 5) + "]}";
  EXPECT_EQ(answer("Limit: 100"), "ok");
  EXPECT_EQ(answer("RefreshActivityIds: [" + repeated("x", 100) + "]"), "ok");
  EXPECT_EQ(answer("Filters: [" + repeated(filter, 10) + "]"), "ok");
  EXPECT_EQ(answer("Limit: -1"), "InvalidParameterValue");
  EXPECT_EQ(answer("Offset: -1"), "InvalidParameterValue");
  EXPECT_EQ(answer("Offset: x"), "InvalidParameter");
}

TEST(Describe, DescribeLimits_FilterNeedsNameAndValues) {
  EXPECT_EQ(answer("Filters: [{Values: [x]}]"), "MissingParameter");
  EXPECT_EQ(answer("Filters: [{Name: refresh-activity-id}]"), "MissingParameter");
  EXPECT_EQ(answer("Filters: [{Name: refresh-activity-id, Values: null}]"), "MissingParameter");
}

TEST(Describe, EmptyLists_MatchNothing) {
  EXPECT_THAT(found("Filters: [{Name: refresh-activity-id, Values: []}]"), IsEmpty());
  EXPECT_THAT(found("RefreshActivityIds: []"), IsEmpty());
  EXPECT_EQ(found("Filters: []").size(), 3U) << "no filter at all";
}

TEST(Describe, AnswersInTheServicesForm) {
  const Story run = run_text("start: 2025-10-30T21:00:00Z\n" + three() + describe("Limit: 1"));
  EXPECT_EQ(*response(run, 0).find("RefreshActivityId")->text(), "asr-00000001");
  EXPECT_NE(response(run, 0).find("RequestId"), nullptr);
  const Value& told = response(run, 3).find("RefreshActivitySet")->list()->at(0);
  EXPECT_EQ(*told.find("ActivityType")->text(), "ROLLBACK");
  EXPECT_EQ(*told.find("OriginRefreshActivityId")->text(), "asr-00000002");
  EXPECT_EQ(*told.find("Status")->text(), "SUCCESSFUL");
  EXPECT_EQ(*told.find("CreatedTime")->text(), "2025-10-30T21:00:40Z");
  EXPECT_EQ(*told.find("EndTime")->text(), "2025-10-30T21:00:53Z");
  EXPECT_EQ(*told.find("CurrentRefreshBatchNum")->integer(), 1);
}

TEST(Describe, OnlyIdsAreReplacedByTheActivityThatANameMeans) {
  const Story run = run_text(
      fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
      call("1s", "StopInstanceRefresh", "AutoScalingGroupId: asg-1, RefreshActivityId: xrefresh") +
      call("2s", "DescribeRefreshActivities", "Filters: [{Name: 5, Values: [$refresh]}]") +
      call("3s", "DescribeRefreshActivities",
           "Filters: [{Name: refresh-activity-id, Values: [$refresh]}]") +
      call("4s", "DescribeRefreshActivities",
           "Filters: [{Name: refresh-activity-status, Values: [$refresh]}]"));
  const auto filtered = [&run](std::size_t number) {
    const Value& filter = run.result.calls.at(number).request.find("Filters")->list()->at(0);
    return *filter.find("Values")->list()->at(0).text();
  };
  EXPECT_THAT(codes(run), ElementsAre("ok", "ResourceNotFound.RefreshActivityNotFound",
                                      "InvalidParameter", "ok", testing::_));
  EXPECT_EQ(filtered(2), "$refresh");
  EXPECT_EQ(filtered(3), "asr-00000001");
  EXPECT_EQ(filtered(4), "$refresh");
}

TEST(Describe, ActivityWithoutAnIdTakesNoneThatTheFileNames) {
  const std::string settings =
      "AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}";
  const Story run = run_text(fleet(1) + "calls:\n" +
                             call("20s", "StartInstanceRefresh", settings, "id: asr-00000001") +
                             start("0s", "BatchNumber: 1"));
  EXPECT_EQ(activity(run, "refresh").id, "asr-00000002");
  ASSERT_EQ(run.result.activities.size(), 2U);
  EXPECT_EQ(run.result.activities[1].id, "asr-00000001");
}

TEST(Describe, IdsThatAreGivenAreThoseOfACallsFirstFiringOnly) {
  const Story run = run_text(
      fleet(1) +
      "horizon: 50s\nfaults: [{at: 5s, unhealthy: ins-00000001}, {at: 30s, unhealthy: "
      "ins-00000001}]\ncalls:\n  - {when: {group: asg-1, serving_badly_above: 0}, times: 2, "
      "id: asr-5, request_id: given, action: StartInstanceRefresh, request: {AutoScalingGroupId: "
      "asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}\n");
  ASSERT_EQ(run.result.calls.size(), 2U);
  EXPECT_EQ(*response(run, 0).find("RefreshActivityId")->text(), "asr-5");
  EXPECT_EQ(*response(run, 1).find("RefreshActivityId")->text(), "asr-00000001");
  EXPECT_EQ(*response(run, 0).find("RequestId")->text(), "given");
  EXPECT_NE(*response(run, 1).find("RequestId")->text(), "given");
}

TEST(Describe, RefusalsInTheServicesForm) {
  const Story run = run_text(fleet(1) + "calls:\n" + call("0s", "StopInstanceRefresh", ""));
  const Value* error = response(run, 0).find("Error");
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(*error->find("Code")->text(), "MissingParameter");
  EXPECT_NE(error->find("Message"), nullptr);
  EXPECT_NE(response(run, 0).find("RequestId"), nullptr);
}

TEST(Describe, SettingsAreComplete_WithDefaultsFilledIn) {
  const Story run = run_text(three() + describe(""));
  for (const Value& told : *response(run, 3).find("RefreshActivitySet")->list()) {
    const Value& settings = *told.find("RefreshSettings");
    const Value& rolling = *settings.find("RollingUpdateSettings");
    EXPECT_EQ(*rolling.find("BatchNumber")->integer(), 1);
    EXPECT_EQ(*rolling.find("BatchPause")->text(), "AUTOMATIC");
    EXPECT_EQ(*rolling.find("FailProcess")->text(), "AUTO_PAUSE");
    EXPECT_EQ(*rolling.find("MaxSurge")->integer(), 0);
    EXPECT_EQ(*settings.find("CheckInstanceTargetHealth")->boolean(), false);
    EXPECT_EQ(*settings.find("CheckInstanceTargetHealthTimeout")->integer(), 1800);
  }
}

TEST(Describe, NamesAreReadOnlyWhereAnActivitysIdStands) {
  const Story run =
      run_text(fleet(1) + "calls:\n" + start("0s", "BatchNumber: 1") +
               modify("1s", "UserData: $refresh") + start_as("second", "20s", "BatchNumber: 1"));
  EXPECT_EQ(field(run, 1, Field::UserData), "$refresh");
  const Story odd = run_text(three() + describe("Filtres: [{Name: refresh-activity-id, Values: "
                                                "[$refresh]}]"));
  EXPECT_THAT(codes(odd).back(), "UnknownParameter");
  const Value& sent = odd.result.calls.back().request.find("Filtres")->list()->at(0);
  EXPECT_EQ(*sent.find("Values")->list()->at(0).text(), "$refresh") << "no filter of the service's";
}

TEST(Describe, NamesAreLookedForInNoWrongOrEmptyText) {
  EXPECT_EQ(answer("Filters: refresh-activity-id"), "InvalidParameter");
  EXPECT_EQ(answer("Filters: [{Name: refresh-activity-id, Values: $refresh}]"), "InvalidParameter");
  EXPECT_THAT(found("RefreshActivityIds: [\"\"]"), IsEmpty());
}

TEST(Describe, NameWhoseCallMadeNoActivityIsSentAsItStands) {
  const Story run = run_text(fleet(1) + "calls:\n" + stop("0s") + start("1s", "BatchNumber: 1"));
  EXPECT_THAT(codes(run), ElementsAre("ResourceNotFound.RefreshActivityNotFound", "ok"));
  EXPECT_EQ(*run.result.calls[0].request.find("RefreshActivityId")->text(), "$refresh");
}

}  // namespace
}  // namespace refreshsim::model_test
