// Cases settled later (model.md, section 8) and by the project itself (sim/ASSUMPTIONS.md).
#include "sim/report/ratio_text.h"
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;

std::string faults(const std::string& entries) { return "faults: [" + entries + "]\n"; }

TEST(Settled, IdsAreNumberedAcrossGroupsAndNoneIsUsedAgain) {
  const std::string two =
      "refreshsim: 1\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 2}, asg-2: "
      "{launch_configuration: asc-1, instances: 2}}\ncalls:\n";
  const Story run = run_text(two + remove("0s", 2) + start_replace("1s", "BatchNumber: 1"));
  std::vector<std::uint32_t> numbers;
  for (const InstanceView& each : run.result.instances) numbers.push_back(each.name.code);
  EXPECT_THAT(numbers, ElementsAre(1U, 2U, 5U, 3U, 4U)) << "a new one goes last in its group";
}

TEST(Settled, ReplacingInstanceTakesTheZoneOfTheOneItReplaces) {
  const Story run = run_text(fleet(3, "zones: [zone-a, zone-b]") + "calls:\n" +
                             start_replace("0s", "BatchNumber: 1"));
  const auto zone = [&](std::uint32_t number) {
    return run.scenario.zones[instance(run, number).zone.value];
  };
  EXPECT_EQ(zone(4), "zone-a");
  EXPECT_EQ(zone(5), "zone-b");
  EXPECT_EQ(zone(6), "zone-a");
}

TEST(Settled, ListedInstanceKeepsItsStateUntilACallOrFaultChangesIt) {
  const std::string listed =
      "refreshsim: 1\nhorizon: 10d\nlaunch_configurations: {asc-1: {ImageId: img-1}}\n"
      "scaling_groups: {asg-1: {launch_configuration: asc-1, instances: [{id: ins-00000001, "
      "LifeCycleState: CREATING}, {id: ins-00000002, LifeCycleState: TERMINATING}, {id: "
      "ins-00000003, LifeCycleState: STANDBY}]}}\ncalls:\n";
  const Story run = run_text(listed + exit_standby("5s", 3));
  EXPECT_EQ(life(run, 1), "CREATING 0s");
  EXPECT_EQ(life(run, 2), "TERMINATING 0s");
  EXPECT_EQ(life(run, 3), "STANDBY 0s, IN_SERVICE 5s");
}

TEST(Settled, LatentDefectCountsFromTheFirstEntryIntoServiceAndGoesOnInStandby) {
  const Story run =
      run_text(fleet(1) + faults("{match: {image: img-1}, outcome: {unhealthy_after: 5s}}") +
               refresh_at_once() + standby("14s", 1) + exit_standby("16s", 1));
  EXPECT_EQ(health(run, 1), "unhealthy 18s");
}

TEST(Settled, LatentDefectEndsWithANewInstallation) {
  const Story run = run_text(fleet(1) +
                             faults("{match: {image: img-1, activity: refresh}, outcome: "
                                    "{unhealthy_after: 17s}}") +
                             refresh_at_once() + start_as("second", "18s", "BatchNumber: 1"));
  EXPECT_EQ(health(run, 1), "") << "installed anew at 29s, before it would show at 30s";
}

