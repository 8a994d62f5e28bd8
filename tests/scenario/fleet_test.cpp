// Launch configurations, images, scaling groups.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

/// A group g with these keys besides what is required; line 3.
std::string group(const std::string& keys) {
  return versioned("launch_configurations: {a: {ImageId: img-v1}}\n") +
         "scaling_groups: {g: {launch_configuration: a, instances: 4" + keys + "}}\n";
}

std::string told_fleet(const std::string& yaml) {
  const LoadResult result = parse_scenario(yaml);
  return result.ok() ? "fine" : result.diagnostics[0].message;
}

TEST(LaunchConfigurations, KeepTextsAndOtherValuesAsTheirText) {
  const Scenario read = load(versioned(R"(launch_configurations:
  a: {ImageId: img-v1, UserData: 1, EnhancedService: {b: true, a: [1, x]}, HostName: ~}
)"));
  const Software& fields = read.configurations[0].fields;
  EXPECT_EQ(read.symbols.text(fields[index(Field::UserData)]), "1");
  EXPECT_EQ(read.symbols.text(fields[index(Field::EnhancedService)]), R"({"a":[1,"x"],"b":true})");
  EXPECT_FALSE(fields[index(Field::HostName)].some());
  EXPECT_FALSE(fields[index(Field::LoginSettings)].some());
}

TEST(LaunchConfigurations, AreKnownByNameToGroups) {
  EXPECT_EQ(
      errors(versioned("launch_configurations: {asc-web: {}}\n"
                       "scaling_groups: {g: {launch_configuration: asc-wbe, instances: 1}}\n")),
      "f.yaml:3:44: error: no launch configuration is called `asc-wbe`; did you mean "
      "`asc-web`?\n"
      "scaling_groups: {g: {launch_configuration: asc-wbe, instances: 1}}\n"
      "                                           ^\n");
}

TEST(Images, SayOnlyWhatIsWrong) {
  const Scenario read = load(versioned("images: {a: {exists: false}, b: {conflicts: true}}\n"));
  EXPECT_FALSE(read.images[0].exists);
  EXPECT_FALSE(read.images[0].conflicts);
  EXPECT_TRUE(read.images[1].exists);
  EXPECT_TRUE(read.images[1].conflicts);
}

TEST(Capacity, DefaultsToTheNumberOfInstances) {
  const ScalingGroup read = load(group("")).groups[0];
  EXPECT_EQ(read.desired, 4U);
  EXPECT_EQ(read.min_size, 0U);
  EXPECT_EQ(read.max_size, 8U);
}

TEST(Capacity, MaximumDefaultsToTwiceTheDesired) {
  EXPECT_EQ(load(group(", desired: 7")).groups[0].max_size, 14U);
}

TEST(Capacity, DesiredMustNotBeBelowMinimum) {
  EXPECT_EQ(errors(group(", desired: 2, min: 3")),
            "f.yaml:3:70: error: the desired capacity, 2, must not be below `min`, 3\n"
            "scaling_groups: {g: {launch_configuration: a, instances: 4, desired: 2, min: 3}}\n"
            "                                                                     ^\n"
            "f.yaml:3:78: note: `min` is here\n"
            "scaling_groups: {g: {launch_configuration: a, instances: 4, desired: 2, min: 3}}\n"
            "                                                                             ^\n");
  EXPECT_EQ(told_fleet(group(", min: 5")), "the desired capacity, 4, must not be below `min`, 5");
}

TEST(Capacity, DesiredMustNotBeAboveMaximum) {
  EXPECT_EQ(told_fleet(group(", desired: 5, max: 4")),
            "the desired capacity, 5, must not be above `max`, 4");
  EXPECT_EQ(told_fleet(group(", max: 3")), "the desired capacity, 4, must not be above `max`, 3");
  EXPECT_EQ(told_fleet(group(", max: 4, min: 4")), "fine");
}

TEST(Zones, DefaultToOne) {
  const Scenario read = load(group(""));
  ASSERT_EQ(read.zones, std::vector<std::string>{"zone-1"});
  EXPECT_EQ(read.groups[0].zones, std::vector{ZoneId{0U}});
}

TEST(Zones, MayNotBeGivenTwice) {
  EXPECT_EQ(errors(group(", zones: [z1, z2, z1]")),
            "f.yaml:3:77: error: the zone `z1` is given twice\n"
            "scaling_groups: {g: {launch_configuration: a, instances: 4, zones: [z1, z2, z1]}}\n"
            "                                                                            ^\n"
            "f.yaml:3:69: note: first here\n"
            "scaling_groups: {g: {launch_configuration: a, instances: 4, zones: [z1, z2, z1]}}\n"
            "                                                                    ^\n");
}

TEST(Zones, AreSharedByGroupsOfTheSameName) {
  const Scenario read = load(versioned(R"(launch_configurations: {a: {}}
scaling_groups:
  g: {launch_configuration: a, instances: 1, zones: [x, y]}
  h: {launch_configuration: a, instances: 1, zones: [y, z]}
)"));
  EXPECT_EQ(read.zones, (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_EQ(read.groups[1].zones, (std::vector{ZoneId{1U}, ZoneId{2U}}));
}

TEST(Windows, BeginAtTheStartUnlessSaid) {
  const ScalingGroup read = load(group(", in_activity: [{to: 5m}, {from: 1h, to: 2h}]")).groups[0];
  EXPECT_EQ(read.in_activity[0].from, kStart);
  EXPECT_EQ(read.in_activity[1].from, kStart + 1h);
}

TEST(Windows, EndAfterTheyBegin) {
  EXPECT_EQ(told_fleet(group(", in_activity: [{from: 5m, to: 5m}]")),
            "`to` must be later than `from`");
}

TEST(Groups, HaveTheirStatusAndLoadBalancer) {
  const ScalingGroup read = load(group(", status: LB_ABNORMAL, load_balancer: classic")).groups[0];
  EXPECT_EQ(read.status, GroupStatus::LB_ABNORMAL);
  EXPECT_EQ(read.load_balancer, LoadBalancer::classic);
}

}  // namespace
}  // namespace refreshsim::test
