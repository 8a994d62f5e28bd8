// Any lines as settings put into a scenario (`--set PATH=VALUE`), one after the other: the scenario
// loads, or every complaint has a place and words.
#include "sim/scenario/load_tree.h"
#include "sim/study/override.h"
#include "tests/fuzz/target.h"

using namespace refreshsim;

namespace {

constexpr std::string_view kScenario = R"(refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 4}}
timing: {reinstall: {lognormal: {median: 4m, p95: 9m}, max: 30m}, terminate: {empirical: [1s, 2s]}}
faults: [{match: {image: img-v2}, probability: 0.3, outcome: unhealthy}]
calls:
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 2}}}
expect: [{activity: refresh, Status: SUCCESSFUL}]
)";
constexpr int kMostSettings = 8;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  WholeTree whole = parse_tree(std::string(kScenario), "s.yaml");
  for (int i = 0; i < kMostSettings && !text.empty(); ++i) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const NodeId root = with_assignment(whole.tree, whole.root, line, whole.complaints);
    if (root.some()) whole.root = root;
  }
  const LoadResult loaded = load_tree(whole.tree, whole.root, std::move(whole.complaints));
  for (const Diagnostic& each : loaded.diagnostics) {
    fuzz::claim(!each.message.empty(), "a complaint has words");
    fuzz::claim(!describe(each).empty(), "it is shown");
  }
  return 0;
}