TEST(Settled, LatentDefectThatChangesNothingLeavesNoRecord) {
  const Story run = run_text(fleet(1) + "horizon: 1m\n" +
                             faults("{match: {image: img-1}, outcome: {unhealthy_after: 5s}}, "
                                    "{at: 15s, unhealthy: ins-00000001, for: 10s}") +
                             refresh_at_once());
  EXPECT_EQ(health(run, 1), "unhealthy 15s") << "and the window's end does not heal it";
  for (const Record& each : run.records) EXPECT_NE(each.time_ms, 18'000);
}

TEST(Settled, LatentPhase_ShowsAmongTheFaultsByPlaceThenInstance) {
  const Story run = run_text(fleet(2) +
                             faults("{at: 18s, group_status: {asg-1: LB_ABNORMAL}}, {match: "
                                    "{image: img-1}, outcome: {unhealthy_after: 5s}}, {at: 18s, "
                                    "group_status: {asg-1: VPC_ABNORMAL}}") +
                             refresh_at_once() + describe_all("18s"));
  std::string order;
  for (const Record& each : run.records) {
    if (each.time_ms != 18'000) continue;
    if (each.kind == RecordKind::fault_began)
      order += "fault " + std::to_string(each.subject) + ", ";
    if (each.kind == RecordKind::health) order += "instance " + std::to_string(each.subject) + ", ";
    if (each.kind == RecordKind::call_made) order += "call";
  }
  EXPECT_EQ(order, "fault 0, instance 0, instance 1, fault 2, call");
}

TEST(Settled, MissingImageFailsLate_AfterItsWholeDurationWithDelays) {
  const auto step = [](const std::string& outcome) {
    return steps(run_text(fleet(1) + "horizon: 1d\nimages: {img-gone: {exists: false}}\n" +
                          faults("{match: {step: reinstall}, outcome: " + outcome + "}") +
                          refresh_at_once() + modify("500ms", "ImageId: img-gone")),
                 1);
  };
  EXPECT_EQ(step("{delay: 5s}"), "drain 0s-1s, reinstall 1s-16s failed");
  EXPECT_EQ(step("hang"), "drain 0s-1s, reinstall 1s-") << "a hang hangs";
}

TEST(Settled, DrainFailureKeepsHealth) {
  const Story run = run_text(fleet(1) + faults("{match: {step: drain}, outcome: fail}") +
                             refresh_at_once() + exit_standby("20s", 1));
  EXPECT_EQ(health(run, 1), "");
  EXPECT_TRUE(instance(run, 1).healthy);
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 0);
}

TEST(Settled, WindowWithoutChange_LeavesNoRecord) {
  const Story run = run_text(fleet(1, "in_activity: [{from: 5s, to: 20s}, {from: 7s, to: 9s}]"));
  EXPECT_EQ(in_activity(run), "IN_ACTIVITY 5s, NOT_IN_ACTIVITY 20s");
  for (const Record& each : run.records) {
    EXPECT_TRUE(each.time_ms == 0 || each.time_ms == 5'000 || each.time_ms == 20'000);
  }
}

TEST(Settled, Messages_AreEmptyWhereThereIsNothingToSay) {
  const Story run = run_text(fleet(2) + "calls:\n" +
                             start("0s", "BatchNumber: 2, BatchPause: FIRST_BATCH_PAUSE"));
  EXPECT_EQ(row(run, "refresh", 1).message, "");
  EXPECT_EQ(row(run, "refresh", 2).message, "");
}

TEST(Settled, Messages_NameStepAttemptCauseLossAndNewInstance) {
  using testing::AllOf;
  using testing::HasSubstr;
  const Story run = run_text(fleet(2) + "step_timeout: {boot: 1s}\n" +
                             faults("{at: 5s, remove: ins-00000002}") + refresh_at_once());
  EXPECT_THAT(row(run, "refresh", 1).message, AllOf(HasSubstr("boot"), HasSubstr("attempt 1")));
  EXPECT_THAT(row(run, "refresh", 2).message, HasSubstr("gone"));
  const Story replaced = run_text(fleet(1) + faults("{match: {step: terminate}, outcome: fail}") +
                                  "calls:\n" + start_replace("0s", "BatchNumber: 1"));
  EXPECT_THAT(row(replaced, "refresh", 1).message,
              AllOf(HasSubstr("terminate"), HasSubstr("ins-00000002")));
}

TEST(Settled, StatusesOfAGroup_EachAbnormalOneHindersStart) {
  for (const GroupStatus status : values<GroupStatus>()) {
    const Story run =
        run_text(fleet(1, "status: " + std::string(name(status))) + refresh_at_once());
    const bool normal = status == GroupStatus::NORMAL;
    EXPECT_EQ(codes(run)[0], normal ? "ok" : "ResourceUnavailable.AutoScalingGroupAbnormalStatus");
  }
}

TEST(Settled, StatusesOfAGroup_HinderOnlyStartAndRollback) {
  const Story run =
      run_text(fleet(2) + faults("{at: 1s, group_status: {asg-1: LB_ABNORMAL}}") + "calls:\n" +
               start("0s", "BatchNumber: 2") + stop("5s") + resume("6s") + stop("20s") +
               cancel("40s") + standby("41s", 1) + exit_standby("42s", 1) + detach("43s", 2));
  EXPECT_THAT(codes(run), testing::Each("ok"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL | 2 SUCCESSFUL");
}

TEST(Settled, ExactOutcomes_TakesJustSoLong) {
  const auto step = [](const std::string& outcome, const std::string& more = "") {
    return steps(
        run_text(fleet(1) + faults("{match: {step: boot}, outcome: {" + outcome + "}}" + more) +
                 "step_timeout: {boot: 20s}\n" + refresh_at_once()),
        1);
  };
  const std::string before = "drain 0s-1s, reinstall 1s-11s, boot 11s-";
  EXPECT_EQ(step("takes: 7s"), before + "18s");
  EXPECT_EQ(step("fail_after: 7s"), before + "18s failed");
  EXPECT_EQ(step("takes: 30s"), before + "31s failed") << "by its timeout";
  EXPECT_EQ(step("takes: 7s", ", {at: 12s, outage: {zone: zone-1, for: 3s}}"), before + "21s");
}

TEST(Settled, NineDigits_RoundedHalfToEven) {
  EXPECT_EQ(ratio_text({1, 3}), "0.333333333");
  EXPECT_EQ(ratio_text({2, 3}), "0.666666667");
  EXPECT_EQ(ratio_text({1'234'567'885, 10}), "123456788");
  EXPECT_EQ(ratio_text({1'234'567'895, 10}), "123456790");
  EXPECT_EQ(ratio_text({1, 2}), "0.5");
}

}  // namespace
}  // namespace refreshsim::model_test
