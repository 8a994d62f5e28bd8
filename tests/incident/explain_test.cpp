// Why: each answer names the state, its causes, the fault's or call's line, and the rule.
#include <gmock/gmock.h>

#include <set>

#include "refreshsim/load.h"
#include "sim/incident/explanation.h"
#include "sim/incident/reasons.h"
#include "sim/incident/rule.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

constexpr std::string_view kFourBatches = R"(refreshsim: 1
start: 2025-10-30T21:00:00Z
launch_configurations: {asc-1: {ImageId: img-v1}}
scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 4, zones: [zone-1, zone-2]}}
faults:
  - {match: {step: reinstall, instance: ins-00000001, attempt: 1}, outcome: fail, message: disk full}
  - {match: {step: boot, instance: ins-00000003}, outcome: hang}
  - {at: 1h, outage: {zone: zone-2, for: 5m}}
calls:
  - {at: 1m, as: refresh, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 4}}}}
  - {at: 2m, as: again, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}
  - {at: 20m, action: ResumeInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}
  - {at: 21m, action: CancelInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: $refresh}}
  - {at: 22m, action: StopInstanceRefresh, request: {AutoScalingGroupId: asg-1, RefreshActivityId: asr-none}}
expect:
  - {activity: refresh, Status: SUCCESSFUL}
  - {group: asg-1, always: serving, at_least: 4}
)";

class Explain : public testing::Test {
 protected:
  Explain() : loaded_(parse_scenario(kFourBatches, "s.yaml")), story_(loaded_.scenario, {}, 0) {}

  std::vector<Explanation> ask(const Question& question) const {
    const auto answers = explain(story_, question);
    return answers ? *answers : std::vector<Explanation>{{"wrong", answers.error(), {}, {}}};
  }
  Question at(std::string_view time) const {
    Question question;
    question.at_ms = moment_ms(loaded_.scenario, time);
    return question;
  }
  std::string text(const Question& question) const {
    Look look;
    look.width = kMaxWidth;
    return explanation_text(story_, ask(question), look);
  }

  LoadResult loaded_;
  Story story_;
};

TEST_F(Explain, AnInstanceInStandbyNamesStepAttemptFaultAndLine) {
  Question question = at("5m");
  question.instance = "ins-00000001";
  EXPECT_THAT(
      ask(question).front().answer,
      HasSubstr("has been in STANDBY since 21:01:00 (1m), waiting there since "
                "21:04:10 (4m10s) because its reinstall failed (attempt 1, fault 1, s.yaml:6)"));
}

TEST_F(Explain, TheChainLeadsBackToTheCall) {
  Question question = at("5m");
  question.instance = "ins-00000001";
  const auto chain = ask(question).front().chain;
  EXPECT_EQ(story_[chain.front()].kind, RecordKind::row_status);
  EXPECT_EQ(story_[chain.back()].kind, RecordKind::call_made);
  for (std::size_t i = 1; i < chain.size(); ++i) EXPECT_EQ(story_[chain[i - 1]].cause, chain[i]);
}

TEST_F(Explain, EveryLineNamesItsRule) {
  for (const Record& record : story_.records()) {
    const Rule rule = rule_of(story_, record);
    EXPECT_FALSE(rule.section.empty()) << sentence(story_, record);
    EXPECT_FALSE(rule.text.empty()) << sentence(story_, record);
    EXPECT_FALSE(sentence(story_, record).empty());
  }
}

