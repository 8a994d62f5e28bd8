// refreshsim compare, refreshsim merge, and run with --set, as their users meet them.
#include <gmock/gmock.h>

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
  const Ran merged =
      sh("for i in 1 2 3; do refreshsim compare --shard $i/3 --output p$i study.yaml; done; "
         "refreshsim merge --format json p3 p1 p2");
  EXPECT_EQ(merged.exit, 0);
  EXPECT_EQ(merged.out, one.out);
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
      sh("refreshsim compare study.yaml | sed -n '/worst/,/near/p' | sed -n '2,3p' "
         "> again.sh; sh again.sh");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_THAT(ran.out, HasSubstr("study"));
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
  const Ran cut =
      sh("refreshsim compare --shard 1/1 --output p study.yaml; "
         "head -c 500 p > cut; refreshsim merge cut");
  EXPECT_EQ(cut.exit, 3);
  EXPECT_THAT(cut.err, HasSubstr("not whole"));
}

}  // namespace
}  // namespace refreshsim
