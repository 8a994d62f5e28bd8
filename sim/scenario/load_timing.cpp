#include "sim/scenario/key_index.h"
#include "sim/scenario/loading.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

/// Complains if `low` and `high` are both there and the wrong way round.
void check_order(Loading& loading, NodeId map, std::string_view low, std::string_view high) {
  const Fields fields(loading.tree, map);
  const auto from = fields.duration(low);
  const auto to = fields.duration(high);
  if (!from || !to || *from <= *to) return;
  loading.complaints.add(loading.tree.origin(fields.node(high)),
                         ticked(high) + " must not be less than " + ticked(low),
                         {loading.tree.origin(fields.node(low)), ticked(low) + " is here"});
}

void check_law(Loading& loading, NodeId law) {
  const Tree& tree = loading.tree;
  check_order(loading, law, "min", "max");
  check_order(loading, tree.find(law, name(DistributionKind::uniform)), "min", "max");
  const NodeId lognormal = tree.find(law, name(DistributionKind::lognormal));
  check_order(loading, lognormal, "median", "p95");
  const auto median = Fields(tree, lognormal).duration("median");
  if (median && median->count() == 0) {
    loading.complain(tree.find(lognormal, "median"), "`median` must be more than 0");
  }
}

void load_slo(Loading& loading, NodeId thresholds) {
  KeyIndex seen;
  for (const NodeId each : loading.tree.items(thresholds)) {
    const auto threshold = parse_threshold(loading.tree.text(each));
    if (!threshold) continue;
    if (const auto first = seen.add(loading.tree.text(each), each.value)) {
      loading.complain(each, "the threshold " + ticked(threshold->text) + " stands here twice",
                       NodeId{*first});
    } else {
      loading.scenario.serving_at_least.push_back(*threshold);
    }
  }
}

}  // namespace

Distribution load_distribution(Loading& loading, NodeId node) {
  if (loading.tree.is(node, NodeKind::map)) check_law(loading, node);
  return read_distribution(loading.tree, node);
}

void load_timing(Loading& loading, NodeId root) {
  const Fields timing(loading.tree, loading.tree.find(root, "timing"));
  const Fields timeouts(loading.tree, loading.tree.find(root, "step_timeout"));
  Scenario& scenario = loading.scenario;
  for (const Step step : values<Step>()) {
    const NodeId law = timing.node(name(step));
    if (law.some()) scenario.timing[index(step)] = load_distribution(loading, law);
    scenario.step_timeout[index(step)] = timeouts.duration(name(step));
  }
  const NodeId slo = loading.tree.find(root, "slo");
  const NodeId thresholds = loading.tree.find(slo, "serving_at_least");
  if (thresholds.some()) load_slo(loading, thresholds);
}

}  // namespace refreshsim
