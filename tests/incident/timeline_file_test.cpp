#include "sim/incident/timeline_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/incident/timeline_report.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `count` records, each caused by the one before it; from `other` on, to another state.
TimelineFile timeline(std::size_t count, std::size_t other = SIZE_MAX) {
  std::string text = std::string(kCsvHead) + "\r\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += std::to_string(i * 10) + "," + std::to_string(i) + "," +
            std::to_string(i == 0 ? 0 : i - 1) + ",life_cycle_state,asg-1,ins-" +
            std::to_string(i % 3) + ",,CREATING," + (i < other ? "IN_SERVICE" : "STANDBY") +
            ",\r\n";
  }
  auto file = TimelineFile::parse(text);
  EXPECT_TRUE(file.has_value());
  return *file;
}

std::string error(std::string_view rows) {
  const auto file = TimelineFile::parse(std::string(kCsvHead) + "\n" + std::string(rows));
  return file ? "" : file.error();
}

TEST(TimelineFile, FindsTheFirstDifferenceWhereverItIs) {
  const TimelineFile whole = timeline(40);
  for (std::size_t other = 0; other < 40; ++other) {
    EXPECT_EQ(common_records(whole, timeline(40, other)), other);
    EXPECT_EQ(common_records(whole, timeline(other)), other) << "one is shorter";
  }
  EXPECT_EQ(common_records(whole, timeline(40)), 40u);
}

TEST(TimelineFile, NamesTheRecordThatCannotBeRead) {
  EXPECT_EQ(error("0,0,0,k,g,s,p,f,t,d\n0,1\n"), "record 1 can't be read: it needs ten columns");
  EXPECT_THAT(error("0,1,0,k,g,s,p,f,t,d\n"), HasSubstr("record 0 can't be read: its sequence"));
  EXPECT_THAT(error("0,0,5,k,g,s,p,f,t,d\n"), HasSubstr("its cause comes after it"));
}

TEST(TimelineFile, MayBeEmpty) {
  EXPECT_EQ(timeline(0).size(), 0u);
  EXPECT_EQ(TimelineFile::parse("").value().size(), 0u);
}

TEST(TimelineDifference, IsNoneBetweenEqualTimelines) {
  const TimelineFile a = timeline(9);
  EXPECT_FALSE(timeline_difference({"A", a}, {"B", timeline(9)}).has_value());
}

TEST(TimelineDifference, ShowsBothSidesWhatLedToItAndTheStateAround) {
  const TimelineFile a = timeline(9);
  const TimelineFile b = timeline(9, 7);
  const std::string text = timeline_difference({"A", a}, {"B", b}).value();
  EXPECT_THAT(text, HasSubstr("the first 7 records are the same; record 7 differs in to\n"));
  EXPECT_THAT(text, HasSubstr("A:\n  #7  70 ms (70ms)  life_cycle_state  ins-1: CREATING -> "
                              "IN_SERVICE  in asg-1  (after #6)\n"));
  EXPECT_THAT(text, HasSubstr("B:\n  #7  70 ms (70ms)  life_cycle_state  ins-1: CREATING -> "
                              "STANDBY  in asg-1  (after #6)\n"));
  EXPECT_THAT(text, HasSubstr("What led to it:\n  #6  60 ms"));
  EXPECT_THAT(text, HasSubstr("The state just before:\n  ins-1: LifeCycleState IN_SERVICE\n"));
  EXPECT_THAT(text, Not(HasSubstr("ins-2: LifeCycleState")));
}

TEST(TimelineDifference, SaysIfOneSideHasMore) {
  const TimelineFile a = timeline(4);
  const TimelineFile b = timeline(5);
  EXPECT_THAT(timeline_difference({"A", a}, {"B", b}).value(), HasSubstr("record 4 is only in B"));
  EXPECT_THAT(timeline_difference({"A", b}, {"B", a}).value(), HasSubstr("record 4 is only in A"));
}

}  // namespace
}  // namespace refreshsim
