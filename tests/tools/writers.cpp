#include "tests/tools/writers.h"

#include <array>

namespace refreshsim {

std::span<const std::string_view> writers() {
  static constexpr std::array<std::string_view, 11> kLines{
      "refreshsim run --format json --output FILE good.yaml",
      "refreshsim run --output FILE good.yaml",
      "refreshsim run --timeline FILE good.yaml",
      "refreshsim test --junit FILE good.yaml",
      "refreshsim compare --output FILE study.yaml",
      "refreshsim compare --quiet --replicas FILE study.yaml",
      "refreshsim compare --shard 1/2 --output FILE study.yaml",
      "refreshsim merge --format md --output FILE p1 p2",
      "refreshsim merge --quiet --replicas FILE p1 p2",
      "refreshsim explore --states 1000 --output FILE good.yaml",
      "refreshsim diff --output FILE good.yaml good.yaml"};
  return kLines;
}

std::string writing(std::string_view writer, const std::string& file) {
  std::string line(writer);
  return line.replace(line.find("FILE"), 4, file);
}

void Writers::SetUp() {
  write("good.yaml", kGood);
  write("study.yaml", kSmallStudy);
  const Ran shards =
      sh("for i in 1 2; do refreshsim compare --shard $i/2 --output p$i study.yaml; done");
  ASSERT_EQ(shards.exit, 0) << shards.err;
}

std::string Writers::mounting() const {
  for (const std::string words : {"unshare --mount", "unshare --user --map-root-user --mount"}) {
    if (sh("mkdir -p disk; " + words + " mount -t tmpfs none disk").exit == 0) return words;
  }
  return {};
}

const std::string_view kSmallStudy = R"(refreshsim_study: 1
replicas: 4
scenario: good.yaml
strategies:
  two: {refresh.BatchNumber: 2}
  one: {refresh.BatchNumber: 1}
metrics: [availability]
)";

const std::string_view kEndless = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 100}}
faults: [{match: {step: reinstall}, outcome: fail}]
calls:
  - at: 0s
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings: {RollingUpdateSettings: {BatchNumber: 1}}
  - when: {activity: refresh, status: FAILED_PAUSE}
    times: always
    action: ResumeInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshActivityId: $refresh
      ResumeMode: RETRY
)";

}  // namespace refreshsim