TEST_F(Explain, TheSameTimeCanBeAskedForInThreeWays) {
  EXPECT_EQ(at("14m5s").at_ms, 845'000);
  EXPECT_EQ(at("21:14:05").at_ms, 845'000);
  EXPECT_EQ(at("2025-10-30T21:14:05Z").at_ms, 845'000);
  EXPECT_EQ(at("20:59:59").at_ms, 86'399'000);
  EXPECT_EQ(at("noon").at_ms, std::nullopt);
}

TEST_F(Explain, APausedActivityTellsWhoseFailureAndWhenTheNextCallComes) {
  Question question = at("5m");
  question.activity = "refresh";
  const std::string told = text(question);
  EXPECT_THAT(told, HasSubstr("refresh has been FAILED_PAUSE since 21:04:10 (4m10s)"));
  EXPECT_THAT(told, HasSubstr("(paused-stays): the next is at 21:20:00 (20m)"));
  EXPECT_THAT(told, HasSubstr("because batch 1 of refresh ended FAILED"));
  EXPECT_THAT(told, HasSubstr("disk full; fault 1, s.yaml:6"));
}

TEST_F(Explain, AHungStepIsSeenNotToEnd) {
  Question question;
  question.instance = "ins-00000003";
  EXPECT_THAT(ask(question).front().answer,
              HasSubstr("its boot (attempt 1) has been under way since "));
  EXPECT_THAT(ask(question).front().answer, HasSubstr("does not end in this run"));
}

TEST_F(Explain, ARefusedCallTellsWhatWouldHaveHadToBeOtherwise) {
  Question question;
  question.call = 2;
  EXPECT_THAT(text(question), HasSubstr("refresh would have to have ended; it had been RUNNING "
                                        "since 21:01:00 (1m), and never ended in this run"));
  question.call = 4;
  EXPECT_THAT(text(question), HasSubstr("refresh would have to be paused (FAILED_PAUSE, AUTO_PAUSE "
                                        "or MANUAL_PAUSE); it had been RUNNING since 21:20:00"));
  question.call = 5;
  EXPECT_THAT(text(question), HasSubstr("an activity of this group would have to be named; at "
                                        "that moment there was asr-00000001"));
}

TEST_F(Explain, AFailedExpectationTellsWhatItIsAbout) {
  Question question;
  question.expectation = 1;
  EXPECT_THAT(ask(question).front().answer,
              HasSubstr("expectation 1 (s.yaml:16) fails: {activity: refresh, Status: "
                        "SUCCESSFUL}; got RUNNING at 20m. refresh has been RUNNING since"));
  question.expectation = 2;
  EXPECT_THAT(text(question),
              HasSubstr("asg-1 had the fewest instances serving from 22:00:00 (1h) on"));
  EXPECT_THAT(text(question), HasSubstr("its zone zone-2 has been in an outage since"));
}

TEST_F(Explain, WithoutAQuestionWhatFailedIsTold) {
  const auto answers = ask({});
  ASSERT_GE(answers.size(), 2U);
  EXPECT_EQ(answers[0].about, "expectation 1");
  EXPECT_EQ(answers[1].about, "expectation 2");
}

TEST_F(Explain, ATimeAloneTellsWhoDoesNotServe) {
  const std::string told = text(at("1h2m"));
  EXPECT_THAT(
      told,
      HasSubstr("ins-00000002 is IN_SERVICE, but its zone zone-2 has been in an outage since"));
  EXPECT_THAT(told, HasSubstr("in flight: ins-00000003 has been in STANDBY"));
}

TEST_F(Explain, WhatIsNotThereIsTold) {
  Question question;
  question.instance = "ins-00000009";
  EXPECT_EQ(ask(question).front().answer, "there never was an instance `ins-00000009`");
  question = at("0s");
  question.activity = "refresh";
  EXPECT_EQ(ask(question).front().answer, "there is no activity `refresh` yet at that time");
  question = {};
  question.call = 9;
  EXPECT_EQ(ask(question).front().answer, "there is no call 9; the file has 5");
}

TEST_F(Explain, GroundsAreClosedUnderCausesAndReasons) {
  Question question = at("5m");
  question.activity = "refresh";
  const auto grounds = grounds_of(story_, ask(question).front().chain);
  const std::set<Sequence> all(grounds.begin(), grounds.end());
  for (const Sequence each : grounds) {
    EXPECT_TRUE(all.contains(story_[each].cause));
    for (const Sequence reason : reasons(story_, story_[each])) {
      EXPECT_TRUE(all.contains(reason));
      EXPECT_LT(reason, each);
    }
  }
}

}  // namespace
}  // namespace refreshsim
