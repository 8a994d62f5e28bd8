// Hostile surroundings: full disks, closed pipes, places that can't be written, signals.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

class Output : public Program {
 protected:
  void SetUp() override { write("good.yaml", kGood); }

  // Interrupts the program while it waits for its input, with its output file open.
  Ran interrupted(const std::string& signal) const {
    return sh(
        "mkfifo in; env --default-signal=INT refreshsim run --output out.json - < in &\n"
        "pid=$!; exec 3> in; until ls .out.json.* > /dev/null 2>&1; do sleep 0.02; done\n"
        "kill -" +
        signal + " $pid; wait $pid; status=$?; exec 3>&-; rm in; exit $status");
  }
};

TEST_F(Output, AFileAppearsWholeUnderItsName) {
  EXPECT_EQ(sh("refreshsim run --output r.json --format json --timeline t.csv good.yaml").exit, 0);
  EXPECT_EQ(files(), "good.yaml r.json t.csv");
}

TEST_F(Output, AFullDiskIsToldAndFails) {
  for (const char* line :
       {"refreshsim run good.yaml > /dev/full", "refreshsim graph > /dev/full",
        "refreshsim --help > /dev/full", "refreshsim run --output /dev/full good.yaml"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.exit, 3) << line;
    EXPECT_THAT(ran.err, HasSubstr("No space left on device")) << line;
  }
}

TEST_F(Output, APlaceThatCantBeWrittenIsToldBeforeAnythingRuns) {
  const Ran ran = sh("refreshsim run --timeline no/where.csv good.yaml");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "refreshsim: no/where.csv: can't be created: No such file or directory\n");
  EXPECT_EQ(sh("refreshsim test good.yaml --junit no/where.xml").exit, 3);
}

TEST_F(Output, AClosedPipeEndsQuietly) {
  // More than a pipe holds, so that the writer meets the closed end.
  std::string wide(kGood);
  wide.replace(wide.find("instances: 2"), 12, "instances: 2000");
  wide.erase(wide.find("expect:\n"));
  write("wide.yaml", wide);
  const Ran ran = sh("{ refreshsim run --format json wide.yaml; echo $? > status; } | true");
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(read("status"), "141\n");
}

TEST_F(Output, AClosedStandardOutputFailsAndSpoilsNoFile) {
  const Ran ran = sh("refreshsim run --timeline t.csv good.yaml >&-");
  EXPECT_EQ(ran.exit, 3);
  EXPECT_THAT(ran.err, HasSubstr("standard output: can't be written"));
  EXPECT_THAT(read("t.csv"), testing::StartsWith("time_ms,"));
}

TEST_F(Output, AnInterruptLeavesNothingBehind) {
  EXPECT_EQ(interrupted("INT").exit, 130);
  EXPECT_EQ(files(), "good.yaml");
  EXPECT_EQ(interrupted("TERM").exit, 143);
  EXPECT_EQ(files(), "good.yaml");
}

TEST_F(Output, WhatWasThereStaysIfTheRunIsRefused) {
  write("r.json", "old");
  write("broken.yaml", kBroken);
  EXPECT_EQ(sh("refreshsim run --output r.json broken.yaml").exit, 3);
  EXPECT_EQ(read("r.json"), "old");
}

}  // namespace
}  // namespace refreshsim
