// The health check (model.md, section 3, step 4).
#include "tests/model/support.h"

namespace refreshsim::model_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kCheck = "calls:\n" + start("0s", "BatchNumber: 1", kChecked);

std::string timed(const std::string& faults) { return "faults: [" + faults + "]\n"; }

TEST(HealthCheck, OnlyIfAskedForAndWithAnApplicationLoadBalancer) {
  const std::string with = "drain 0s-1s, reinstall 1s-11s, boot 11s-13s, health_check 13s-16s";
  const std::string without = "drain 0s-1s, reinstall 1s-11s, boot 11s-13s";
  EXPECT_EQ(steps(run_text(fleet(1, "load_balancer: application") + kCheck), 1), with);
  EXPECT_EQ(steps(run_text(fleet(1, "load_balancer: classic") + kCheck), 1), without);
  EXPECT_EQ(steps(run_text(fleet(1, "load_balancer: none") + kCheck), 1), without);
  const std::string unasked = "calls:\n" + start("0s", "BatchNumber: 1");
  EXPECT_EQ(steps(run_text(fleet(1, "load_balancer: application") + unasked), 1), without);
}

TEST(HealthCheck, InstanceComesOutOfStandbyAfterIt) {
  const Story run = run_text(fleet(1) + kCheck);
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 16s");
}

TEST(HealthCheck, HealthyInstancePassesWhenTheDurationIsOver) {
  const Story run =
      run_text(fleet(1) + timed("{at: 12s, unhealthy: ins-00000001, for: 3s999ms}") + kCheck);
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-16s");
}

TEST(HealthCheck, UnhealthyInstancePassesAsSoonAsItTurnsHealthy) {
  const Story run =
      run_text(fleet(1) + timed("{at: 12s, unhealthy: ins-00000001, for: 5s}") + kCheck);
  EXPECT_EQ(steps(run, 1), "drain 0s-1s, reinstall 1s-11s, boot 11s-13s, health_check 13s-17s");
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-17s");
}

TEST(HealthCheck, InAnOutageItPassesAsThatEnds) {
  const Story run = run_text(fleet(1) +
                             timed("{at: 12s, unhealthy: ins-00000001, for: 5s}, "
                                   "{at: 16s500ms, outage: {zone: zone-1, for: 4s}}") +
                             kCheck);
  EXPECT_EQ(batches(run, "refresh"), "SUCCESSFUL 0s-20s500ms");
}

