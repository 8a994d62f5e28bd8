#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

class TestCommand : public Program {
 protected:
  void SetUp() override {
    write("s/b.yaml", kGood);
    write("s/a/c.yaml", kGood);
    write("s/ours.base.yaml", kBroken);
    write("s/studies/x.yaml", kBroken);
    write("s/study.yaml", "# compares\nrefreshsim_study: 1\n");
    write("s/notes.txt", "not a scenario");
  }
};

TEST_F(TestCommand, PrintsALineEachAndASummary) {
  const Ran ran = sh("refreshsim test s");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out, "ok s/a/c.yaml\nok s/b.yaml\n2 passed, 0 failed\n");
  EXPECT_EQ(ran.err, "");
}

TEST_F(TestCommand, ShowsWhatFailedAndWhere) {
  write("s/b.yaml", kFailing);
  const Ran ran = sh("refreshsim test s");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, HasSubstr("FAILED s/b.yaml\n"
                                 "  FAILED  {group: asg-web, always: serving, at_least: 2}\n"));
  EXPECT_THAT(ran.out, HasSubstr("          s/b.yaml:21\n"));
  EXPECT_THAT(ran.out, EndsWith("\n1 passed, 1 failed\n"));
}

TEST_F(TestCommand, ABrokenScenarioFailsWithItsErrors) {
  write("s/z.yaml", kBroken);
  const Ran ran = sh("refreshsim test s");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.out, HasSubstr("FAILED s/z.yaml\n  s/z.yaml:2:1: error: "));
  EXPECT_THAT(ran.out, EndsWith("\n2 passed, 1 failed\n"));
}

TEST_F(TestCommand, NotesAScenarioThatExpectsNothing) {
  const std::string text(kGood);
  const std::string without = text.substr(0, text.find("    expect: ok"));
  write("s/z.yaml", without);
  EXPECT_THAT(sh("refreshsim test s").out, HasSubstr("ok s/z.yaml (expects nothing)\n"));
}

TEST_F(TestCommand, GivesTheSameBytesForAnyNumberOfJobs) {
  for (int i = 0; i < 20; ++i) write("s/n" + std::to_string(i) + ".yaml", i % 3 ? kGood : kFailing);
  const std::string one = sh("refreshsim test --jobs 1 --junit one.xml s").out;
  EXPECT_EQ(sh("refreshsim test --jobs 8 --junit eight.xml s").out, one);
  EXPECT_EQ(read("one.xml"), read("eight.xml"));
  EXPECT_THAT(one, EndsWith("\n15 passed, 7 failed\n"));
}

TEST_F(TestCommand, HoldsWithEitherEngine) {
  const std::string whole = sh("refreshsim test s").out;
  EXPECT_EQ(sh("refreshsim test --engine loop s").out, whole);
  EXPECT_EQ(sh("refreshsim test --engine auto s").out, whole);
  EXPECT_EQ(sh("refreshsim test --engine fast s").exit, 2);
}

TEST_F(TestCommand, WritesJUnit) {
  write("s/b.yaml", kFailing);
  write("s/z.yaml", kBroken);
  sh("refreshsim test --junit t.xml s");
  const std::string xml = read("t.xml");
  EXPECT_THAT(xml,
              HasSubstr("<testsuite name=\"refreshsim\" tests=\"3\" failures=\"1\" errors=\"1\">"));
  EXPECT_THAT(xml, HasSubstr("name=\"s/a/c.yaml\"/>"));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"FAILED  {group: asg-web, always"));
}

TEST_F(TestCommand, QuietShowsOnlyWhatFailed) {
  write("s/b.yaml", kFailing);
  EXPECT_THAT(sh("refreshsim test --quiet s").out, testing::StartsWith("FAILED s/b.yaml\n"));
}

TEST_F(TestCommand, SaysWhenThereIsNothingToTest) {
  const Ran ran = sh("mkdir s/empty; refreshsim test s/empty");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "0 passed, 0 failed\n");
  EXPECT_EQ(ran.err, "refreshsim test: no scenarios there\n");
}

TEST_F(TestCommand, APathThatIsNotThereFails) {
  const Ran ran = sh("refreshsim test s nowhere");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.out, HasSubstr("FAILED nowhere\n"));
  EXPECT_THAT(ran.out, EndsWith("\n2 passed, 1 failed\n"));
}

}  // namespace
}  // namespace refreshsim
