// The shape of requests: what must be there, of which type, and how large (model.md, section 5).
#include "refreshsim/parameters.h"
#include "sim/service/parameters.h"
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

/// The code that one call is answered.
std::string asked(const std::string& action, const std::string& request) {
  return codes(run_text(fleet(2) + "calls:\n" + call("0s", action, request))).at(0);
}

const std::string kOneBatch = "RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}";
const std::string kGroup = "AutoScalingGroupId: asg-1";

TEST(Shape, RequestIsAMapOrNotThere) {
  EXPECT_EQ(check_shape({}, Value{}).code, ErrorCode::ok);
  EXPECT_EQ(check_shape({}, Value(Value::Map{})).code, ErrorCode::ok);
  EXPECT_EQ(check_shape({}, Value("all")).code, ErrorCode::InvalidParameter);
}

TEST(Shape, EachRequiredParameterIsMissed) {
  const std::string missing = "MissingParameter";
  EXPECT_EQ(asked("StartInstanceRefresh", kOneBatch), missing);
  EXPECT_EQ(asked("StartInstanceRefresh", kGroup), missing);
  EXPECT_EQ(asked("StartInstanceRefresh", kGroup + ", RefreshSettings: {}"), missing);
  for (const std::string action :
       {"StopInstanceRefresh", "ResumeInstanceRefresh", "CancelInstanceRefresh"}) {
    EXPECT_EQ(asked(action, "RefreshActivityId: asr-1"), missing) << action;
    EXPECT_EQ(asked(action, kGroup), missing) << action;
  }
  const std::string origin = "OriginRefreshActivityId: asr-1";
  EXPECT_EQ(asked("RollbackInstanceRefresh", origin + ", " + kOneBatch), missing);
  EXPECT_EQ(asked("RollbackInstanceRefresh", kGroup + ", " + kOneBatch), missing);
  EXPECT_EQ(asked("RollbackInstanceRefresh", kGroup + ", " + origin), missing);
  EXPECT_EQ(asked("DescribeRefreshActivities", "Filters: [{Values: [a]}]"), missing);
  EXPECT_EQ(asked("DescribeRefreshActivities", "Filters: [{Name: status}]"), missing);
  EXPECT_EQ(asked("ModifyLaunchConfigurationAttributes", "ImageId: img-2"), missing);
  for (const std::string action :
       {"EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"}) {
    EXPECT_EQ(asked(action, "InstanceIds: [ins-00000001]"), missing) << action;
    EXPECT_EQ(asked(action, kGroup), missing) << action;
  }
}

TEST(Shape, RequestThatIsNotGivenIsAnEmptyOne) {
  const Story run = run_text(fleet(1) +
                             "calls:\n  - {at: 0s, action: StopInstanceRefresh}\n"
                             "  - {at: 1s, action: DescribeRefreshActivities}\n");
  EXPECT_THAT(codes(run), ElementsAre("MissingParameter", "ok"));
}

TEST(Shape, TextsAndListsAreOfTheirOwnType) {
  const std::string type = "InvalidParameter";
  const std::string asc = "LaunchConfigurationId: asc-1, ";
  EXPECT_EQ(asked("ModifyLaunchConfigurationAttributes", asc + "ImageId: {a: b}"), type);
  EXPECT_EQ(asked("ModifyLaunchConfigurationAttributes", asc + "UserData: {a: b}"), type);
  EXPECT_EQ(asked("ModifyLaunchConfigurationAttributes", asc + "HostName: {a: b}"), "ok");
  EXPECT_EQ(asked("EnterStandby", kGroup + ", InstanceIds: [{a: b}]"), type);
  EXPECT_EQ(asked("DescribeRefreshActivities", "Filters: [5]"), type);
  EXPECT_EQ(asked("DescribeRefreshActivities", "RefreshActivityIds: asr-1"), type);
}

TEST(Shape, WholeNumbersGoUpToThoseOfThirtyTwoBits) {
  const std::string value = "InvalidParameterValue";
  const auto rolls = [](const std::string& action, const std::string& rolling) {
    return asked(action, kGroup +
                             ", OriginRefreshActivityId: asr-1, RefreshSettings: "
                             "{RollingUpdateSettings: {" +
                             rolling + "}}");
  };
  const auto starts = [](const std::string& rolling) {
    return codes(run_text(fleet(1) + "calls:\n" + start("0s", rolling))).at(0);
  };
  EXPECT_EQ(starts("BatchNumber: 2147483647"), "InvalidParameterValue.BatchNumberTooLarge");
  EXPECT_EQ(starts("BatchNumber: 2147483648"), value);
  EXPECT_EQ(rolls("RollbackInstanceRefresh", "BatchNumber: 1, MaxSurge: 2147483647"),
            "UnsupportedOperation");
  EXPECT_EQ(rolls("RollbackInstanceRefresh", "BatchNumber: 1, MaxSurge: 2147483648"), value);
  EXPECT_EQ(asked("DescribeRefreshActivities", "Limit: 2147483647"),
            "InvalidParameterValue.LimitExceeded");
  EXPECT_EQ(asked("DescribeRefreshActivities", "Limit: 2147483648"), value);
  EXPECT_EQ(asked("DescribeRefreshActivities", "Offset: 2147483647"), "ok");
  EXPECT_EQ(asked("DescribeRefreshActivities", "Offset: 2147483648"), value);
}

TEST(Shape, PathsNameParametersOfObjectsButNotOfLists) {
  EXPECT_THAT(parameter_paths(Action::DescribeRefreshActivities),
              ElementsAre("RefreshActivityIds", "Filters", "Limit", "Offset"));
  EXPECT_THAT(parameter_paths(Action::StartInstanceRefresh),
              testing::Contains("RefreshSettings.RollingUpdateSettings.BatchNumber"));
}

}  // namespace
}  // namespace refreshsim::model_test
