// Outages of zones and other faults in time (model.md, sections 3 and 8).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

std::string outage(const std::string& at, const std::string& lasting,
                   const std::string& zone = "zone-1") {
  return "  - {at: " + at + ", outage: {zone: " + zone +
         (lasting.empty() ? "" : ", for: " + lasting) + "}}\n";
}

TEST(Outage, StepsStandStillAndGoOnAfterwards) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("5s", "7s") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-18s, boot 18s-20s");
}

TEST(Outage, StepThatEndsAsItBeginsHasEnded) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("11s", "7s") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-20s");
}

TEST(Outage, TimeoutsKeepCounting) {
  const Story run = run_text(fleet(1) + "step_timeout: {reinstall: 12s}\nfaults:\n" +
                             outage("5s", "7s") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-13s failed");
}

TEST(Outage, StepTimesOutInTheMiddleOfIt) {
  const Story run = run_text(fleet(1) + "step_timeout: {reinstall: 12s}\nfaults:\n" +
                             outage("5s", "1h") + refresh_at_once());
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-13s");
}

TEST(Outage, HealthChecksTimeoutKeepsCountingToo) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("14s", "1h") + "calls:\n" +
                             start("0s", "BatchNumber: 1", kChecked));
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-1m13s");
}

TEST(Outage, StepWhoseTurnComesThenStartsButItsDurationWaits) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("2s", "10s") + "calls:\n" +
                             start("5s", "BatchNumber: 1"));
  EXPECT_EQ(steps(run, 1), "drain 5s-13s, reinstall 13s-23s, boot 23s-25s");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 5s, IN_SERVICE 25s")
      << "all that its start does happens";
}

TEST(Outage, InstancesInServiceServeNeitherWellNorBadly) {
  const Story run = run_text(fleet(2) + "horizon: 20s\nfaults:\n" + outage("5s", "10s") +
                             "  - {at: 0s, unhealthy: ins-00000002}\n");
  EXPECT_EQ(statistic(run, "in_service.min"), 2);
  EXPECT_EQ(statistic(run, "serving.min"), 0);
  EXPECT_EQ(statistic(run, "serving.max"), 1);
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 10'000);
  EXPECT_EQ(statistic(run, "lost_capacity_ms"), 10'000 * 1 + 10'000 * 2);
}

TEST(Outage, IsDowntimeOfAnInstanceThatLeavesServiceInTheMiddleOfIt) {
  const Story run = run_text(fleet(1) + "horizon: 30s\nfaults:\n" + outage("10s", "10s") +
                             "calls:\n" + standby("15s", 1) + exit_standby("24s", 1));
  EXPECT_EQ(statistic(run, "downtime_ms.max"), 14'000);
}

TEST(Outage, ConcernsItsZoneOnly) {
  const Story run = run_text(fleet(2, "zones: [zone-1, zone-2]") + "faults:\n" +
                             outage("5s", "7s", "zone-2") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-13s");
  EXPECT_EQ(steps(run, 2), "drain 0s-1s, reinstall 1s-18s, boot 18s-20s");
}

TEST(Outage, ZoneIsUpWhenNoOutageCoversIt) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("5s", "10s") + outage("8s", "2s") +
                             outage("12s", "6s") + refresh_at_once());
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-24s, boot 24s-26s");
  EXPECT_EQ(records_of(run, RecordKind::zone_outage).size(), 2U);
}

TEST(Outage, EndlessFaults_OutageWithoutForLastsToTheEnd) {
  const Story run = run_text(fleet(1) + "horizon: 100d\nfaults:\n" + outage("5s", ""));
  EXPECT_EQ(statistic(run, "lost_capacity_ms"), 100.0 * 86'400'000 - 5'000);
  EXPECT_EQ(records_of(run, RecordKind::fault_ended).size(), 0U);
}

TEST(Outage, EndlessFaults_GroupStatusWithoutForLastsToTheEnd) {
  const Story run = run_text(fleet(1) +
                             "horizon: 100d\nfaults: [{at: 5s, group_status: {asg-1: "
                             "LB_ABNORMAL}}]\n");
  EXPECT_EQ(run.result.groups[0].status, GroupStatus::LB_ABNORMAL);
}

TEST(Outage, GroupsStatusIsThatOfTheLastBegunWindowStillOpen) {
  const Story run = run_text(fleet(1, "status: CVM_ABNORMAL") +
                             "faults:\n"
                             "  - {at: 5s, group_status: {asg-1: LB_ABNORMAL}, for: 10s}\n"
                             "  - {at: 8s, group_status: {asg-1: VPC_ABNORMAL}, for: 4s}\n");
  std::string changes;
  for (const Record& each : records_of(run, RecordKind::group_status)) {
    changes += std::string(name(static_cast<GroupStatus>(each.to))) + " " +
               std::to_string(each.time_ms / 1000) + ", ";
  }
  EXPECT_EQ(changes, "LB_ABNORMAL 5, VPC_ABNORMAL 8, LB_ABNORMAL 12, CVM_ABNORMAL 15, ");
}

TEST(Outage, EveryTimedFaultIsRecordedAsItBeginsAndEnds) {
  const Story run = run_text(fleet(1) + "faults:\n" + outage("5s", "2s") +
                             "  - {at: 5s, unhealthy: ins-00000001, for: 2s}\n"
                             "  - {at: 6s, unhealthy: ins-00000001, for: 500ms}\n");
  EXPECT_EQ(records_of(run, RecordKind::fault_began).size(), 3U);
  EXPECT_EQ(records_of(run, RecordKind::fault_ended).size(), 3U);
}

TEST(Outage, HealthChecksThatWaitedPassAfterItInTheFleetsOrder) {
  const Story run = run_text(fleet(3) + "faults:\n" + outage("15s", "5s") +
                             "  - {at: 12s, unhealthy: ins-00000001, for: 6s}\n"
                             "  - {at: 12s, unhealthy: ins-00000002, for: 5s}\n"
                             "  - {at: 12s, unhealthy: ins-00000003, for: 5s}\ncalls:\n" +
                             start("0s", "BatchNumber: 1", kChecked));
  std::vector<std::uint32_t> passed;
  for (const Record& each : records_of(run, RecordKind::step_ended)) {
    if (each.time_ms == 21'000) passed.push_back(each.subject);
  }
  EXPECT_THAT(passed, testing::ElementsAre(0U, 1U, 2U));
}

TEST(Outage, HealthCheckGoesOnWaitingAfterItForAnUnhealthyInstance) {
  const Story run = run_text(fleet(1) + "horizon: 1d\nfaults:\n" + outage("18s", "5s") +
                             "  - {at: 12s, unhealthy: ins-00000001}\ncalls:\n" +
                             start("0s", "BatchNumber: 1", kChecked));
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-1m13s");
}

TEST(Outage, UnhealthinessOfAnInstanceThatIsGoneEndsUnnoticed) {
  const Story run = run_text(fleet(2) + "faults:\n" +
                             "  - {at: 5s, unhealthy: ins-00000001, for: 10s}\n"
                             "  - {at: 7s, remove: ins-00000001}\n");
  EXPECT_EQ(health(run, 1), "unhealthy 5s");
}

}  // namespace
}  // namespace refreshsim::model_test
