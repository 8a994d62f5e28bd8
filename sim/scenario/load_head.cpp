#include "sim/scenario/loading.h"

namespace refreshsim {
namespace {

/// A path's last part without its last ending: `scenarios/bad-image.yaml` is `bad-image`.
std::string stem(std::string_view path) {
  if (path == "-") return "stdin";
  path.remove_prefix(path.find_last_of('/') + 1);
  const std::size_t dot = path.find_last_of('.');
  return std::string(dot == 0 ? path : path.substr(0, dot));
}

}  // namespace

void load_head(Loading& loading, NodeId root) {
  const Fields head(loading.tree, root);
  Scenario& scenario = loading.scenario;
  scenario.name = head.text("name");
  if (scenario.name.empty()) scenario.name = stem(loading.tree.source(0).path());
  scenario.description = head.text("description");
  if (const auto seed = head.integer("seed")) scenario.seed = static_cast<std::uint64_t>(*seed);
  if (const auto start = parse_timestamp(head.text("start"))) scenario.start_unix_ms = *start;
  scenario.horizon = head.duration("horizon");
  scenario.authorized = head.boolean("authorized").value_or(true);
}

}  // namespace refreshsim
