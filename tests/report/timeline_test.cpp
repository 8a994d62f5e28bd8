#include "sim/report/timeline.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "sim/report/record_layout.h"
#include "tests/report/sample.h"

namespace refreshsim {
namespace {

using sample::Book;
using L = LifeCycleState;

class TimelineTest : public testing::Test {
 protected:
  void SetUp() override { sample::open_group(scenario_, book_, 1); }

  std::string written(std::string_view path) const {
    StringSink out;
    const auto sink = (path == "x.csv" ? csv_timeline : jsonl_timeline)(scenario_, out);
    sink->hear(std::span(book_.records()).first(2));
    sink->hear(std::span(book_.records()).subspan(2));
    return out.text;
  }
  std::string last_line(std::string_view path) const {
    const std::string text = written(path);
    const std::size_t end = text.find_last_not_of("\r\n") + 1;
    return text.substr(text.rfind('\n', end - 1) + 1, end - text.rfind('\n', end - 1) - 1);
  }
  void create(std::string_view name, std::uint32_t instance) {
    Record& created = book_.add(RecordKind::instance_created, 0, instance);
    created.to = static_cast<std::uint32_t>(L::CREATING);
    created.from = 0;
    created.b = InstanceName::text(scenario_.symbols.intern(name)).code;
    created.c = 2;
  }

