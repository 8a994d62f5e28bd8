#include "sim/report/picture.h"

#include <gtest/gtest.h>

#include "sim/report/fleet_chart.h"
#include "tests/report/sample.h"

namespace refreshsim {
namespace {

const GroupId kGroup{std::size_t{0}};

FleetColumn column(std::int64_t desired, std::int64_t serving, std::int64_t badly,
                   std::int64_t out) {
  return {{desired, serving, badly, out, 0}, 0, 0};
}

std::string drawn(const std::vector<FleetColumn>& columns, bool utf8) {
  Canvas canvas({60, utf8, false});
  draw_fleet(canvas, {1000, 15, static_cast<int>(columns.size())}, columns);
  return canvas.text();
}

TEST(FleetChart, GivesSmallFleetsARowAnInstance) {
  EXPECT_EQ(drawn({column(5, 5, 0, 0), column(5, 2, 1, 2), column(5, 0, 0, 5)}, false),
            "    desired 5 |#..\n"
            "            4 |#..\n"
            "            3 |#x.\n"
            "            2 |##.\n"
            "            1 |##.\n");
}

TEST(FleetChart, ShowsTheSmallestLossOfALargeFleet) {
  const std::string text = drawn({column(1000, 1000, 0, 0), column(1000, 999, 0, 1)}, true);
  EXPECT_EQ(text.substr(0, text.find('\n')), "desired 1,000 ┤█▇");
  const std::string ascii = drawn({column(1000, 1000, 0, 0), column(1000, 999, 0, 1)}, false);
  EXPECT_EQ(ascii.substr(0, ascii.find('\n')), "desired 1,000 |#.");
}

TEST(FleetChart, ShowsTheSmallestNumberThatServesBadly) {
  const std::string text = drawn({column(1000, 999, 1, 0)}, false);
  EXPECT_EQ(text.substr(0, text.find('\n')), "desired 1,000 |x");
}

TEST(FleetChart, ShowsTheLastOneThatServes) {
  const std::string text = drawn({column(1000, 1, 0, 999)}, true);
  EXPECT_EQ(text.substr(text.rfind("┤")), "┤▁\n");
}

TEST(FleetChart, MarksTheDesiredCapacityWhereNothingIs) {
  EXPECT_EQ(drawn({column(3, 1, 0, 0)}, false),
            "    desired 3 |-\n"
            "            2 |\n"
            "            1 |#\n");
}

TEST(FleetChart, PutsTheDesiredCapacityOnTheEdgeOfARow) {
  const std::string text = drawn({column(40, 40, 0, 0), column(40, 40, 0, 5)}, false);
  EXPECT_NE(text.find("desired 40 |#"), std::string::npos) << text;
  EXPECT_NE(text.find("         45 | .\n"), std::string::npos) << text;
}

TEST(FleetChart, IsAsHighForAMillionAsForAHundred) {
  const auto rows = [](std::int64_t count) {
    return fleet_scale({column(count, count, 0, 0)}).rows;
  };
  EXPECT_EQ(rows(1'000'000), rows(100));
  EXPECT_LE(rows(1), 10);
  EXPECT_LE(fleet_scale({column(10, 1'000'000, 0, 0)}).rows, 12);
  EXPECT_LE(fleet_scale({column(0, 0, 0, 0)}).rows, 10);
}

TEST(FleetColumns, ShowAnOutageOfAMillisecondInAYear) {
  sample::Sample sample;
  sample::Book book;
  sample::open_group(sample.scenario, book, 2);
  constexpr std::int64_t kYear = std::int64_t{365} * 86'400'000;
  book.at(kYear / 2);
  book.state(0, LifeCycleState::IN_SERVICE, LifeCycleState::STANDBY);
  book.at(kYear / 2 + 1);
  book.state(0, LifeCycleState::STANDBY, LifeCycleState::IN_SERVICE);
  sample.records = book.records();
  sample.result.end_ms = kYear;
  const auto columns = fleet_columns(sample::history_of(sample), kGroup, {kYear, 14, 66});
  ASSERT_EQ(columns.size(), 66u);
  std::int64_t short_columns = 0;
  for (const FleetColumn& each : columns) short_columns += each.worst.serving == 1 ? 1 : 0;
  EXPECT_EQ(short_columns, 1);
}

TEST(TimeAxis, LabelsWholeStepsFarEnoughApart) {
  for (const std::int64_t end : {std::int64_t{5}, std::int64_t{999}, std::int64_t{60'000},
                                 std::int64_t{3'600'000}, std::int64_t{1} << 52}) {
    const TimeAxis axis{end, 14, 66};
    EXPECT_GE(axis.tick_ms() * 66 / end, 10) << end;
    EXPECT_LE(end / axis.tick_ms(), 7) << end;
    EXPECT_EQ(axis.column(0), 14);
    EXPECT_EQ(axis.column(end), 79);
  }
}

TEST(Picture, OfAnEmptyWindowSaysSo) {
  sample::Sample sample = sample::failed_canary();
  sample.result.end_ms = 0;
  EXPECT_EQ(picture(sample.result, sample.scenario, sample::history_of(sample), kGroup, {}),
            "  (nothing happened in the window)\n");
}

}  // namespace
}  // namespace refreshsim
