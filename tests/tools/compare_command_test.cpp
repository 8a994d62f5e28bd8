// refreshsim compare, refreshsim merge, and run with --set, as their users meet them.
#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/tools/program.h"

namespace refreshsim {
namespace {

using testing::HasSubstr;

constexpr std::string_view kStudy = R"(refreshsim_study: 1
replicas: 40
scenario:
  refreshsim: 1
  launch_configurations: {asc-web: {ImageId: img-v1}}
  scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 6}}
  timing: {reinstall: {lognormal: {median: 4m, p95: 9m}}}
  calls:
    - at: 1m
      as: refresh
      action: StartInstanceRefresh
      request:
        AutoScalingGroupId: asg-web
        RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}
grid: {refresh.BatchNumber: [2, 3]}
metrics: [availability]
expect:
  - {strategy: BatchNumber=3, better_than: BatchNumber=2, metric: availability}
)";

class Compare : public Program {
 protected:
  void SetUp() override { write("study.yaml", kStudy); }
};

TEST_F(Compare, AnswersAndIsSilentOtherwise) {
  const Ran ran = sh("refreshsim compare study.yaml");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, testing::StartsWith("BatchNumber=3 has the highest availability"));
}

TEST_F(Compare, GivesTheSameBytesForAnyJobsAndShards) {
  const Ran one = sh("refreshsim compare --jobs 1 --format json study.yaml");
  EXPECT_EQ(sh("refreshsim compare --jobs 3 --format json study.yaml").out, one.out);
  EXPECT_EQ(sh("refreshsim compare --engine loop --format json study.yaml").out, one.out);
  const Ran merged =
      sh("for i in 1 2 3; do refreshsim compare --shard $i/3 --output p$i study.yaml; done; "
         "refreshsim merge --format json p3 p1 p2");
  EXPECT_EQ(merged.exit, 0);
  EXPECT_EQ(merged.out, one.out);
}

TEST_F(Compare, FailsAsAMeanIsOtherwiseAndSaysWhatItIs) {
  const Ran ran =
      sh("sed 's/better_than: BatchNumber=2, metric: availability/metric: availability, "
         "mean_at_least: 0.99/' study.yaml > wrong.yaml; refreshsim compare --quiet wrong.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_THAT(ran.err, HasSubstr("FAILED {strategy: BatchNumber=3, metric: availability, "
                                 "mean_at_least: 0.99}\n  wrong.yaml:18: the mean is 0."));
}

TEST_F(Compare, FailsAsItsStudyExpectsOtherwise) {
  const Ran ran =
      sh("sed 's/=3, better_than: BatchNumber=2/=2, better_than: BatchNumber=3/' "
         "study.yaml > wrong.yaml; refreshsim compare --quiet wrong.yaml");
  EXPECT_EQ(ran.exit, 1);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("wrong.yaml:18: the difference is"));
}

TEST_F(Compare, WritesEveryReplica) {
  EXPECT_EQ(sh("refreshsim compare --quiet --replicas all.csv study.yaml").exit, 0);
  EXPECT_THAT(read("all.csv"), testing::StartsWith("strategy,replica,availability\n"));
  EXPECT_EQ(sh("wc -l < all.csv").out, "81\n");
}

TEST_F(Compare, PrintsCommandsThatReplay) {
  const Ran ran =
      sh("refreshsim compare study.yaml | sed -n '/worst replica/,/near/p' | sed -n '2,3p' "
         "> again.sh; sh again.sh");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.out, HasSubstr("study"));
}

