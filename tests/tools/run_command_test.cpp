#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

class RunCommand : public Program {
 protected:
  void SetUp() override {
    write("good.yaml", kGood);
    write("failing.yaml", kFailing);
    write("broken.yaml", kBroken);
  }
};

TEST_F(RunCommand, ExitsWithZeroIfAllIsAsExpected) {
  const Ran ran = sh("refreshsim run good.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.out, StartsWith("good: SUCCESSFUL in 2 batches; 50 % of capacity lost for "));
  EXPECT_EQ(ran.err, "");
}

TEST_F(RunCommand, ExitsWithOneIfAnExpectationFails) {
  const Ran ran = sh("refreshsim run failing.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.out, HasSubstr("FAILED  {group: asg-web, always: serving, at_least: 2}"));
  EXPECT_THAT(ran.out, HasSubstr("failing.yaml:21\n"));
  EXPECT_EQ(ran.err, "");
}

TEST_F(RunCommand, ExitsWithThreeIfAFileIsWrongOrNotThere) {
  const Ran wrong = sh("refreshsim run broken.yaml");
  EXPECT_EQ(wrong.exit, 3);
  EXPECT_EQ(wrong.out, "");
  EXPECT_THAT(wrong.err, HasSubstr("broken.yaml:2:1: error: "));
  EXPECT_THAT(wrong.err, HasSubstr("did you mean `name`?"));
  const Ran missing = sh("refreshsim run missing.yaml");
  EXPECT_EQ(missing.exit, 3);
  EXPECT_THAT(missing.err, StartsWith("missing.yaml"));
}

TEST_F(RunCommand, GivesTheSameBytesAgain) {
  const std::string line = "refreshsim run --format json --timeline t.csv good.yaml";
  const Ran first = sh(line);
  const std::string timeline = read("t.csv");
  EXPECT_EQ(sh("LC_ALL=C TZ=Asia/Kolkata " + line).out, first.out);
  EXPECT_EQ(read("t.csv"), timeline);
}

TEST_F(RunCommand, SeedAndReplicaChangeWhatIsDrawn) {
  const auto head = [&](const std::string& options) {
    const json result = json::parse(sh("refreshsim run --format json good.yaml " + options).out);
    return std::pair(result["seed"].get<int>(), result["replica"].get<int>());
  };
  EXPECT_EQ(head(""), std::pair(1, 0));
  EXPECT_EQ(head("--seed 7 --replica 3"), std::pair(7, 3));
}

TEST_F(RunCommand, ReadsStandardInput) {
  const Ran ran = sh("refreshsim run --format json - < good.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(json::parse(ran.out)["name"], "good");
}

TEST_F(RunCommand, SeveralFilesMakeAnArray) {
  const Ran ran = sh("refreshsim run --format json good.yaml failing.yaml");
  EXPECT_EQ(ran.exit, 1);
  const json results = json::parse(ran.out);
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[1]["expectations"].size(), 5u);
}

TEST_F(RunCommand, ABrokenFileAmongSeveralLeavesAWholeArray) {
  const Ran some = sh("refreshsim run --format json good.yaml broken.yaml good.yaml");
  EXPECT_EQ(some.exit, 3);
  EXPECT_EQ(json::parse(some.out).size(), 2u);
  const Ran none = sh("refreshsim run --format json broken.yaml missing.yaml");
  EXPECT_EQ(none.exit, 3);
  EXPECT_EQ(none.out, "");
}

TEST_F(RunCommand, QuietShowsOnlyWhatFailed) {
  EXPECT_EQ(sh("refreshsim run --quiet good.yaml").out, "");
  const Ran failing = sh("refreshsim run --quiet failing.yaml");
  EXPECT_EQ(failing.exit, 1);
  EXPECT_THAT(failing.out, StartsWith("FAILED  {group: asg-web, always"));
  EXPECT_EQ(sh("refreshsim run --quiet --output r.json --format json good.yaml").out, "");
  EXPECT_EQ(json::parse(read("r.json"))["name"], "good");
}

/// Also where nothing is printed: instances are left out of a result only if nobody asks for them.
TEST_F(RunCommand, ListsInstancesInEachFileThatHasThem) {
  write("plain.yaml", kGood.substr(0, kGood.find("\nexpect:") + 1));  // none is about an instance
  const auto run = [this](const std::string& options) {
    EXPECT_EQ(sh("refreshsim run --quiet " + options + " plain.yaml").exit, 0) << options;
  };
  run("--output r.json --format json");
  const std::size_t instances = json::parse(read("r.json"))["instances"].size();
  EXPECT_GT(instances, 0U);
  run("--timeline t.sqlite");
  const std::string count =
      "/usr/bin/python3 -c \"import sqlite3; print(sqlite3.connect('t.sqlite')"
      ".execute('SELECT count(*) FROM instances').fetchone()[0])\"";
  EXPECT_EQ(sh(count).out, std::to_string(instances) + "\n");
  run("--report p.html");
  EXPECT_THAT(read("p.html"), HasSubstr("\"count\":" + std::to_string(instances)));
}

TEST_F(RunCommand, WritesTimelinesByTheirEnding) {
  EXPECT_EQ(sh("refreshsim run --quiet --timeline t.csv good.yaml").exit, 0);
  EXPECT_THAT(read("t.csv"), StartsWith("time_ms,sequence,cause,"));
  EXPECT_EQ(sh("refreshsim run --quiet --timeline t.jsonl good.yaml").exit, 0);
  EXPECT_TRUE(json::accept(read("t.jsonl").substr(0, read("t.jsonl").find('\n'))));
}

TEST_F(RunCommand, RefusesATimelineItCantWriteAsAsked) {
  const Ran ending = sh("refreshsim run --timeline t.txt good.yaml");
  EXPECT_EQ(ending.exit, 2);
  EXPECT_THAT(ending.err,
              HasSubstr("`t.txt` must end in .csv, .jsonl, .csv.zst, .jsonl.zst or .sqlite"));
  EXPECT_EQ(sh("refreshsim run --timeline t.csv good.yaml good.yaml").exit, 2);
}

}  // namespace
}  // namespace refreshsim
