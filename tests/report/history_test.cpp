#include "sim/record/history.h"

#include <gtest/gtest.h>

#include "tests/report/sample.h"

namespace refreshsim {
namespace {

using sample::Book;
using L = LifeCycleState;

const GroupId kGroup{std::size_t{0}};

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override { sample::open_group(scenario_, book_, 4); }

  History history(std::int64_t end_ms) const {
    History history(scenario_);
    history.hear(book_.records());
    history.finish(end_ms);
    return history;
  }
  static FleetLevel total(const History& history) {
    FleetLevel sum;
    for (const TimeBin& bin : history.bins(kGroup)) {
      sum.desired += bin.integral.desired;
      sum.serving += bin.integral.serving;
      sum.badly += bin.integral.badly;
      sum.out += bin.integral.out;
      sum.surge += bin.integral.surge;
    }
    return sum;
  }
  void outage(std::uint32_t zone, bool out) {
    book_.add(RecordKind::zone_outage, Record::kNone, zone).to = out ? 1 : 0;
  }

  Scenario scenario_;
  Book book_;
};

TEST_F(HistoryTest, IntegratesExactlyHoweverLongTheRun) {
  book_.at(100);
  book_.state(0, L::IN_SERVICE, L::STANDBY);
  book_.at(350);
  book_.state(0, L::STANDBY, L::IN_SERVICE);
  for (const std::int64_t end : {std::int64_t{351}, std::int64_t{1000}, std::int64_t{1} << 51}) {
    const FleetLevel sum = total(history(end));
    EXPECT_EQ(sum.serving, 4 * end - 250);
    EXPECT_EQ(sum.out, 250);
    EXPECT_EQ(sum.desired, 4 * end);
  }
}

TEST_F(HistoryTest, DoublesItsSlicesAndKeepsTheWorstMoment) {
  book_.at(100);
  book_.state(0, L::IN_SERVICE, L::STANDBY);
  book_.at(101);
  book_.state(0, L::STANDBY, L::IN_SERVICE);
  const History history = this->history(1'000'000);
  EXPECT_EQ(history.bin_ms(), 2048);
  EXPECT_EQ(history.bins(kGroup)[0].worst.serving, 3);
  EXPECT_EQ(history.bins(kGroup)[1].worst.serving, 4);
  EXPECT_EQ(history.bins(kGroup)[0].covered_ms, 2048);
  EXPECT_EQ(history.bins(kGroup)[511].covered_ms, 0);
}

TEST_F(HistoryTest, WhatHoldsForNoTimeIsNotSeen) {
  book_.at(100);
  book_.state(0, L::IN_SERVICE, L::STANDBY);
  book_.state(0, L::STANDBY, L::IN_SERVICE);
  EXPECT_EQ(history(200).shortfall(kGroup).below_ms, 0);
}

TEST_F(HistoryTest, UnhealthyInServiceIsServingBadly) {
  book_.at(10);
  book_.health(1, false);
  book_.at(30);
  book_.health(1, true);
  const History history = this->history(100);
  EXPECT_EQ(total(history).badly, 20);
  EXPECT_EQ(history.shortfall(kGroup).badly_ms, 20);
  EXPECT_EQ(history.shortfall(kGroup).most_badly, 1);
  EXPECT_EQ(history.shortfall(kGroup).missing_integral, 20);
}

TEST_F(HistoryTest, AnOutageTakesItsZoneOutAndGivesItBackAsItIsThen) {
  book_.at(10);
  outage(0, true);
  book_.at(15);
  book_.health(0, false);  // in the zone
  book_.at(20);
  outage(0, false);
  const History history = this->history(30);
  EXPECT_EQ(total(history).out, 2 * 10);
  EXPECT_EQ(total(history).badly, 10);
  EXPECT_EQ(total(history).serving, 4 * 10 + 2 * 10 + 3 * 10);
}

TEST_F(HistoryTest, CountsSurgeFromItsLaunchUntilItIsGone) {
  book_.at(10);
  Record& created = book_.add(RecordKind::instance_created, 0, 4);
  created.to = static_cast<std::uint32_t>(L::CREATING);
  created.c = 0;
  created.d = 1;
  book_.at(20);
  book_.state(4, L::CREATING, L::IN_SERVICE);
  book_.at(40);
  book_.state(4, L::IN_SERVICE, L::TERMINATING);
  book_.at(45);
  book_.add(RecordKind::instance_gone, 0, 4).from = static_cast<std::uint32_t>(L::TERMINATING);
  const FleetLevel sum = total(history(100));
  EXPECT_EQ(sum.surge, 35);
  EXPECT_EQ(sum.serving, 4 * 100 + 20);
  EXPECT_EQ(sum.out, 5);
}

TEST_F(HistoryTest, RemembersTheLowestAndForHowLong) {
  book_.at(10);
  book_.state(0, L::IN_SERVICE, L::STANDBY);
  book_.at(20);
  book_.state(1, L::IN_SERVICE, L::STANDBY);
  book_.at(25);
  book_.state(1, L::STANDBY, L::IN_SERVICE);
  const Shortfall shortfall = history(100).shortfall(kGroup);
  EXPECT_EQ(shortfall.lowest.serving, 2);
  EXPECT_EQ(shortfall.lowest_at_ms, 20);
  EXPECT_EQ(shortfall.lowest_ms, 5);
  EXPECT_EQ(shortfall.below_ms, 90);
}

TEST_F(HistoryTest, DesiredCapacityMayChange) {
  book_.at(50);
  book_.state(0, L::IN_SERVICE, L::STANDBY);
  book_.add(RecordKind::desired_capacity, 0, 0).to = 3;
  const History history = this->history(100);
  EXPECT_EQ(total(history).desired, 4 * 50 + 3 * 50);
  EXPECT_EQ(history.shortfall(kGroup).below_ms, 0);
}

TEST_F(HistoryTest, CountsFailedStepsWhereTheyFailed) {
  book_.at(700);
  book_.add(RecordKind::step_ended, 0, 1).d = 0;
  book_.add(RecordKind::step_ended, 0, 2).d = 1;
  const History history = this->history(1000);
  EXPECT_EQ(history.bins(kGroup)[700 / 2].failed_steps, 1u);
}

TEST_F(HistoryTest, MarksTimedFaultsFromBeginningToEnd) {
  book_.at(10);
  book_.add(RecordKind::fault_began, Record::kNone, 3).to = 1;
  book_.at(20);
  book_.add(RecordKind::fault_began, 0, 5);
  book_.add(RecordKind::fault_ended, Record::kNone, 3);
  const History history = this->history(100);
  ASSERT_EQ(history.fault_marks().size(), 2u);
  EXPECT_EQ(history.fault_marks()[0].fault, FaultId{std::size_t{3}});
  EXPECT_EQ(history.fault_marks()[0].ended_ms, 20);
  EXPECT_TRUE(history.fault_marks()[0].effective);
  EXPECT_EQ(history.fault_marks()[1].ended_ms, std::nullopt);
  EXPECT_FALSE(history.fault_marks()[1].effective);
}

TEST_F(HistoryTest, SlicesGrowOnlyWhenTheLastOneIsPassed) {
  constexpr std::int64_t kLast = History::kBins;
  EXPECT_EQ(history(kLast).bin_ms(), 1);
  EXPECT_EQ(history(kLast + 1).bin_ms(), 2);
  book_.at(kLast);
  book_.add(RecordKind::step_ended, kGroup.value, 0);
  const History failed = history(kLast);
  EXPECT_EQ(failed.bin_ms(), 2);
  EXPECT_EQ(failed.bins(kGroup)[kLast / 2].failed_steps, 1);
}

TEST_F(HistoryTest, OnlySoManyFaultsAreMarkedButAllAreCounted) {
  for (std::uint32_t i = 0; i <= History::kMarks; ++i) {
    book_.add(RecordKind::fault_began, kGroup.value, i);
  }
  EXPECT_EQ(history(1).fault_marks().size(), History::kMarks);
  EXPECT_EQ(history(1).fault_count(), History::kMarks + 1);
}

TEST_F(HistoryTest, EndOfAFaultBelongsToItsOwnLatestBeginning) {
  const auto at = [this](std::int64_t time_ms, RecordKind kind, std::uint32_t fault) {
    book_.at(time_ms);
    book_.add(kind, kGroup.value, fault);
  };
  at(10, RecordKind::fault_began, 0);
  at(20, RecordKind::fault_began, 1);
  at(30, RecordKind::fault_ended, 1);
  at(40, RecordKind::fault_ended, 0);
  at(50, RecordKind::fault_began, 0);
  at(60, RecordKind::fault_ended, 0);
  const History history = this->history(100);
  ASSERT_EQ(history.fault_marks().size(), 3u);
  EXPECT_EQ(history.fault_marks()[0].ended_ms, 40);
  EXPECT_EQ(history.fault_marks()[1].ended_ms, 30);
  EXPECT_EQ(history.fault_marks()[2].ended_ms, 60);
}

}  // namespace
}  // namespace refreshsim