TEST(HealthCheck, ThoseThatPassAsAnOutageEndsDoSoInTheGroupsOrder) {
  const Story run = run_text(
      fleet(3) +
      timed("{at: 12s, unhealthy: ins-00000003, for: 5s}, {at: 12s, unhealthy: ins-00000001, for: "
            "5s}, {at: 12s, unhealthy: ins-00000002, for: 5s}, "
            "{at: 16s500ms, outage: {zone: zone-1, for: 4s}}") +
      kCheck);
  std::vector<std::uint32_t> order;
  for (const Record& each : records_of(run, RecordKind::step_ended)) {
    if (each.time_ms == 20'500) order.push_back(each.subject);
  }
  EXPECT_THAT(order, ElementsAre(0U, 1U, 2U));
}

TEST(HealthCheck, FailsAfterItsTimeout) {
  const Story run =
      run_text(fleet(1) + timed("{match: {image: img-1}, outcome: unhealthy}") + kCheck);
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-1m13s");
  EXPECT_EQ(history(run, "refresh"), "INIT 0s, RUNNING 0s, FAILED_PAUSE 1m13s");
  EXPECT_THAT(row(run, "refresh", 1).message, HasSubstr("health_check"));
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s");
}

TEST(HealthCheck, TimeoutsDefaultIs1800Seconds) {
  const Story run =
      run_text(fleet(1) + timed("{match: {image: img-1}, outcome: unhealthy}") + "calls:\n" +
               start("0s", "BatchNumber: 1", "CheckInstanceTargetHealth: true"));
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-30m13s");
}

TEST(HealthCheck, TimeoutIsFrom60To7200Seconds) {
  const auto answer = [](const std::string& seconds) {
    return codes(
        run_text(fleet(1) + "calls:\n" +
                 start("0s", "BatchNumber: 1", "CheckInstanceTargetHealthTimeout: " + seconds)))[0];
  };
  EXPECT_EQ(answer("59"), "InvalidParameterValue");
  EXPECT_EQ(answer("60"), "ok");
  EXPECT_EQ(answer("7200"), "ok");
  EXPECT_EQ(answer("7201"), "InvalidParameterValue");
}

TEST(HealthCheck, PassesIfItTurnsHealthyBeforeTheTimeout) {
  const auto outcome = [](const std::string& lasting) {
    return batches(
        run_text(fleet(1) + timed("{at: 12s, unhealthy: ins-00000001, for: " + lasting + "}") +
                 kCheck),
        "refresh");
  };
  EXPECT_EQ(outcome("1m999ms"), "SUCCESSFUL 0s-1m12s999ms");
  EXPECT_EQ(outcome("1m1s"), "FAILED 0s-1m13s") << "the timeout comes before the fault's end";
}

TEST(HealthCheck, LongerThanItsTimeoutFailsAndEndingExactlyThenPasses) {
  const auto outcome = [](const std::string& delay) {
    return batches(
        run_text(fleet(1) +
                 timed("{match: {step: health_check}, outcome: {delay: " + delay + "}}") + kCheck),
        "refresh");
  };
  EXPECT_EQ(outcome("57s"), "SUCCESSFUL 0s-1m13s");
  EXPECT_EQ(outcome("57s1ms"), "FAILED 0s-1m13s");
}

TEST(HealthCheck, HangingOneEndsByItsOwnTimeout) {
  const Story run =
      run_text(fleet(1) + timed("{match: {step: health_check}, outcome: hang}") + kCheck);
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-1m13s");
}

TEST(HealthCheck, ToldToFailItFailsWhenItsDurationIsOver) {
  const Story run =
      run_text(fleet(1) + timed("{match: {step: health_check}, outcome: fail}") + kCheck);
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-16s");
  EXPECT_EQ(health(run, 1), "unhealthy 16s") << "whose health check failed is not healthy";
}

TEST(HealthCheck, ToldToFailItDoesNotWaitForTheInstanceToTurnHealthy) {
  const Story run = run_text(fleet(1) +
                             timed("{match: {step: health_check}, outcome: fail}, {match: {image: "
                                   "img-1}, outcome: unhealthy}") +
                             kCheck);
  EXPECT_EQ(batches(run, "refresh"), "FAILED 0s-16s");
}

TEST(HealthCheck, WithoutItAnUnhealthyInstanceServesBadly) {
  const Story run =
      run_text(fleet(1) + "horizon: 20s\n" + timed("{match: {image: img-1}, outcome: unhealthy}") +
               "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(rows(run, "refresh"), "1 SUCCESSFUL");
  EXPECT_EQ(life(run, 1), "IN_SERVICE 0s, STANDBY 0s, IN_SERVICE 13s");
  EXPECT_EQ(statistic(run, "serving_badly.max"), 1);
  EXPECT_EQ(statistic(run, "bad_exposure_ms"), 7'000);
}

TEST(HealthCheck, TimedUnhealthinessHoldsForItsWindow) {
  const Story run = run_text(fleet(1) + timed("{at: 5s, unhealthy: ins-00000001, for: 2s}"));
  EXPECT_EQ(health(run, 1), "unhealthy 5s, healthy 7s");
}

TEST(HealthCheck, TimedUnhealthinessWithoutAWindowIsForGood) {
  const Story run =
      run_text(fleet(1) + "horizon: 100d\n" + timed("{at: 5s, unhealthy: ins-00000001}"));
  EXPECT_EQ(health(run, 1), "unhealthy 5s");
}

TEST(HealthCheck, TimedUnhealthinessEndsWithTheNextInstallation) {
  const Story run = run_text(fleet(1) +
                             timed("{at: 5s, unhealthy: ins-00000001}, {at: 6s, unhealthy: "
                                   "ins-00000001, for: 1m}, {at: 90s, unhealthy: ins-00000001, "
                                   "for: 1s}") +
                             "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(health(run, 1), "unhealthy 5s, healthy 11s, unhealthy 1m30s, healthy 1m31s")
      << "the end of a window that began before changes nothing";
}

TEST(HealthCheck, TimedUnhealthinessOfAnotherInstanceHolds) {
  const Story run = run_text(fleet(2) +
                             timed("{at: 5s, unhealthy: ins-00000001, for: 30s}, {at: 20s, "
                                   "unhealthy: ins-00000002, for: 40s}") +
                             "calls:\n" + start("0s", "BatchNumber: 1"));
  EXPECT_EQ(health(run, 1), "unhealthy 5s, healthy 11s");
  EXPECT_EQ(health(run, 2), "unhealthy 20s, healthy 1m")
      << "not with the end of a window whose effect an installation took away";
}

TEST(HealthCheck, WindowsEndTakesAwayOnlyItsOwnEffect) {
  const Story run = run_text(fleet(1) + timed("{at: 5s, unhealthy: ins-00000001, for: 10s}, {at: "
                                              "6s, unhealthy: ins-00000001, for: 2s}"));
  EXPECT_EQ(health(run, 1), "unhealthy 5s, healthy 15s");
}

}  // namespace
}  // namespace refreshsim::model_test