/// Each extreme of each metric: its command, pasted, runs and gives that very number.
TEST_F(Compare, PrintsCommandsThatGiveTheVeryNumber) {
  using nlohmann::json;
  std::string text(kStudy);
  text.replace(
      text.find("metrics: [availability]"), 23,
      "metrics: [availability, lost_capacity_ms]\n"
      "strategies:\n"
      "  odd 'one': {timing.reinstall: {uniform: {min: 3m, max: 9m}}, refresh.MaxSurge: 1}");
  write("more.yaml", text);
  const Ran ran = sh("refreshsim compare --format json --replicas all.csv more.yaml");
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const std::string rows = "\n" + read("all.csv");
  std::size_t replayed = 0;
  const json all = json::parse(ran.out);
  for (const json& strategy : all["strategies"]) {
    for (const auto& [metric, cell] : strategy["metrics"].items()) {
      for (const char* const extreme : {"worst", "median"}) {
        const std::string command = cell[extreme]["replay"];
        const Ran again = sh(command + " --format json");
        ASSERT_EQ(again.exit, 0) << command << again.err;
        const double got = json::parse(again.out)["groups"]["asg-web"][metric];
        const std::string row = "\n" + strategy["name"].get<std::string>() + "," +
                                cell[extreme]["replica"].dump() + ",";
        const std::size_t at = rows.find(row);
        ASSERT_NE(at, std::string::npos) << row;
        std::string numbers =
            rows.substr(at + row.size(), rows.find('\n', at + 1) - at - row.size());
        if (metric != "availability") numbers = numbers.substr(numbers.find(',') + 1);
        const double wanted = std::stod(numbers);
        EXPECT_NEAR(got, wanted, std::abs(wanted) * 1e-8) << command;
        const double end = extreme == std::string("median") ? cell["p50"]["value"].get<double>()
                           : metric == "availability"       ? cell["min"].get<double>()
                                                            : cell["max"].get<double>();
        EXPECT_NEAR(got, end, std::abs(end) * 1e-8) << command;
        ++replayed;
      }
    }
  }
  EXPECT_EQ(replayed, 12U);
}

TEST_F(Compare, TellsAWrongSettingInFileAndCommandLine) {
  const Ran file =
      sh("sed 's/BatchNumber: .2, 3/BatchNumbr: [2, 3/' study.yaml > wrong.yaml; "
         "refreshsim compare wrong.yaml");
  EXPECT_EQ(file.exit, 3);
  EXPECT_THAT(file.err, HasSubstr("wrong.yaml:15:8: error: `refresh.BatchNumbr` leads nowhere"));
  const Ran line = sh("refreshsim run --set refresh.BatchNumbr=2 study.yaml");
  EXPECT_EQ(line.exit, 3);
  EXPECT_THAT(line.err, HasSubstr("did you mean `refresh.BatchNumber`?"));
}

// An interrupt before every strategy has had a replica leaves nothing to show: on a busy machine
// the study is given longer.
TEST_F(Compare, ShowsWhatIsDoneWhenInterrupted) {
  const Ran ran =
      sh("sed 's/replicas: 40/replicas: 50000000/' study.yaml > long.yaml\n"
         "for seconds in 1 2 4 8 16 32 64; do\n"
         "  timeout --preserve-status -s INT $seconds "
         "refreshsim compare --format md long.yaml > part\n"
         "  exit=$?; [ -s part ] && break\ndone\ncat part; exit $exit");
  EXPECT_EQ(ran.exit, 130);
  EXPECT_THAT(ran.out, HasSubstr("PARTIAL"));
}

TEST_F(Compare, RefusesShardsThatCanNotBe) {
  EXPECT_EQ(sh("refreshsim compare --shard 3/2 --output p study.yaml").exit, 2);
  EXPECT_EQ(sh("refreshsim compare --shard 1/2 study.yaml").exit, 2);
  const Ran alone = sh("refreshsim compare --shard 1/2 --output p study.yaml; refreshsim merge p");
  EXPECT_EQ(alone.exit, 3);
  EXPECT_THAT(alone.err, HasSubstr("shard 2 of 2 is missing"));
  const Ran twice =
      sh("for i in 1 2; do refreshsim compare --shard $i/2 --output p$i study.yaml; done; "
         "refreshsim merge p1 p2 p1");
  EXPECT_EQ(twice.exit, 3);
  EXPECT_THAT(twice.err, HasSubstr("shard 1 is there already, in p1"));
  const Ran foreign =
      sh("refreshsim compare --seed 9 --shard 2/2 --output other study.yaml; "
         "refreshsim merge p1 other");
  EXPECT_EQ(foreign.exit, 3);
  EXPECT_THAT(foreign.err, HasSubstr("other: this shard and p1 are not of the same study"));
  const Ran cut =
      sh("refreshsim compare --shard 1/1 --output p study.yaml; "
         "head -c 500 p > cut; refreshsim merge cut");
  EXPECT_EQ(cut.exit, 3);
  EXPECT_THAT(cut.err, HasSubstr("not whole"));
}

}  // namespace
}  // namespace refreshsim
