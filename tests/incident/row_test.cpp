// Rows of timelines, read back as they were written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "refreshsim/load.h"
#include "sim/incident/timeline_file.h"
#include "sim/incident/timeline_row.h"
#include "tests/incident/written.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

// Names with everything that a format has to quote.
constexpr std::string_view kScenario = R"(
refreshsim: 1
launch_configurations: {"asc,\"1\"": {ImageId: "img v=1", HostName: {HostName: "a\nb"}}}
scaling_groups:
  "asg \"1\", 2": {launch_configuration: "asc,\"1\"", instances: 2, zones: ["zone\\1"]}
calls:
  - {at: 1s, action: ModifyLaunchConfigurationAttributes, request: {LaunchConfigurationId: "asc,\"1\"", ImageId: "img=2"}}
  - {at: 1s, as: r, action: StartInstanceRefresh, request: {AutoScalingGroupId: "asg \"1\", 2", RefreshMode: ROLLING_UPDATE_RESET, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
)";

TEST(Row, IsTheSameFromEveryFormat) {
  const LoadResult loaded = parse_scenario(kScenario);
  ASSERT_TRUE(loaded.ok());
  const TimelineFile first = read_timeline(written_timeline(loaded.scenario, kTimelineFormats[0]));
  ASSERT_GT(first.size(), 40u);
  for (const TimelineFormat& format : kTimelineFormats) {
    const TimelineFile file = read_timeline(written_timeline(loaded.scenario, format));
    ASSERT_EQ(file.size(), first.size()) << format.ending;
    for (std::size_t i = 0; i < file.size(); ++i) {
      EXPECT_EQ(file.row(i), first.row(i)) << row_text(file.row(i)) << row_text(first.row(i));
    }
    EXPECT_EQ(file.prefix(file.size()), first.prefix(first.size()));
  }
}

TEST(Row, OfCsvComesOutOfItsQuotes) {
  std::string_view left = "5,7,3,health,\"a,\"\"b\"\"\r\nc\",ins-1,,true,false,x=1 y=2\r\nnext";
  const auto row = take_csv_row(left);
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(left, "next");
  EXPECT_EQ(row->time_ms, 5);
  EXPECT_EQ(row->sequence, 7u);
  EXPECT_EQ(row->cause, 3u);
  EXPECT_EQ((*row)[Column::group], "a,\"b\"\r\nc");
  EXPECT_EQ((*row)[Column::part], "");
  EXPECT_EQ((*row)[Column::detail], "x=1 y=2");
}

TEST(Row, OfCsvThatIsWrongIsRefused) {
  for (std::string_view text : {"", "5,7", "a,7,3,k,g,s,p,f,t,d", "-5,7,3,k,g,s,p,f,t,d",
                                "5,7,3,k,g,s,p,f,t,\"d", "5,7,3,k,g,s,p,f,t,d,e"}) {
    EXPECT_FALSE(take_csv_row(text).has_value()) << text;
  }
}

TEST(Row, OfJsonLinesThatIsWrongIsRefused) {
  for (std::string_view text :
       {"", "[]", "{", R"({"time_ms":1,"sequence":0})", R"({"time_ms":-1,"sequence":0,"cause":0})",
        R"({"time_ms":9223372036854775808,"sequence":0,"cause":0})"}) {
    EXPECT_FALSE(take_jsonl_row(text).has_value()) << text;
  }
  std::string_view lacking = R"({"time_ms":1,"sequence":0,"cause":0,"kind":"k","f7om":null})";
  EXPECT_EQ(take_jsonl_row(lacking).error(), "`group` is missing");
}

TimelineRow row(std::string to, std::string detail) {
  TimelineRow made;
  made[Column::kind] = "row_status";
  made[Column::subject] = "asr-1";
  made[Column::from] = "RUNNING";
  made[Column::to] = std::move(to);
  made[Column::detail] = std::move(detail);
  return made;
}

TEST(Row, TellsWhichColumnsAndDetailsDiffer) {
  const TimelineRow a = row("FAILED", R"(batch=1 failed="boot: fault told" only=x)");
  const TimelineRow b = row("SUCCESSFUL", R"(batch=1 failed="boot: fault" attempt=2)");
  EXPECT_EQ(differing_columns(a, b), "to, failed, only, attempt");
  EXPECT_EQ(differing_columns(a, a), "");
}

TEST(Row, ReadsAsASentenceWithItsCause) {
  TimelineRow told = row("FAILED", "batch=1");
  told.time_ms = 61'000;
  told.sequence = 9;
  told.cause = 4;
  EXPECT_EQ(row_text(told),
            "#9  61000 ms (1m1s)  row_status  asr-1: RUNNING -> FAILED  batch=1  (after #4)");
  told.cause = told.sequence;
  EXPECT_THAT(row_text(told), testing::Not(HasSubstr("after")));
}

}  // namespace
}  // namespace refreshsim
