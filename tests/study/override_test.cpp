#include "sim/study/override.h"

#include <gmock/gmock.h>

#include "sim/scenario/fields.h"
#include "sim/scenario/load_tree.h"
#include "sim/scenario/render.h"
#include "tests/study/helpers.h"

namespace refreshsim::testing {
namespace {

using ::testing::HasSubstr;

/// The scenario of the helpers, on its own.
struct Edited {
  Edited() {
    std::string text;
    std::string all = scenario_text();
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = all.find('\n', at);
      text += all.substr(at + 2, end - at - 1);
      at = end + 1;
    }
    whole = parse_tree(text, "s.yaml");
  }
  std::string set(const std::string& assignment) {
    const NodeId root = with_assignment(whole.tree, whole.root, assignment, whole.complaints);
    if (!root.some()) return whole.complaints.diagnostics(whole.tree).front().message;
    whole.root = root;
    return {};
  }
  std::string part(std::initializer_list<std::string_view> keys) {
    NodeId node = whole.root;
    for (const std::string_view key : keys) node = whole.tree.find(node, key);
    return node.some() ? render(whole.tree, node) : "nothing";
  }
  std::string request(std::size_t call) {
    const NodeId calls = whole.tree.find(whole.root, "calls");
    return render(whole.tree, whole.tree.find(whole.tree.items(calls)[call], "request"));
  }
  WholeTree whole;
};

TEST(Setting, ChangesAParameterOfARequestByItsName) {
  Edited scenario;
  EXPECT_EQ(scenario.set("refresh.BatchNumber=3"), "");
  EXPECT_EQ(scenario.request(1),
            "{AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: "
            "{BatchNumber: 3}}}");
}

TEST(Setting, PutsAParameterThatIsAbsentWhereItBelongs) {
  Edited scenario;
  EXPECT_EQ(scenario.set("refresh.FailProcess=AUTO_ROLLBACK"), "");
  EXPECT_EQ(scenario.set("refresh.CheckInstanceTargetHealth=true"), "");
  EXPECT_EQ(scenario.set("refresh.RefreshMode=ROLLING_UPDATE_REPLACE"), "");
  EXPECT_EQ(scenario.request(1),
            "{AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: "
            "{BatchNumber: 2, FailProcess: AUTO_ROLLBACK}, CheckInstanceTargetHealth: true}, "
            "RefreshMode: ROLLING_UPDATE_REPLACE}");
}

TEST(Setting, ReachesIntoAnyPartOfTheScenario) {
  Edited scenario;
  EXPECT_EQ(scenario.set("timing.reinstall.lognormal.median=5m"), "");
  EXPECT_EQ(scenario.part({"timing", "reinstall"}), "{lognormal: {median: 5m, p95: 9m}}");
  EXPECT_EQ(scenario.set("timing.boot=1m"), "");
  EXPECT_EQ(scenario.part({"timing", "boot"}), "1m");
  EXPECT_EQ(scenario.set("faults[0].probability=0.5"), "");
  EXPECT_THAT(scenario.part({"faults"}), HasSubstr("probability: 0.5"));
  EXPECT_EQ(scenario.set("faults.0.probability=0.25"), "");
  EXPECT_THAT(scenario.part({"faults"}), HasSubstr("probability: 0.25"));
  EXPECT_EQ(scenario.set("scaling_groups.asg-web.instances=9"), "");
  EXPECT_THAT(scenario.part({"scaling_groups"}), HasSubstr("instances: 9"));
  EXPECT_EQ(scenario.set("refresh.at=2m"), "");
  EXPECT_EQ(scenario.set("calls[0].request.ImageId=img-v3"), "");
  EXPECT_THAT(scenario.request(0), HasSubstr("ImageId: img-v3"));
}

TEST(Setting, ThatLeadsNowhereIsToldWithTheNearestRightOne) {
  Edited scenario;
  EXPECT_THAT(scenario.set("refresh.BatchNumbr=3"), HasSubstr("`refresh.BatchNumber`"));
  EXPECT_THAT(Edited().set("refesh.BatchNumber=3"), HasSubstr("`refresh.BatchNumber`"));
  EXPECT_THAT(Edited().set("timing.reinstal=3m"), HasSubstr("`timing.reinstall`"));
  EXPECT_THAT(Edited().set("scaling_groups.asg-wep.instances=3"),
              HasSubstr("`scaling_groups.asg-web.instances`"));
  EXPECT_THAT(Edited().set("faults[1].probability=1"),
              HasSubstr("`faults` has entries [0] to [0]"));
  EXPECT_THAT(Edited().set("timing[0]=1"), HasSubstr("is no list"));
  EXPECT_THAT(Edited().set("refresh=1"), HasSubstr("is a call"));
  EXPECT_THAT(Edited().set("seed=3"), HasSubstr("--seed"));
}

TEST(Setting, ThatIsShorterThanTheNamesThatAreThereLeadsNowhere) {
  EXPECT_THAT(Edited().set("scaling_groups.ps.desired=3"), HasSubstr("there is no `ps`"));
  EXPECT_THAT(Edited().set("launch_configurations.=3"), HasSubstr("is no path"));
}

TEST(Setting, DeeperThanAnyFileIsRefused) {
  std::string deep = "refresh.RefreshSettings";
  for (int i = 0; i < 50'000; ++i) deep += ".x";
  EXPECT_EQ(Edited().set(deep + "=1"), "this path is deeper than 64 levels");
}

TEST(Setting, OfAStudyIsToldOffAtItsPlace) {
  EXPECT_THAT(complaint_of("strategies:\n  a: {refresh.BatchNumbr: 3}\n"),
              ::testing::StartsWith("study.yaml:22:7: error: `refresh.BatchNumbr` leads nowhere"));
  EXPECT_THAT(complaint_of("strategies:\n  a: {timing.boot: soon}\n"),
              ::testing::StartsWith("study.yaml:22:20: error: `boot` must be"));
}

}  // namespace
}  // namespace refreshsim::testing
