#include "sim/report/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sim/report/page_frame.h"
#include "tests/report/sample.h"

namespace refreshsim {
namespace {

using PageJson = nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kReadLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Reads records back from their letters, as page_records.h says they are written.
class PageReader {
 public:
  explicit PageReader(std::string_view text) : text_(text) {}

  bool done() const { return text_.empty(); }

  Record record() {
    const std::uint64_t number = take();
    if (number == shapes_.size()) {
      const std::uint64_t kind = take();
      shapes_.emplace_back(static_cast<RecordKind>(kind), take());
    }
    const RecordKind kind = shapes_.at(number).first;
    const std::uint64_t bits = shapes_.at(number).second;
    const auto next = [&](std::size_t place) { return (bits >> place & 1) != 0 ? take() : 0; };
    time_ms_ += static_cast<std::int64_t>(next(0));
    const std::uint64_t back = next(1);
    Record& record = latest_[index(kind)];
    record.kind = kind;
    record.time_ms = time_ms_;
    record.sequence = sequence_++;
    record.cause = record.sequence - back;
    std::size_t place = 2;
    for (const PageField& field : page_fields(kind)) {
      const std::uint64_t twice = next(place++);
      const auto half = static_cast<std::uint32_t>(twice >> 1);
      record.*field.member += (twice & 1) != 0 ? ~half : half;
    }
    return record;
  }

 private:
  std::uint64_t take() {
    std::uint64_t sum = 0;
    for (int place = 0;; place += 5) {
      const auto digit = kReadLetters.find(text_.front());
      text_.remove_prefix(1);
      sum |= static_cast<std::uint64_t>(digit & 31) << place;
      if (digit < 32) return sum;
    }
  }

  std::string_view text_;
  std::vector<std::pair<RecordKind, std::uint64_t>> shapes_;
  std::array<Record, kCount<RecordKind>> latest_{};
  std::int64_t time_ms_ = 0;
  std::uint64_t sequence_ = 0;
};

std::string page_of(const sample::Sample& sample) {
  const History history = sample::history_of(sample);
  PageRecords records;
  records.hear(sample.records);
  StringSink out;
  Page page(out, "1.2.3");
  page.add({sample.result, sample.scenario, history, records});
  page.finish();
  return out.text;
}

PageJson data_of(const std::string& page) {
  const PageFrame frame = page_frame();
  EXPECT_THAT(page, StartsWith(frame.before));
  EXPECT_THAT(page, testing::EndsWith(frame.after));
  return PageJson::parse(
      page.substr(frame.before.size(), page.size() - frame.before.size() - frame.after.size()));
}

TEST(PageRecordsTest, AreReadBackAsTheyWere) {
  const sample::Sample sample = sample::failed_canary();
  PageRecords records;
  records.hear(std::span(sample.records).first(5));
  records.hear(std::span(sample.records).subspan(5));
  PageReader reader(records.text());
  for (const Record& wanted : sample.records) {
    const Record got = reader.record();
    EXPECT_EQ(got.kind, wanted.kind);
    EXPECT_EQ(got.time_ms, wanted.time_ms);
    EXPECT_EQ(got.cause, wanted.cause);
    for (const PageField& field : page_fields(wanted.kind)) {
      EXPECT_EQ(got.*field.member, wanted.*field.member) << name(wanted.kind) << field.name;
    }
  }
  EXPECT_TRUE(reader.done());
}

TEST(PageRecordsTest, HoldEveryValueThatAFieldCanHave) {
  PageRecords records;
  std::vector<Record> wanted;
  for (const std::uint32_t value : {0U, Record::kNone, 1U, 0x7fffffffU, 0x80000000U, 0xfffffffeU}) {
    Record record;
    record.kind = RecordKind::step_started;
    record.time_ms = std::int64_t{value} << 20;
    record.sequence = record.cause = wanted.size();
    record.subject = record.part = record.to = record.a = record.b = value;
    if (!wanted.empty()) record.time_ms = std::max(record.time_ms, wanted.back().time_ms);
    wanted.push_back(record);
  }
  records.hear(wanted);
  PageReader reader(records.text());
  for (const Record& each : wanted) {
    const Record got = reader.record();
    EXPECT_EQ(got.subject, each.subject);
    EXPECT_EQ(got.b, each.b);
    EXPECT_EQ(got.time_ms, each.time_ms);
  }
}

TEST(PageRecordsTest, NumbersAreInBase32WithTheLowestDigitFirst) {
  const auto letters = [](std::int64_t number) {
    std::string text;
    append_page_difference(text, number);
    return text;
  };
  EXPECT_EQ(letters(0), "A");
  EXPECT_EQ(letters(1), "C");
  EXPECT_EQ(letters(-1), "B");
  EXPECT_EQ(letters(15), "e");
  EXPECT_EQ(letters(16), "gB");
  EXPECT_EQ(letters(-17), "hB");
}

TEST(PageTest, HoldsTheResult) {
  const PageJson data = data_of(page_of(sample::failed_canary()));
  EXPECT_EQ(data["refreshsim"], "1.2.3");
  const PageJson& run = data["runs"].at(0);
  EXPECT_EQ(run["name"], "failed-canary");
  EXPECT_EQ(run["names"]["group_ids"], PageJson::array({"asg-web"}));
  EXPECT_EQ(run["instances"]["count"], 9);
  EXPECT_TRUE(run["groups"]["asg-web"].contains("availability"));
  EXPECT_FALSE(run["activities"].at(0)["RefreshBatchSet"].empty());
}

TEST(PageTest, TellsItsWordsFromTheProgramsTables) {
  const PageJson data = data_of(page_of(sample::failed_canary()));
  EXPECT_EQ(data["kinds"].size(), kCount<RecordKind>);
  EXPECT_EQ(data["words"]["step"].at(0), PageJson::array({"drain", meaning(Step::drain)}));
  for (const PageJson& kind : data["kinds"]) {
    for (const PageJson& field : kind["detail"]) {
      EXPECT_THAT(kind["fields"], testing::Contains(field.at(1))) << kind["name"] << field;
      EXPECT_NE(field.at(2), "") << kind["name"] << field;
    }
  }
}

TEST(PageTest, LetsNoTextOfAScenarioEndItsElement) {
  sample::Sample sample = sample::failed_canary();
  const std::string evil = "</script><img src=x onerror=alert(1)><!--";
  sample.result.name = sample.scenario.description = evil;
  sample.scenario.zones[0] = evil;
  const std::string page = page_of(sample);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  const PageJson run = data_of(page)["runs"].at(0);
  EXPECT_EQ(run["name"], evil);
  EXPECT_EQ(run["names"]["zones"].at(0), evil);
}

TEST(PageTest, FrameHasAPolicyAndNoAddress) {
  const std::string before(page_frame().before);
  EXPECT_THAT(before, HasSubstr("Content-Security-Policy"));
  EXPECT_THAT(before, HasSubstr("default-src 'none'; script-src 'sha256-"));
  EXPECT_THAT(std::string(page_frame().after), HasSubstr("<script>"));
}

}  // namespace
}  // namespace refreshsim
