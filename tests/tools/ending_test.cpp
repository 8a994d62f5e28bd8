// Ways to end early: signals, readers that go away, others who write the same file, no memory.
#include <gmock/gmock.h>

#include "tests/tools/writers.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

struct Ending {
  const char* signal;
  int exit;
};
constexpr Ending kEndings[] = {
    {"INT", 130}, {"TERM", 143}, {"HUP", 129}, {"QUIT", 131}, {"XCPU", 152}};

class EndingEarly : public Writers {
 protected:
  void SetUp() override {
    Writers::SetUp();
    write("endless.yaml", kEndless);
    sh("sed 's/^replicas: .*/replicas: 90000000/' study.yaml > long.yaml; mkdir place");
  }

  // Sends the signal once the output file is in the making: the program runs for minutes.
  Ran ended(const std::string& line, const std::string& signal) const {
    return sh("env --default-signal=INT,QUIT,HUP refreshsim " + line +
              " > /dev/null &\npid=$!\n"
              "until ls place/.out.csv.* > /dev/null 2>&1; do sleep 0.02; done\nkill -" +
              signal + " $pid; wait $pid");
  }

  // With standard output a pipe that nobody reads any more.
  Ran unread(const std::string& line) const {
    return sh("mkfifo pipe; (: < pipe) & exec 3> pipe; wait; rm pipe; refreshsim " + line + " >&3");
  }
};

TEST_F(EndingEarly, ByEachSignalIsToldAndLeavesNothing) {
  for (const Ending& each : kEndings) {
    const Ran ran = ended("run --timeline place/out.csv endless.yaml", each.signal);
    EXPECT_EQ(ran.exit, each.exit);
    EXPECT_THAT(ran.err,
                testing::StartsWith("refreshsim: ended by SIG" + std::string(each.signal)));
    EXPECT_THAT(ran.err, testing::EndsWith("; what was not complete is not written\n"));
    EXPECT_EQ(sh("ls -A place").out, "") << each.signal;
  }
}

TEST_F(EndingEarly, BySignalKeepsWhatEachCommandWasToReplace) {
  for (const char* line :
       {"run --output place/out.csv endless.yaml", "test --junit place/out.csv endless.yaml",
        "compare --output place/out.csv long.yaml",
        "compare --quiet --replicas place/out.csv long.yaml",
        "compare --shard 1/2 --output place/out.csv long.yaml",
        "explore --states 100000000 --output place/out.csv endless.yaml"}) {
    write("place/out.csv", "old");
    EXPECT_EQ(ended(line, "TERM").exit, 143) << line;
    EXPECT_EQ(sh("ls -A place").out, "out.csv\n") << line;
    EXPECT_EQ(read("place/out.csv"), "old") << line;
  }
}

// The other program is ended first, and the folder made for it is cleared away.
TEST_F(EndingEarly, BySignalLeavesNoFolderOfAnotherProgramsRun) {
  for (const Ending& each : kEndings) {
    const Ran ran = sh(
        "mkdir -p tmp; TMPDIR=$PWD/tmp env --default-signal=INT,QUIT,HUP refreshsim diff --program "
        "refreshsim endless.yaml &\npid=$!\n"
        "until ls tmp/*/.timeline.csv.* > /dev/null 2>&1; do sleep 0.02; done\nkill -" +
        std::string(each.signal) + " $pid; wait $pid");
    EXPECT_EQ(ran.exit, each.exit) << ran.err;
    EXPECT_EQ(sh("ls -A tmp").out, "") << each.signal;
  }
}

// An interrupt before every strategy has had a replica leaves nothing to write: on a busy machine
// the study is given longer.
TEST_F(EndingEarly, ByAnInterruptAStudyWritesWhatItHas) {
  const Ran ran =
      sh("for seconds in 1 2 4 8 16 32 64; do\n"
         "  timeout --preserve-status -s INT $seconds "
         "refreshsim compare --format md --output place/out.csv long.yaml\n"
         "  exit=$?; [ -e place/out.csv ] && break\ndone\nexit $exit");
  EXPECT_EQ(ran.exit, 130) << ran.err;
  EXPECT_EQ(sh("ls -A place").out, "out.csv\n");
  EXPECT_THAT(read("place/out.csv"), HasSubstr("PARTIAL"));
}

