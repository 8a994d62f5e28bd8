// import and diff as the shell sees them, on logs of each form.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kLogs = std::string(REFRESHSIM_SOURCE_DIR) + "/tests/incident/logs/";

class ImportCommand : public Program, public testing::WithParamInterface<std::string> {};

TEST_P(ImportCommand, ALogOfEachFormReplaysWithoutADifference) {
  const Ran made = sh("refreshsim import " + kLogs + GetParam() + " --output a.yaml");
  EXPECT_EQ(made.exit, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("what would settle it"));
  const std::string yaml = read("a.yaml");
  EXPECT_THAT(yaml, HasSubstr("# assumed: "));
  EXPECT_THAT(yaml, HasSubstr(GetParam() + ":"));
  for (const std::string secret : {"hunter2", "IyEv", "AKID", "5da7a33f"}) {
    EXPECT_THAT(yaml, Not(HasSubstr(secret)));
  }
  const Ran run = sh("refreshsim run a.yaml --quiet");
  EXPECT_EQ(run.exit, 0) << run.out;
  const Ran diff = sh("refreshsim diff a.yaml " + kLogs + GetParam());
  EXPECT_EQ(diff.exit, 0) << diff.out << diff.err;
  EXPECT_EQ(diff.out, "no difference\n");
}

INSTANTIATE_TEST_SUITE_P(Forms, ImportCommand,
                         testing::Values("terraform.log", "calls.jsonl", "exchanges.http.txt",
                                         "describe.txt"),
                         [](const auto& form) {
                           return form.param.substr(0, form.param.find('.'));
                         });

class LogDiff : public Program {};

TEST_F(LogDiff, ShowsTheLineBothSidesTheStateAndTheRule) {
  ASSERT_EQ(sh("refreshsim import " + kLogs + "calls.jsonl --output a.yaml").exit, 0);
  ASSERT_EQ(sh("sed -i 's/attempt: 1, instance: ins-k8x2v1cb, step: health_check/attempt: 2, "
               "instance: ins-k8x2v1cb, step: health_check/' a.yaml")
                .exit,
            0);
  const Ran diff = sh("refreshsim diff a.yaml " + kLogs + "calls.jsonl");
  EXPECT_EQ(diff.exit, 1) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("calls.jsonl:5"));
  EXPECT_THAT(diff.out, HasSubstr("the log says        FAILED_PAUSE"));
  EXPECT_THAT(diff.out, HasSubstr("the simulation says RUNNING"));
  EXPECT_THAT(diff.out, HasSubstr("asr-i8u7tytd: Status RUNNING"));
  EXPECT_THAT(diff.out, HasSubstr("section 4"));
}

TEST_F(LogDiff, WhatTheServiceTakesAndTheModelDoesNotKnowIsLeftOutAndNamed) {
  write(
      "a.jsonl",
      R"({"time":"2025-10-30T21:00:00Z","action":"ModifyLaunchConfigurationAttributes","request":)"
      R"({"LaunchConfigurationId":"asc-1","ImageId":"img-2","InstanceTypes":["S5.LARGE8"],)"
      R"("LoginSettings":{"KeepImageLogin":"TRUE"}},"response":{"Response":{"RequestId":"r-1"}}})"
      "\n");
  const Ran made = sh("refreshsim import a.jsonl --output a.yaml");
  EXPECT_THAT(made.err, HasSubstr("InstanceTypes of ModifyLaunchConfigurationAttributes"));
  EXPECT_THAT(read("a.yaml"),
              HasSubstr("# left out, as the model does not know it: InstanceTypes"));
  EXPECT_THAT(read("a.yaml"), HasSubstr("LoginSettings: {KeepImageLogin: "));
  EXPECT_EQ(sh("refreshsim diff a.yaml a.jsonl").exit, 0);
}

TEST_F(LogDiff, ARequestThatIsTooDeepForAScenarioIsToldOf) {
  const auto import_nested = [this](std::size_t depth) {
    std::string open;
    for (std::size_t i = 0; i < depth; ++i) open += "{\"LoginSettings\":";
    write("a.log", "api[ModifyLaunchConfigurationAttributes] success, request body [" + open +
                       "\"x\"" + std::string(depth, '}') + "], response body [{}]\n");
    return sh("refreshsim import a.log");
  };
  EXPECT_EQ(import_nested(40).exit, 0);
  for (const std::size_t depth : {49U, 61U, 62U, 63U, 64U}) {
    const Ran ran = import_nested(depth);
    EXPECT_EQ(ran.exit, 3) << depth;
    EXPECT_THAT(ran.err, HasSubstr("a.log:1: warning: the entry can't be read"));
  }
}

TEST_F(LogDiff, Utf16IsToldOf) {
  write("a.log", "\xff\xfe{");
  const Ran ran = sh("refreshsim import a.log");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("a.log: error: this is UTF-16"));
}

TEST_F(LogDiff, ALogThatBeginsBeforeTheScenarioIsToldSo) {
  write("late.yaml",
        "refreshsim: 1\nstart: 2030-01-01T00:00:00Z\n"
        "launch_configurations: {asc-web: {ImageId: img-v1}}\n"
        "scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 2}}\n");
  const Ran diff = sh("refreshsim diff late.yaml " + kLogs + "calls.jsonl");
  EXPECT_EQ(diff.exit, 1) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("(before the scenario begins)"));
}

TEST_F(LogDiff, AnonymizedOnBothSidesTheyStillAgree) {
  const std::string log = kLogs + "calls.jsonl";
  ASSERT_EQ(sh("refreshsim import --anonymize " + log + " --output a.yaml").exit, 0);
  for (const std::string id : {"asg-9dn1a5y6", "ins-k8x2v1cb", "img-8toqc6s3", "asr-i8u7tytd"}) {
    EXPECT_THAT(read("a.yaml"), Not(HasSubstr(id)));
  }
  EXPECT_EQ(sh("refreshsim diff --anonymize a.yaml " + log).exit, 0);
}

TEST_F(LogDiff, SeveralLogsAndStandardInputAreTakenTogether) {
  const Ran made = sh("head -n 4 " + kLogs + "calls.jsonl > one; tail -n +5 " + kLogs +
                      "calls.jsonl | refreshsim import one - --output a.yaml");
  EXPECT_EQ(made.exit, 0) << made.err;
  EXPECT_EQ(sh("refreshsim diff a.yaml " + kLogs + "calls.jsonl").exit, 0);
}

TEST_F(LogDiff, ContradictionsAreShownWithBothLines) {
  const Ran made = sh("sed '8s/\"InstanceStatus\":\"CANCELLED\"/\"InstanceStatus\":\"FAILED\"/' " +
                      kLogs + "calls.jsonl > odd.jsonl; refreshsim import odd.jsonl 2>&1");
  EXPECT_THAT(made.out, HasSubstr("FAILED (odd.jsonl:8) can't be followed by CANCELLED "
                                  "(odd.jsonl:9)"));
}

TEST_F(LogDiff, AFileWithoutAnyCallIsRefusedWithTheFormsThatAreKnown) {
  write("a.log", "nothing\nto see\n");
  const Ran made = sh("refreshsim import a.log");
  EXPECT_EQ(made.exit, 3);
  EXPECT_EQ(made.out, "");
  EXPECT_THAT(made.err, HasSubstr("a.log: error: no call and no answer"));
  EXPECT_THAT(made.err, HasSubstr("Terraform"));
}

}  // namespace
}  // namespace refreshsim
