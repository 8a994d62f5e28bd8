// The page that `run --report` writes.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class ReportCommand : public Program {
 protected:
  void SetUp() override { write("good.yaml", kGood); }

  static std::size_t count(const std::string& text, std::string_view part) {
    std::size_t times = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++times;
    }
    return times;
  }
};

TEST_F(ReportCommand, WritesOnePageBesideTheResult) {
  const Ran ran = sh("refreshsim run --report page.html good.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, sh("refreshsim run good.yaml").out);
  EXPECT_THAT(read("page.html"), StartsWith("<!doctype html>"));
  EXPECT_THAT(read("page.html"), HasSubstr("\"name\":\"good\""));
  EXPECT_EQ(files(), "good.yaml page.html");
}

TEST_F(ReportCommand, GivesTheSameBytesAgain) {
  ASSERT_EQ(sh("refreshsim run --quiet --report a.html good.yaml").exit, 0);
  ASSERT_EQ(sh("LC_ALL=C TZ=Asia/Kolkata refreshsim run --report b.html good.yaml").exit, 0);
  EXPECT_EQ(read("a.html"), read("b.html"));
}

TEST_F(ReportCommand, PutsSeveralRunsOntoOnePageAndLeavesOutBrokenFiles) {
  write("failing.yaml", kFailing);
  write("broken.yaml", kBroken);
  const Ran ran =
      sh("refreshsim run --quiet --report page.html good.yaml broken.yaml failing.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(count(read("page.html"), "\"fingerprint\":"), 2U);
}

TEST_F(ReportCommand, WhatWasThereStaysIfNothingRan) {
  write("broken.yaml", kBroken);
  write("page.html", "old");
  EXPECT_EQ(sh("refreshsim run --report page.html broken.yaml").exit, 3);
  EXPECT_EQ(read("page.html"), "old");
}

TEST_F(ReportCommand, APlaceThatCantBeWrittenIsToldBeforeAnythingRuns) {
  const Ran ran = sh("refreshsim run --report no/where.html good.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "refreshsim: no/where.html: can't be created: No such file or directory\n");
  EXPECT_THAT(sh("refreshsim run --quiet --report - good.yaml > /dev/full").err,
              HasSubstr("No space left on device"));
}

TEST_F(ReportCommand, AnInterruptLeavesNothingBehind) {
  const Ran ran =
      sh("mkfifo in; env --default-signal=INT refreshsim run --report page.html - < in &\n"
         "pid=$!; exec 3> in; until ls .page.html.* > /dev/null 2>&1; do sleep 0.02; done\n"
         "kill -INT $pid; wait $pid; status=$?; exec 3>&-; rm in; exit $status");
  EXPECT_EQ(ran.exit, 130);
  EXPECT_EQ(files(), "good.yaml");
}

TEST_F(ReportCommand, RefusesWhatCantBe) {
  EXPECT_THAT(sh("refreshsim run --report page.txt good.yaml").err,
              HasSubstr("`page.txt` must end in .html"));
  EXPECT_EQ(sh("refreshsim run --report a.html --output a.html good.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim run --report - good.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim run --quiet --report - good.yaml").exit, 0);
}

TEST_F(ReportCommand, OfTestHoldsEveryScenarioInOrderAndWhatCouldNotBeRun) {
  write("failing.yaml", kFailing);
  write("broken.yaml", kBroken);
  const Ran ran = sh("refreshsim test --report page.html --jobs 2 .");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, sh("refreshsim test .").out);
  const std::string page = read("page.html");
  EXPECT_EQ(count(page, "\"fingerprint\":"), 2U);
  EXPECT_LT(page.find("\"ok\":false"), page.rfind("\"fingerprint\":"));
  EXPECT_THAT(page, HasSubstr("\"errors\":[{\"file\":\"./broken.yaml\""));
  EXPECT_EQ(sh("refreshsim test --report p.html --jobs 1 .").exit, 3);
  EXPECT_EQ(read("p.html"), page);
}

TEST_F(ReportCommand, OfCompareIsWrittenBesideTheResultAndByMergeToo) {
  write("study.yaml",
        "refreshsim_study: 1\nscenario: good.yaml\nreplicas: 8\nstrategies: {a: {}, b: {}}\n");
  const Ran ran = sh("refreshsim compare --report page.html study.yaml");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_THAT(read("page.html"), HasSubstr("\"page\":\"study\""));
  EXPECT_EQ(ran.out, sh("refreshsim compare study.yaml").out);
  EXPECT_EQ(sh("refreshsim compare --shard 1/2 --output 1 study.yaml").exit, 0);
  EXPECT_EQ(sh("refreshsim compare --shard 2/2 --output 2 study.yaml").exit, 0);
  EXPECT_EQ(sh("refreshsim merge --report merged.html 1 2").exit, 0);
  EXPECT_EQ(read("merged.html"), read("page.html"));
  EXPECT_EQ(sh("refreshsim compare --shard 1/2 --output 1 --report p.html study.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim compare --output p.html --report p.html study.yaml").exit, 2);
}

}  // namespace
}  // namespace refreshsim
