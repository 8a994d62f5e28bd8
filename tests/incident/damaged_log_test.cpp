// Logs that were cut off, damaged or shuffled: what is left of them imports, what is lost is told
// with its line, and nothing crashes.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "refreshsim/load.h"
#include "sim/incident/import_log.h"
#include "tests/incident/recorder.h"

namespace refreshsim {
namespace {

struct Form {
  std::string name;
  std::string (*render)(const RunResult&, const Scenario&);
};

constexpr std::string_view kRollout = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 3, min: 0}}
timing: {reinstall: 70s}
faults:
  - {match: {instance: ins-00000002, step: reinstall, attempt: 1}, outcome: fail}
calls:
  - at: 3s
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}
  - at: 130s
    action: ResumeInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh}
)";

class DamagedLog : public testing::TestWithParam<Form> {
 protected:
  void SetUp() override {
    const LoadResult loaded = parse_scenario(std::string(kRollout));
    ASSERT_TRUE(loaded.ok());
    const RunResult run =
        recorder::polled_run(loaded.scenario, {9'000, 51'000, 83'000, 125'000, 200'000, 290'000});
    text_ = GetParam().render(run, loaded.scenario);
    whole_ = read(text_);
    ASSERT_EQ(whole_.exchanges.size(), 8U);
    ASSERT_TRUE(whole_.remarks.empty());
  }

  static Log read(const std::string& text) { return read_log({{"log", text}}); }

  /// Where its scenario parts from a log; empty: nowhere.
  static std::string parting(const Log& log) {
    const Import import = import_log(incident_of(log), "again");
    EXPECT_TRUE(parse_scenario(import.yaml).ok()) << import.yaml;
    return import.left ? import.left->what : "";
  }

  /// Whether every entry of a log is one of the whole log's, with the answer or without.
  void expect_part_of_whole(const Log& log) const {
    for (const Exchange& each : log.exchanges) {
      const auto same = [&each](const Exchange& other) {
        const bool answered =
            !each.answered() || (each.code == other.code && each.request_id == other.request_id);
        return each.action == other.action && each.time_ms == other.time_ms && answered;
      };
      const auto& all = whole_.exchanges;
      EXPECT_TRUE(std::any_of(all.begin(), all.end(), same)) << each.action;
    }
  }

  std::string text_;
  Log whole_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

/// The entries: a line each, but for raw exchanges, of which each begins with its request.
std::vector<std::string> entries_of(const std::string& text, bool raw) {
  std::vector<std::string> entries;
  for (const std::string& line : lines_of(text)) {
    const bool goes_on = raw && !entries.empty() && !line.starts_with("POST /");
    if (!goes_on) entries.emplace_back();
    entries.back() += line;
  }
  return entries;
}

/// Whether a remark names a line, or the entry that it may be part of, above it.
bool is_told_of(const Log& log, std::size_t last_line) {
  for (const LogRemark& remark : log.remarks) {
    for (const LogPlace& place : remark.places) {
      if (place.line <= last_line && place.line + 16 > last_line) return true;
    }
  }
  return false;
}

TEST_P(DamagedLog, CutOffAnywhereTheEntriesBeforeTheCutReplayAndTheLastIsToldOf) {
  for (std::size_t size = 1; size < text_.size(); size += 61) {
    SCOPED_TRACE("cut to " + std::to_string(size));
    const std::string cut = text_.substr(0, size);
    const Log log = read(cut);
    expect_part_of_whole(log);
    EXPECT_EQ(log.exchanges.empty() ? "" : parting(log), "");
    const std::string last_line = cut.substr(cut.rfind('\n') + 1);
    const bool in_body = last_line.find('{') != last_line.npos;
    const auto lines = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n')) + 1;
    const bool one_more =
        read(cut + text_.substr(size, text_.find('\n', size) - size + 1)).exchanges.size() >
        log.exchanges.size();
    EXPECT_TRUE(!in_body || !one_more || is_told_of(log, lines));
  }
}

TEST_P(DamagedLog, WithoutALineItHasAnEntryLessOrTheSameOnes) {
  const std::vector<std::string> lines = lines_of(text_);
  for (std::size_t left_out = 0; left_out < lines.size(); ++left_out) {
    SCOPED_TRACE("without line " + std::to_string(left_out + 1));
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) text += i == left_out ? "" : lines[i];
    const Log log = read(text);
    EXPECT_LE(log.exchanges.size(), whole_.exchanges.size());
    EXPECT_GE(log.exchanges.size() + 1, whole_.exchanges.size());
    ASSERT_FALSE(log.exchanges.empty());
    // What is missing shows in what it did, and is then assumed; or nothing shows of it.
    const std::string where = parting(log);
    if (log.exchanges.size() < whole_.exchanges.size()) continue;
    EXPECT_TRUE(where.empty() || !log.remarks.empty()) << where;
  }
}

TEST_P(DamagedLog, WithOtherLettersItIsReadOrToldOfAndNeverCrashes) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 150; ++i) {
    std::string text = text_;
    const std::size_t at = random() % text.size();
    text[at] = "\0\xff{}[]\":,\\ \n7x"[random() % 14];
    SCOPED_TRACE("at " + std::to_string(at));
    const Log log = read(text);
    if (log.exchanges.empty()) continue;
    EXPECT_GE(log.exchanges.size() + 2, whole_.exchanges.size());
    parting(log);
  }
}

TEST_P(DamagedLog, ShuffledItMakesTheSameScenarioAndIsToldOf) {
  std::vector<std::string> entries = entries_of(text_, GetParam().name == "http");
  std::shuffle(entries.begin(), entries.end(), std::mt19937_64(3));
  std::string text;
  for (const std::string& each : entries) text += each;
  const Log log = read(text);
  ASSERT_EQ(log.exchanges.size(), whole_.exchanges.size());
  for (std::size_t i = 0; i < log.exchanges.size(); ++i) {
    EXPECT_EQ(log.exchanges[i].request_id, whole_.exchanges[i].request_id);
  }
  const bool told = std::any_of(log.remarks.begin(), log.remarks.end(), [](const LogRemark& each) {
    return each.text.find("out of order") != std::string::npos;
  });
  EXPECT_TRUE(told);
  EXPECT_EQ(parting(log), "");
}

INSTANTIATE_TEST_SUITE_P(Forms, DamagedLog,
                         testing::Values(Form{"terraform", recorder::terraform},
                                         Form{"json", recorder::json_lines},
                                         Form{"http", recorder::http}),
                         [](const auto& form) { return form.param.name; });

}  // namespace
}  // namespace refreshsim