TEST_F(EndingEarly, ByAnInterruptAShardIsNotWritten) {
  const Ran ran = ended("compare --shard 1/2 --output place/out.csv long.yaml", "INT");
  EXPECT_EQ(ran.exit, 130);
  EXPECT_EQ(ran.err, "refreshsim compare: interrupted; no shard is written\n");
  EXPECT_EQ(sh("ls -A place").out, "");
}

TEST_F(EndingEarly, ByAReaderThatWentAwayIsQuiet) {
  for (const char* line :
       {"run good.yaml", "run --format json good.yaml", "run --format json good.yaml good.yaml",
        "test good.yaml", "compare study.yaml", "compare --format json study.yaml",
        "merge --format md p1 p2", "explore --states 1000 good.yaml", "diff good.yaml good.yaml",
        "graph", "schema", "--help", "run --help"}) {
    const Ran ran = unread(line);
    EXPECT_EQ(ran.exit, 141) << line;
    EXPECT_EQ(ran.err, "") << line;
  }
}

TEST_F(EndingEarly, ByAReaderThatWentAwaySpoilsNoFile) {
  ASSERT_EQ(sh("refreshsim run --timeline whole.csv good.yaml").exit, 0);
  EXPECT_EQ(unread("run --timeline place/out.csv good.yaml").exit, 141);
  EXPECT_EQ(read("place/out.csv"), read("whole.csv"));
  EXPECT_EQ(unread("test --junit place/out.csv good.yaml").exit, 141);
  EXPECT_THAT(read("place/out.csv"), HasSubstr("</testsuite>"));
  EXPECT_EQ(sh("ls -A place").out, "out.csv\n");
}

TEST_F(EndingEarly, OrTogetherTwoRunsGiveOneOfTheirFilesWhole) {
  write("writer",
        "for i in 1 2 3 4 5 6 7 8 9 10; do\n"
        "  refreshsim run --format json --seed $1 --output place/out.csv good.yaml\ndone\n");
  const Ran ran =
      sh("for i in 1 2; do refreshsim run --format json --seed $i --output $i good.yaml; done\n"
         "cmp -s 1 2 && exit 8\n"
         "sh writer 1 & first=$!; sh writer 2 & second=$!\n"
         "until [ -e place/out.csv ]; do sleep 0.02; done\n"
         "for i in $(seq 100); do\n"
         "  cat place/out.csv > seen; cmp -s seen 1 || cmp -s seen 2 || exit 9\ndone\n"
         "wait $first && wait $second && ls -A place");
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out, "out.csv\n");
}

/// A fleet whose answers are large, and asked for again and again.
constexpr const char* kLargeAnswers =
    "{ echo 'refreshsim: 1'; echo 'launch_configurations: {asc-a: {ImageId: img-1}}'\n"
    "  echo 'scaling_groups: {asg-a: {launch_configuration: asc-a, instances: 20000}}'\n"
    "  echo 'calls:'\n"
    "  echo '  - {at: 0s, action: StartInstanceRefresh, request: {AutoScalingGroupId: asg-a,'\n"
    "  echo '     RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}}}'\n"
    "  for i in $(seq 1000); do\n"
    "    echo \"  - {at: ${i}s, action: DescribeRefreshActivities, request: {}, expect: ok}\"\n"
    "  done; } > answers.yaml";

TEST_F(EndingEarly, ForWantOfMemoryIsToldAndLeavesNothing) {
  sh("sed 's/instances: 2/instances: 20000000/' good.yaml > huge.yaml");
  sh(kLargeAnswers);
  for (const char* line :
       {"run --output place/out.csv huge.yaml", "explore --output place/out.csv huge.yaml",
        "run --output place/out.csv answers.yaml"}) {
    const Ran ran = sh(std::string("ulimit -v 1000000; refreshsim ") + line);
    EXPECT_EQ(ran.exit, 70) << line;
    EXPECT_THAT(ran.err, testing::StartsWith("refreshsim: out of memory; ")) << line;
    EXPECT_EQ(sh("ls -A place").out, "") << line;
  }
}

TEST_F(EndingEarly, BecauseATriggerFiresWithoutEndShowsWhatWasDone) {
  sh("sed 's/instances: 100/instances: 1/' endless.yaml > loop.yaml");
  const Ran ran = sh("refreshsim run --output place/out.csv loop.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.err, "loop: stopped: a trigger has fired more than 1,000,000 times\n");
  EXPECT_THAT(read("place/out.csv"), HasSubstr("stopped after "));
  EXPECT_THAT(read("place/out.csv"), HasSubstr("(1,000,000 times)"));
}

}  // namespace
}  // namespace refreshsim
