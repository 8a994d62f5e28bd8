// refreshsim diff, as its users meet it.
#include <gmock/gmock.h>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

constexpr std::string_view kRandom = R"(
refreshsim: 1
launch_configurations: {asc-1: {ImageId: img-v1}}
scaling_groups: {asg-1: {launch_configuration: asc-1, instances: 9}}
timing: {reinstall: {exponential: {mean: 3m}}}
calls:
  - at: 0s
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-1, RefreshMode: ROLLING_UPDATE_RESET, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 3}}}
)";

class Diff : public Program {
 protected:
  void SetUp() override {
    write("s.yaml", kRandom);
    for (const std::string seed : {"1", "2"}) {
      sh("refreshsim run --format json --seed " + seed + " --output " + seed + ".json --timeline " +
         seed + ".csv s.yaml");
    }
    for (const char* name : {"1.jsonl", "1.csv.zst", "1.jsonl.zst", "1.sqlite"}) {
      sh("refreshsim run --quiet --timeline " + std::string(name) + " s.yaml");
    }
  }
};

TEST_F(Diff, FindsNothingBetweenEqualThings) {
  for (const char* line :
       {"refreshsim diff 1.csv 1.jsonl", "refreshsim diff 1.json 1.json",
        "refreshsim diff s.yaml 1.csv", "refreshsim diff 2.json s.yaml",
        "refreshsim diff 1.csv 1.csv.zst", "refreshsim diff 1.jsonl.zst 1.sqlite",
        "refreshsim diff 1.sqlite s.yaml", "refreshsim diff s.yaml s.yaml",
        "refreshsim diff --program refreshsim --seed 5 s.yaml"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.exit, 0) << line << ran.err;
    EXPECT_EQ(ran.out, "no difference\n") << line;
  }
}

TEST_F(Diff, ShowsTheVeryRecordOfTimelinesAndRuns) {
  for (const char* line : {"refreshsim diff 1.jsonl 2.csv", "refreshsim diff --seed 2 1.csv s.yaml",
                           "refreshsim diff 1.csv.zst 2.csv", "refreshsim diff 2.csv 1.sqlite",
                           "refreshsim diff --scenario s.yaml 1.json 2.json"}) {
    const Ran ran = sh(line);
    EXPECT_EQ(ran.exit, 1) << line << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("differs in time_ms")) << line;
    EXPECT_THAT(ran.out, HasSubstr("What led to it")) << line;
    EXPECT_THAT(ran.out, HasSubstr("The state just before:\n  asg-1: ")) << line;
  }
}

TEST_F(Diff, OfResultsNamesTheRecordsBetweenWhichTheyPart) {
  const Ran ran = sh("refreshsim diff 1.json 2.json");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, HasSubstr("the first difference lies in records "));
  sh("sed 's/\"seed\":1/\"seed\":2/' 1.json > claims-seed-2.json");
  const Ran other = sh("refreshsim diff claims-seed-2.json s.yaml");
  EXPECT_EQ(other.exit, 1);
  EXPECT_THAT(other.out, HasSubstr("In the run:\n  #"));
}

TEST_F(Diff, OfAnotherProgramShowsWhereItParts) {
  write("other", "#!/bin/sh\nexec refreshsim \"$@\" --seed 2\n");
  sh("chmod +x other");
  const Ran ran = sh("refreshsim diff --program ./other s.yaml");
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("./other:\n  #"));
  EXPECT_EQ(files(),
            "1.csv 1.csv.zst 1.json 1.jsonl 1.jsonl.zst 1.sqlite 2.csv 2.json other s.yaml");
}

TEST_F(Diff, TellsWhatItCannotRead) {
  write("bad.csv",
        "time_ms,sequence,cause,kind,group,subject,part,from,to,detail\n0,5,0,k,g,s,p,f,t,d\n");
  write("bad.json", "{\"fingerprint\":1}");
  const auto expect = [this](const std::string& line, int exit, const char* what) {
    const Ran ran = sh("refreshsim diff " + line);
    EXPECT_EQ(ran.exit, exit) << line;
    EXPECT_THAT(ran.err, HasSubstr(what)) << line;
    EXPECT_EQ(ran.out, "") << line;
  };
  expect("1.csv none.csv", 3, "none.csv: error: there is no such file");
  expect("1.csv bad.csv", 3, "bad.csv: error: record 0 can't be read: its sequence is 5");
  expect("1.json bad.json", 3, "bad.json: error: it is no result");
  expect("1.json 1.csv", 3, "compare like with like");
  expect("--program ./none s.yaml", 3, "./none: can't be run");
  expect("--program false s.yaml", 3, "false: wrote no timeline");
  expect("s.yaml", 2, "needs two files");
  expect("--program refreshsim s.yaml 1.csv", 2, "--program needs one scenario");
}

}  // namespace
}  // namespace refreshsim
