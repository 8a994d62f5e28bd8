#include "sim/incident/result_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/incident/result_report.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t kSpacing = 16;

/// The result of a run of so many records, of which those from `other` on are others.
ResultFile result(std::uint64_t records, std::uint64_t other = UINT64_MAX,
                  std::uint64_t spacing = kSpacing) {
  ResultFile file;
  file.name = "r";
  file.records = records;
  const auto fingerprint = [other](std::uint64_t count) {
    return count * 1000 + (count > other ? other + 1 : 0);
  };
  file.fingerprint = fingerprint(records);
  for (std::uint64_t at = spacing; at <= records; at += spacing) {
    file.checkpoints.push_back({at, fingerprint(at)});
  }
  return file;
}

TEST(PartingInterval, IsNoneForTheSameRecords) {
  EXPECT_FALSE(parting_interval(result(100), result(100)).has_value());
}

TEST(PartingInterval, HoldsTheFirstDifferenceWhereverItIs) {
  for (std::uint64_t other = 0; other < 100; ++other) {
    const auto found = parting_interval(result(100), result(100, other));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->equal, other / kSpacing * kSpacing);
    EXPECT_EQ(found->differs, std::min<std::uint64_t>(100, found->equal + kSpacing));
  }
}

TEST(PartingInterval, UsesTheCheckpointsThatBothHave) {
  const auto found = parting_interval(result(500, 70), result(300, UINT64_MAX, 4 * kSpacing));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->equal, 64u);
  EXPECT_EQ(found->differs, 128u);
}

TEST(PartingInterval, ReachesToTheEndOfTheLongerRun) {
  const auto found = parting_interval(result(100), result(90));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->equal, 80u);
  EXPECT_EQ(found->differs, 100u);
}

TEST(ResultFile, NamesWhatIsMissingOrWrong) {
  const auto error = [](std::string text) {
    const auto file = ResultFile::parse(std::move(text));
    return file ? std::string() : file.error();
  };
  EXPECT_THAT(error("[]"), HasSubstr("no JSON object"));
  EXPECT_THAT(error(R"({"name":"a","seed":1,"replica":0})"), HasSubstr("`fingerprint` is missing"));
  const std::string head = R"({"name":"a","seed":1,"replica":0,"fingerprint":)";
  EXPECT_THAT(error(head + R"("12","records":1,"checkpoints":[]})"), HasSubstr("`fingerprint` is"));
  const std::string more = head + R"("0123456789abcdef","records":9,"checkpoints":)";
  EXPECT_EQ(error(more + R"([[4,"0123456789abcdef"],[8,"0123456789abcdee"]]})"), "");
  EXPECT_THAT(error(more + R"([[4,"0123456789abcdef"],[4,"0123456789abcdee"]]})"),
              HasSubstr("`checkpoints` is not"));
  EXPECT_THAT(error(more + R"([[4]]})"), HasSubstr("`checkpoints` is not"));
}

TEST(ResultDifference, OfEqualRecordsIsTheFirstLineThatDiffers) {
  ResultFile a = result(20);
  ResultFile b = a;
  a.text = "{\nsame\n\"availability\":0.9}\n";
  b.text = "{\nsame\n\"availability\":0.8}\n";
  const std::string text = result_difference({"A", a}, {"B", b}).value();
  EXPECT_THAT(text, HasSubstr("line 3 differs at column 18"));
  EXPECT_THAT(text, HasSubstr("A: \"availability\":0.9}"));
  b.text = a.text;
  EXPECT_FALSE(result_difference({"A", a}, {"B", b}).has_value());
}

}  // namespace
}  // namespace refreshsim
