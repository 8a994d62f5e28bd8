// Every shipped scenario, and random ones, can be asked about everything, and every answer stands
// on records.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "refreshsim/load.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/incident/rollout.h"
#include "sim/incident/rule.h"
#include "tests/property/story.h"

namespace refreshsim {
namespace {

std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> all;
  for (const char* folder : {"/scenarios", "/scenarios/issues"}) {
    const std::filesystem::path path = std::string(REFRESHSIM_SOURCE_DIR) + folder;
    for (const auto& each : std::filesystem::directory_iterator(path)) {
      if (each.path().extension() == ".yaml") all.push_back(each.path());
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

void expect_rules(const Story& story) {
  for (const Record& record : story.records()) {
    const Rule rule = rule_of(story, record);
    EXPECT_FALSE(rule.section.empty()) << sentence(story, record);
    EXPECT_FALSE(rule.text.empty()) << sentence(story, record);
    for (const Sequence each : reasons(story, record)) EXPECT_LT(each, record.sequence);
  }
}

void expect_answers(const Story& story, const Question& question) {
  const auto answers = explain(story, question);
  ASSERT_TRUE(answers.has_value()) << answers.error();
  EXPECT_FALSE(answers->empty());
  for (const Explanation& each : *answers) {
    EXPECT_FALSE(each.answer.empty());
    for (std::size_t i = 1; i < each.chain.size(); ++i) {
      EXPECT_EQ(story[each.chain[i - 1]].cause, each.chain[i]);
    }
  }
}

TEST(ExplainScenarios, EveryRecordFollowsARule) {
  const auto all = shipped();
  ASSERT_GT(all.size(), 50U);
  for (const auto& path : all) {
    SCOPED_TRACE(path.string());
    const LoadResult loaded = load_scenario(path.string());
    ASSERT_TRUE(loaded.ok());
    expect_rules(Story(loaded.scenario, {}, 0));
  }
}

TEST(ExplainScenarios, EverythingCanBeAskedAbout) {
  for (const auto& path : shipped()) {
    SCOPED_TRACE(path.string());
    const LoadResult loaded = load_scenario(path.string());
    const Story story(loaded.scenario, {}, 0);
    expect_answers(story, {});
    Question half;
    half.at_ms = story.result().end_ms / 2;
    expect_answers(story, half);
    for (std::uint32_t i = 0; i < loaded.scenario.calls.size(); ++i) {
      Question question;
      question.call = i + 1;
      expect_answers(story, question);
    }
    for (std::uint32_t i = 0; i < story.result().expectations.size(); ++i) {
      Question question;
      question.expectation = i + 1;
      expect_answers(story, question);
    }
    for (std::uint32_t i = 0; i < story.result().instances.size(); ++i) {
      Question question;
      question.instance = story.instance(i);
      expect_answers(story, question);
    }
  }
}

void expect_sums(const Story& story) {
  for (std::uint32_t i = 0; i < story.result().activities.size(); ++i) {
    const Rollout rollout = rollout_of(story, i);
    std::int64_t sum = 0;
    for (const RolloutWait& each : rollout.waits) {
      EXPECT_LE(each.gain_ms, std::min<std::int64_t>(each.ms, 60'000)) << each.text;
      EXPECT_GE(each.gain_ms, 0) << each.text;
      sum += each.ms;
    }
    EXPECT_EQ(sum, rollout.end_ms - rollout.begin_ms) << story.activity(i);
    for (const RowSlack& each : rollout.rows) EXPECT_GE(each.slack_ms, -1);
  }
}

TEST(ExplainScenarios, TheWaitsOfEveryRolloutAddUpToItsLength) {
  for (const auto& path : shipped()) {
    SCOPED_TRACE(path.string());
    const LoadResult loaded = load_scenario(path.string());
    expect_sums(Story(loaded.scenario, {}, 0));
  }
}

/// What the code means, and what would have had to be otherwise.
void expect_refusals(const Story& story) {
  for (const Record& record : story.records()) {
    if (record.kind != RecordKind::call_made || record.to == 0) continue;
    EXPECT_FALSE(refusal(story, record).otherwise.empty()) << sentence(story, record);
  }
}

TEST(ExplainScenarios, EveryRefusalTellsWhatWouldHaveHadToBeOtherwise) {
  for (const auto& path : shipped()) {
    SCOPED_TRACE(path.string());
    const LoadResult loaded = load_scenario(path.string());
    expect_refusals(Story(loaded.scenario, {}, 0));
  }
}

TEST(ExplainScenarios, RandomOnesAreExplainedAsWell) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const auto drawn =
        property::random_story::stories()(rc::Random(seed), rc::kNominalSize).value();
    const LoadResult loaded = parse_scenario(drawn.yaml(), "random.yaml");
    ASSERT_TRUE(loaded.ok());
    const Story story(loaded.scenario, {}, 0);
    expect_rules(story);
    expect_refusals(story);
    expect_sums(story);
    expect_answers(story, {});
  }
}

}  // namespace
}  // namespace refreshsim