  Scenario scenario_;
  Book book_;
};

TEST_F(TimelineTest, FormatsAreKnownByTheirEnding) {
  EXPECT_EQ(timeline_format("a/b.csv")->ending, ".csv");
  EXPECT_EQ(timeline_format("x.jsonl")->ending, ".jsonl");
  EXPECT_EQ(timeline_format("x.jsonl.zst")->ending, ".jsonl.zst");
  EXPECT_EQ(timeline_format("x.zst"), nullptr);
  EXPECT_EQ(timeline_format("x.json"), nullptr);
  EXPECT_EQ(timeline_format(""), nullptr);
}

TEST_F(TimelineTest, CsvHasAHeaderAndALineARecord) {
  EXPECT_EQ(written("x.csv"),
            "time_ms,sequence,cause,kind,group,subject,part,from,to,detail\r\n"
            "0,0,0,software_defined,,0,,,,ImageId=img-v1\r\n"
            "0,1,1,group_listed,asg-web,asg-web,,,NORMAL,LaunchConfigurationId=asc-web "
            "DesiredCapacity=1 first_zone=ap-guangzhou-3 zones=2\r\n"
            "0,2,2,instance_created,asg-web,ins-00000001,ap-guangzhou-3,,IN_SERVICE,"
            "ImageId=img-v1 software=0 healthy=true\r\n");
}

/// Also where several records have one time, and where the text is handed over in two portions.
TEST_F(TimelineTest, EachLineHasTheNumbersOfItsOwnRecord) {
  for (const std::int64_t time_ms : {0, 7, 7, 99'999'999, 100'000'000, 100'000'000, 123'456'789}) {
    book_.add(RecordKind::zone_outage, 0, 0).time_ms = time_ms;
  }
  Record& last = book_.add(RecordKind::zone_outage, 0, 0);
  last.time_ms = 9'007'199'254'740'992;
  last.cause = 3;
  std::istringstream cells(written("x.csv"));
  std::istringstream objects(written("x.jsonl"));
  std::string cell_line, object_line;
  std::getline(cells, cell_line);
  for (const Record& record : book_.records()) {
    std::getline(cells, cell_line);
    std::getline(objects, object_line);
    const std::vector<std::string> numbers = {std::to_string(record.time_ms),
                                              std::to_string(record.sequence),
                                              std::to_string(record.cause)};
    const std::string begin = numbers[0] + ',' + numbers[1] + ',' + numbers[2] + ',';
    EXPECT_TRUE(cell_line.starts_with(begin)) << begin << '\n' << cell_line;
    const nlohmann::json object = nlohmann::json::parse(object_line);
    EXPECT_EQ(object["time_ms"].dump(), numbers[0]);
    EXPECT_EQ(object["sequence"].dump(), numbers[1]);
    EXPECT_EQ(object["cause"].dump(), numbers[2]);
  }
}

TEST_F(TimelineTest, CsvQuotesNamesThatHoldItsOwnCharacters) {
  create("a \"b\", c\n\x01", 1);
  EXPECT_EQ(written("x.csv").substr(written("x.csv").find("0,3,3")),
            "0,3,3,instance_created,asg-web,\"a \"\"b\"\", c\n\x01\",ap-guangzhou-3,ins-00000001,"
            "CREATING,ImageId=img-v1 software=0 surge_place=2 healthy=false\r\n");
}

TEST_F(TimelineTest, CsvQuotesWordsInDetailsAsJsonDoes) {
  book_.add(RecordKind::row_status, 0, 0).a = 1;
  create("x y=\"1\"", 1);
  Record& failed = book_.add(RecordKind::row_status, 0, 0);
  failed.a = 1;
  EXPECT_NE(last_line("x.csv").find(R"(InstanceId=""x y=\""1\"""" batch=0)"), std::string::npos)
      << last_line("x.csv");
}

TEST_F(TimelineTest, JsonLinesAreJsonWhateverTheNames) {
  create("a \"b\", c\n\x01\xff", 1);
  const std::string text = written("x.jsonl");
  std::istringstream lines(text);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  }
  EXPECT_EQ(count, book_.records().size());
}

TEST_F(TimelineTest, JsonLinesKeepNumbersFlagsAndNulls) {
  EXPECT_EQ(last_line("x.jsonl"),
            R"({"time_ms":0,"sequence":2,"cause":2,"kind":"instance_created","group":"asg-web",)"
            R"("subject":"ins-00000001","part":"ap-guangzhou-3","from":null,"to":"IN_SERVICE",)"
            R"("detail":{"ImageId":"img-v1","software":0,"surge_place":null,"healthy":true}})");
}

TEST_F(TimelineTest, ActivitiesAreNamedByTheirNumberOrTheirText) {
  Record& first = book_.add(RecordKind::activity_created, 0, 0);
  first.part = 12;
  first.from = first.b = Record::kNone;
  EXPECT_NE(last_line("x.csv").find(",asr-00000012,"), std::string::npos) << last_line("x.csv");
  const std::uint32_t symbol = scenario_.symbols.intern("asr-i8u7tytd").value;
  Record& second = book_.add(RecordKind::activity_created, 0, 1);
  second.part = symbol | 0x8000'0000;
  second.from = 0;
  second.b = Record::kNone;
  EXPECT_NE(last_line("x.csv").find(",asr-i8u7tytd,,asr-00000012,INIT,"), std::string::npos)
      << last_line("x.csv");
}

TEST_F(TimelineTest, AFailedRowTellsItsStepAndCause) {
  Record& row = book_.add(RecordKind::row_status, 0, 0);
  row.to = static_cast<std::uint32_t>(RowStatus::FAILED);
  row.c = static_cast<std::uint32_t>(Step::boot) +
          256 * static_cast<std::uint32_t>(FailureCause::step_timeout);
  row.d = Record::kNone;
  EXPECT_NE(last_line("x.csv").find(R"(failed=""boot: step_timeout"")"), std::string::npos)
      << last_line("x.csv");
}

TEST_F(TimelineTest, EveryFieldThatAKindUsesIsWritten) {
  // The columns and details of a kind together read each field that its description names. (A
  // software's description lists its five in one; an activity's number is its subject's name.)
  for (const RecordKind kind : values<RecordKind>()) {
    if (kind == RecordKind::software_defined) continue;
    Record record;
    record.kind = kind;
    const RecordLayout& layout = layout_of(record);
    const std::string_view text = meaning(kind);
    const auto in_details = [&](std::uint32_t Record::*member) {
      for (const DetailField& field : layout.detail) {
        if (field.member == member) return true;
      }
      return false;
    };
    const bool written_from = layout.from != Meaning::nothing || in_details(&Record::from);
    const bool written_to = layout.to != Meaning::nothing || in_details(&Record::to);
    const bool written_part = layout.part != Meaning::nothing || in_details(&Record::part);
    EXPECT_EQ(written_to,
              text.find(" to") != std::string_view::npos || kind == RecordKind::software_defined)
        << name(kind);
    if (text.find("from") != std::string_view::npos) {
      EXPECT_TRUE(written_from) << name(kind);
    }
    if (text.find("part:") != std::string_view::npos && kind != RecordKind::activity_created) {
      EXPECT_TRUE(written_part) << name(kind);
    }
    EXPECT_EQ(in_details(&Record::d), text.find(" d:") != std::string_view::npos) << name(kind);
  }
}

}  // namespace
}  // namespace refreshsim
