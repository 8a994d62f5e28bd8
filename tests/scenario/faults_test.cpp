// Faults: names that they refer to, and what goes together.
#include "tests/scenario/helpers.h"

namespace refreshsim::test {
namespace {

using namespace std::chrono_literals;

/// A fleet with a group g of listed instances, and one fault, on line 5.
std::string with_fault(const std::string& fault) {
  return versioned(R"(launch_configurations: {a: {ImageId: img-v1}}
scaling_groups: {g: {launch_configuration: a, instances: [{id: web-1, zone: z1}, {}], zones: [z1]}}
faults:
)") + "  - " +
         fault + "\n";
}

Fault only_fault(const std::string& fault) { return load(with_fault(fault)).faults[0]; }

/// The first message, its column before it.
std::string told_fault(const std::string& fault) {
  const LoadResult result = parse_scenario(with_fault(fault));
  if (result.ok()) return "fine";
  EXPECT_EQ(result.diagnostics[0].place.line, 5);
  return std::to_string(result.diagnostics[0].place.column) + " " + result.diagnostics[0].message;
}

TEST(Faults, MatchEverythingThatIsGiven) {
  const Fault fault = only_fault(
      "{match: {group: g, instance: [web-1, ins-00000077], zone: z1, image: img-v9, batch: 2, "
      "step: "
      "boot, attempt: 3, surge: false}, outcome: hang}");
  EXPECT_EQ(fault.match.group, GroupId{0U});
  ASSERT_EQ(fault.match.instances.size(), 2U);
  EXPECT_EQ(fault.match.instances[1], InstanceName::number(77));
  EXPECT_EQ(fault.match.batch, 2U);
  EXPECT_EQ(fault.match.step, Step::boot);
  EXPECT_EQ(fault.match.attempt, 3U);
  EXPECT_EQ(fault.match.surge, false);
  EXPECT_EQ(fault.kind, FaultKind::hang);
  EXPECT_EQ(fault.probability, 1);
}

TEST(Faults, OfOneInstanceNeedNoList) {
  EXPECT_EQ(only_fault("{match: {instance: web-1}, outcome: unhealthy}").match.instances.size(),
            1U);
}

TEST(Faults, ThatBefallAStepNeedOne) {
  for (const std::string outcome : {"fail", "hang", "{delay: 5m}"}) {
    const std::string word = outcome.front() == '{' ? "delay" : outcome;
    EXPECT_EQ(told_fault("{match: {image: x}, outcome: " + outcome + "}"),
              "13 the outcome `" + word + "` befalls a step; `match` needs a `step`");
  }
}

TEST(Faults, ThatBefallAnInstallationTakeNoStep) {
  EXPECT_EQ(told_fault("{match: {step: boot}, outcome: unhealthy}"),
            "20 the outcome `unhealthy` befalls an installation; `match` takes no `step`");
  EXPECT_EQ(told_fault("{match: {step: boot}, outcome: {unhealthy_after: 5m}}"),
            "20 the outcome `unhealthy_after` befalls an installation; `match` takes no `step`");
}

TEST(Faults, NameOnlyWhatTheFileDefines) {
  EXPECT_EQ(told_fault("{match: {group: h}, outcome: unhealthy}"),
            "21 no scaling group is called `h`; there is only `g`");
  EXPECT_EQ(told_fault("{match: {zone: zz1}, outcome: unhealthy}"),
            "20 no zone is called `zz1`; did you mean `z1`?");
  EXPECT_EQ(
      told_fault("{match: {activity: refresh}, outcome: unhealthy}"),
      "24 no activity is called `refresh`; there is none; a call gives its activity a name by "
      "`as`");
  EXPECT_EQ(told_fault("{match: {instance: [web-1, web-2]}, outcome: unhealthy}"),
            "32 no instance is called `web-2`; did you mean `web-1`?");
  EXPECT_EQ(
      told_fault("{at: 1m, remove: ins-5}"),
      "22 no instance is called `ins-5`; there is only `web-1`; an id is listed in the file, or "
      "ins- and at least eight digits");
}

TEST(Faults, MayNameImagesAndNumbersThatAreYetToCome) {
  EXPECT_EQ(told_fault("{match: {image: never-seen, instance: ins-00001234}, outcome: unhealthy}"),
            "fine");
}

TEST(Faults, ATextKnownForAnotherReasonIsNoInstance) {
  EXPECT_EQ(told_fault("{at: 1m, remove: img-v1}").substr(0, 41),
            "22 no instance is called `img-v1`; there ");
}

TEST(Faults, HaveOneGroupStatusEach) {
  const Fault fault = only_fault("{at: 1m, group_status: {g: VPC_ABNORMAL}, for: 5m}");
  EXPECT_EQ(fault.group, GroupId{0U});
  EXPECT_EQ(fault.status, GroupStatus::VPC_ABNORMAL);
  EXPECT_EQ(fault.lasts, Duration(5min));
  EXPECT_EQ(told_fault("{at: 1m, group_status: {x: NORMAL}}"),
            "29 no scaling group is called `x`; there is only `g`");
  EXPECT_EQ(
      told_fault("{at: 1m, group_status: {}}"),
      "28 `group_status` must be a map such as {asg-9dn1a5y6: LB_ABNORMAL}, for one group, and "
      "may not be empty");
  EXPECT_EQ(told_fault("{at: 1m, group_status: {g: NORMAL, h: NORMAL}}"),
            "28 `group_status` must have at most 1 entry, not 2");
}

TEST(Faults, WithoutAnEndLastToTheEnd) {
  EXPECT_FALSE(only_fault("{at: 1m, outage: {zone: z1}}").lasts);
  EXPECT_FALSE(only_fault("{at: 1m, unhealthy: web-1}").lasts);
}

TEST(Faults, KeepTheirTextOnOneLine) {
  EXPECT_EQ(only_fault("match:\n      step: \"boot\"\n    outcome: {delay: 5m}").text,
            "{match: {step: boot}, outcome: {delay: 5m}}");
}

TEST(Faults, OutcomesThatAreMisspeltComeWithTheNearest) {
  EXPECT_EQ(
      told_fault("{match: {step: boot}, outcome: hnag}"),
      "36 `outcome` must be fail, hang, unhealthy, {delay: 10m}, {takes: 3m}, {fail_after: 90s} or "
      "{unhealthy_after: 12m}, not `hnag`; did you mean `hang`?");
}

TEST(Faults, AMisspeltOutcomeIsOneError) {
  EXPECT_EQ(parse_scenario(with_fault("{match: {image: x}, outcome: fial}")).diagnostics.size(),
            1U);
}

}  // namespace
}  // namespace refreshsim::test
