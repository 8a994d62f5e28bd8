#include <algorithm>

#include "sim/scenario/loading.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

bool is_fingerprint(std::string_view text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 16 && std::all_of(text.begin(), text.end(), hex);
}

void check_fingerprint(Loading& loading, NodeId map) {
  const NodeId node = loading.tree.find(map, "fingerprint");
  if (!loading.tree.is(node, NodeKind::scalar)) return;
  if (is_fingerprint(loading.tree.text(node))) return;
  loading.complain(node, "a fingerprint has 16 digits from 0 to 9 and a to f, unlike " +
                             ticked(loading.tree.text(node)));
}

}  // namespace

/// A bundle replays under its own seed. What its run gave is checked by whoever runs it
/// (sim/incident/bundle.h); here only that it could be.
void load_bundle(Loading& loading, NodeId root) {
  const NodeId bundle = loading.tree.find(root, "bundle");
  if (!loading.tree.is(bundle, NodeKind::map)) return;
  check_fingerprint(loading, bundle);
  const NodeId checkpoints = loading.tree.find(bundle, "checkpoints");
  if (loading.tree.is(checkpoints, NodeKind::list)) {
    for (const NodeId each : loading.tree.items(checkpoints)) check_fingerprint(loading, each);
  }
  const auto seed = Fields(loading.tree, bundle).integer("seed");
  if (seed) loading.scenario.seed = static_cast<std::uint64_t>(*seed);
}

}  // namespace refreshsim
