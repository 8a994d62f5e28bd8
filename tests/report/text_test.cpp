#include "sim/report/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "sim/report/utf8.h"
#include "tests/report/sample.h"

namespace refreshsim {
namespace {

std::string golden(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(REFRESHSIM_SOURCE_DIR "/tests/report/golden/" + name).rdbuf();
  return text.str();
}

std::string report(const sample::Sample& sample, const Look& look) {
  return text_report(sample.result, sample.scenario, sample::history_of(sample), look);
}

int widest(const std::string& text) {
  int columns = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    columns = std::max(columns, column_count(line));
  }
  return columns;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
}

TEST(TextReport, LooksLikeThisInUtf8) {
  EXPECT_EQ(report(sample::failed_canary(), {80, true, false}), golden("canary.utf8.txt"));
}

TEST(TextReport, LooksLikeThisInAscii) {
  const std::string text = report(sample::failed_canary(), {80, false, false});
  EXPECT_EQ(text, golden("canary.ascii.txt"));
  EXPECT_TRUE(is_ascii(text));
}

TEST(TextReport, OfAMillionInstancesFitsOneScreen) {
  const std::string text = report(sample::large_fleet(1'000'000), {80, true, false});
  EXPECT_EQ(text, golden("million.utf8.txt"));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40);
}

TEST(TextReport, ColoursOnlyAddToWhatIsThereWithoutThem) {
  const std::string plain = report(sample::failed_canary(), {80, true, false});
  std::string coloured = report(sample::failed_canary(), {80, true, true});
  EXPECT_NE(coloured, plain);
  for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, plain);
}

TEST(TextReport, IsNeverWiderThanAsked) {
  for (const int width : {80, 133}) {
    for (const bool utf8 : {false, true}) {
      EXPECT_LE(widest(report(sample::failed_canary(), {width, utf8, false})), width);
      EXPECT_LE(widest(report(sample::large_fleet(1000), {width, utf8, false})), width);
    }
  }
}

TEST(TextReport, ShowsHostileNamesHarmlessly) {
  sample::Sample sample = sample::failed_canary();
  const std::string hostile = "\x1b[2J华南华南华南华南华南华南华南华南华南华南华南华南华南\nx";
  sample.result.name = hostile + " " + std::string(300, 'w');
  sample.result.groups[0].id = sample.scenario.groups[0].id = hostile;
  for (ActivityView& activity : sample.result.activities) {
    activity.as = hostile;
    activity.group = hostile;
  }
  sample.scenario.calls[1].as = hostile;
  sample.result.expectations[1].text = hostile;
  sample.result.expectations[1].got = hostile;
  for (const bool utf8 : {false, true}) {
    const std::string text = report(sample, {80, utf8, false});
    EXPECT_LE(widest(text), 80) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    if (!utf8) {
      EXPECT_TRUE(is_ascii(text)) << text;
    }
  }
}

TEST(TextReport, SaysHowMuchItLeavesOut) {
  sample::Sample sample = sample::failed_canary();
  for (int i = 0; i < 10; ++i) {
    sample.result.calls.push_back(sample.result.calls[1]);
    sample.result.calls.push_back(sample.result.calls[2]);
  }
  const ActivityView activity = sample.result.activities[0];
  for (int i = 0; i < 10; ++i) sample.result.activities.push_back(activity);
  const std::string text = report(sample, {80, true, false});
  EXPECT_NE(text.find("and 14 more calls\n"), std::string::npos) << text;
  EXPECT_NE(text.find("and 6 more activities\n"), std::string::npos) << text;
}

TEST(TextReport, ListsTheSameCallInARowOnce) {
  sample::Sample sample = sample::failed_canary();
  const CallView last = sample.result.calls.back();
  for (int i = 0; i < 1234; ++i) sample.result.calls.push_back(last);
  const std::string text = report(sample, {80, false, false});
  EXPECT_NE(text.find("  v4  13m      RollbackInstanceRefresh as rollback (1,235 times)\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("more call"), std::string::npos) << text;
}

TEST(TextReport, CountsPollsWithoutMarkingThem) {
  sample::Sample sample = sample::failed_canary();
  const CallId poll{sample.scenario.calls.size()};
  sample.scenario.calls.emplace_back().action = Action::DescribeRefreshActivities;
  for (int i = 0; i < 30; ++i) sample.result.calls.push_back({i * 1000, poll, 1, {}, {}, {}});
  const std::string text = report(sample, {80, true, false});
  EXPECT_NE(text.find("and 30 polls (DescribeRefreshActivities)\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("▼5"), std::string::npos) << text;
}

TEST(TextReport, SaysWhyARunWasStopped) {
  sample::Sample sample = sample::failed_canary();
  sample.result.stopped = "interrupted";
  EXPECT_NE(report(sample, {}).find("stopped after 28m: interrupted\n"), std::string::npos);
}

TEST(TextReport, NamesTheFirstRefusalWhereThereWasNoRefresh) {
  sample::Sample sample = sample::failed_canary();
  sample.result.activities.clear();
  EXPECT_NE(report(sample, {200, false, false}).find("no refresh; a call was refused: Resource"),
            std::string::npos);
}

}  // namespace
}  // namespace refreshsim
