// Instances at the start: ids over all groups, zones, images, states.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

/// Groups g0, g1 … with these `instances` (and what may follow in the group's map).
std::string groups(const std::vector<std::string>& instances) {
  std::string yaml = versioned("launch_configurations: {a: {ImageId: img-v1}}\nscaling_groups:\n");
  for (std::size_t i = 0; i < instances.size(); ++i) {
    yaml += "  g" + std::to_string(i) + ": {launch_configuration: a, instances: " + instances[i] +
            "}\n";
  }
  return yaml;
}

std::vector<std::string> ids(const Scenario& scenario, std::size_t group) {
  std::vector<std::string> all;
  for (const ListedInstance& each : scenario.groups[group].listed) {
    all.push_back(instance_text(scenario.symbols, each.name));
  }
  return all;
}

using Texts = std::vector<std::string>;

TEST(Instances, AreNumberedOverAllGroups) {
  const Scenario read = load(groups({"3", "2"}));
  EXPECT_EQ(read.groups[0].first_number, 1U);
  EXPECT_EQ(read.groups[1].first_number, 4U);
  EXPECT_TRUE(read.groups[1].listed.empty());
}

TEST(Instances, CountedOnesComeAfterListedOnesInTheirWay) {
  const Scenario read = load(groups({"[{id: ins-00000001}, {id: ins-00000002}]", "3"}));
  EXPECT_EQ(read.groups[1].first_number, 3U);
  EXPECT_TRUE(read.groups[1].listed.empty());
}

TEST(Instances, CountedOnesGoAroundListedOnesAnywhereInTheFile) {
  const Scenario read = load(groups({"3", "[{id: ins-00000002}, {id: web}]", "1"}));
  EXPECT_EQ(ids(read, 0), (Texts{"ins-00000001", "ins-00000003", "ins-00000004"}));
  EXPECT_EQ(ids(read, 1), (Texts{"ins-00000002", "web"}));
  EXPECT_EQ(read.groups[2].first_number, 5U);
  EXPECT_EQ(read.symbols.text(read.groups[0].listed[1].image), "img-v1");
}

TEST(Instances, WithoutAnIdTakeTheNextFreeNumber) {
  const Scenario read = load(groups({"[{}, {id: ins-00000002}, {LifeCycleState: STANDBY}]"}));
  EXPECT_EQ(ids(read, 0), (Texts{"ins-00000001", "ins-00000002", "ins-00000003"}));
  EXPECT_EQ(read.groups[0].listed[2].state, LifeCycleState::STANDBY);
}

TEST(Instances, KeepWhatIsSaidOfThem) {
  const Scenario read = load(groups({"[{id: x, zone: z9, ImageId: img-v0}, {id: y}]"}));
  EXPECT_EQ(read.zones, Texts{"z9"});
  EXPECT_EQ(read.symbols.text(read.groups[0].listed[0].image), "img-v0");
  EXPECT_EQ(read.symbols.text(read.groups[0].listed[1].image), "img-v1");
  EXPECT_EQ(read.groups[0].count, 2U);
}

TEST(Instances, DefineTheGroupsZonesAsTheyFirstAppear) {
  const Scenario read = load(groups({"[{zone: b}, {zone: a}, {}, {zone: b}, {}]"}));
  EXPECT_EQ(read.zones, (Texts{"b", "a"}));
  std::vector<ZoneId> zones;
  for (const ListedInstance& each : read.groups[0].listed) zones.push_back(each.zone);
  EXPECT_EQ(zones, (std::vector{ZoneId{0U}, ZoneId{1U}, ZoneId{0U}, ZoneId{0U}, ZoneId{0U}}));
}

TEST(Instances, MustBeInTheGroupsZonesIfItHasSome) {
  EXPECT_EQ(errors(groups({"[{zone: z3}], zones: [z1, z2]"})),
            "f.yaml:4:52: error: the zone `z3` is none of the group's `zones`\n"
            "  g0: {launch_configuration: a, instances: [{zone: z3}], zones: [z1, z2]}\n"
            "                                                   ^\n");
}

TEST(Instances, OfOneIdInTwoGroupsAreToldWithBothPlaces) {
  EXPECT_EQ(errors(groups({"[{id: web-1}]", "[{id: web-1}]"})),
            "f.yaml:5:50: error: the id `web-1` is given twice\n"
            "  g1: {launch_configuration: a, instances: [{id: web-1}]}\n"
            "                                                 ^\n"
            "f.yaml:4:50: note: first here\n"
            "  g0: {launch_configuration: a, instances: [{id: web-1}]}\n"
            "                                                 ^\n");
}

TEST(InstanceNames, AreNumbersOnlyIfWrittenAsTheServiceDoes) {
  Symbols symbols;
  EXPECT_EQ(instance_name(symbols, "ins-00000042"), InstanceName::number(42));
  EXPECT_EQ(instance_name(symbols, "ins-123456789"), InstanceName::number(123456789));
  for (const char* other : {"ins-42", "ins-0000042", "ins-012345678", "ins-99999999999",
                            "ins-0000004x", "ins-", "web"}) {
    EXPECT_EQ(instance_name(symbols, other), std::nullopt) << other;
    const SymbolId symbol = symbols.intern(other);
    EXPECT_EQ(instance_name(symbols, other), InstanceName::text(symbol));
  }
}

TEST(InstanceNames, AreWrittenAsTheyAreRead) {
  Symbols symbols;
  for (const char* text : {"ins-00000000", "ins-00000042", "ins-123456789", "ins-2147483647"}) {
    EXPECT_EQ(instance_text(symbols, *instance_name(symbols, text)), text);
  }
}

}  // namespace
}  // namespace refreshsim::test
