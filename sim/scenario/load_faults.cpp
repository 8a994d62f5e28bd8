#include "sim/scenario/loading.h"
#include "sim/scenario/render.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

std::vector<InstanceName> load_names(Loading& loading, NodeId node) {
  std::vector<InstanceName> names;
  if (loading.tree.is(node, NodeKind::scalar)) return {loading.instance(node)};
  if (!node.some()) return names;
  names.reserve(loading.tree.items(node).size());
  for (const NodeId each : loading.tree.items(node)) names.push_back(loading.instance(each));
  return names;
}

Match load_match(Loading& loading, NodeId node) {
  const Fields fields(loading.tree, node);
  Match match;
  match.group = loading.group(fields.node("group"));
  match.instances = load_names(loading, fields.node("instance"));
  match.zone = loading.zone(fields.node("zone"));
  match.image = loading.image(fields.node("image"));
  match.activity = loading.activity(fields.node("activity"));
  match.batch = fields.count("batch");
  match.step = fields.word<Step>("step");
  match.attempt = fields.count("attempt");
  match.surge = fields.boolean("surge");
  return match;
}

/// Sets kind and length. A word, or a map with a length; false if it is none that there is.
bool load_outcome(Loading& loading, NodeId outcome, Fault& fault) {
  const Fields fields(loading.tree, outcome);
  for (const FaultKind kind :
       {FaultKind::delay, FaultKind::takes, FaultKind::fail_after, FaultKind::unhealthy_after}) {
    if (const auto length = fields.duration(name(kind))) {
      fault.kind = kind;
      fault.length = *length;
      return true;
    }
  }
  if (const auto kind = parse<FaultKind>(loading.tree.text(outcome))) {
    fault.kind = *kind;
  } else {
    return false;
  }
  return true;
}

/// Up to fail_after they befall a step, the others an installation.
void check_step(Loading& loading, NodeId node, const Fault& fault) {
  const Tree& tree = loading.tree;
  const NodeId match = tree.find(node, "match");
  const NodeId step = tree.find(match, "step");
  const std::string outcome = "the outcome `" + std::string(name(fault.kind)) + "` ";
  if (fault.kind <= FaultKind::fail_after) {
    if (!step.some()) loading.complain(match, outcome + "befalls a step; `match` needs a `step`");
  } else if (step.some()) {
    loading.complain(step, outcome + "befalls an installation; `match` takes no `step`");
  }
}

void load_matched(Loading& loading, NodeId node, Fault& fault) {
  const Fields fields(loading.tree, node);
  if (loading.tree.is(fields.node("match"), NodeKind::map)) {
    fault.match = load_match(loading, fields.node("match"));
  }
  fault.probability = parse_number(fields.text("probability")).value_or(1);
  fault.message = fields.text("message");
  const NodeId outcome = fields.node("outcome");
  if (!outcome.some() || !load_outcome(loading, outcome, fault)) return;
  if (loading.tree.is(fields.node("match"), NodeKind::map)) check_step(loading, node, fault);
}

void load_outage(Loading& loading, NodeId outage, Fault& fault) {
  const Fields fields(loading.tree, outage);
  fault.kind = FaultKind::outage;
  fault.zone = loading.zone(fields.node("zone"));
  fault.lasts = fields.duration("for");
}

void load_group_status(Loading& loading, NodeId status, Fault& fault) {
  fault.kind = FaultKind::group_status;
  const std::span<const NodeId> pairs = loading.tree.pairs(status);
  if (pairs.empty()) return;
  fault.group = loading.group(pairs[0]);
  fault.status = parse<GroupStatus>(loading.tree.text(pairs[1])).value_or(GroupStatus::NORMAL);
}

void load_timed(Loading& loading, NodeId node, Fault& fault) {
  const Fields fields(loading.tree, node);
  fault.at = Instant{fields.duration("at").value_or(Duration{0})};
  fault.lasts = fields.duration("for");
  if (const NodeId remove = fields.node(name(FaultKind::remove)); remove.some()) {
    fault.kind = FaultKind::remove;
    fault.instance = loading.instance(remove);
  } else if (const NodeId outage = fields.node(name(FaultKind::outage)); outage.some()) {
    load_outage(loading, outage, fault);
  } else if (const NodeId unwell = fields.node(name(FaultKind::unhealthy)); unwell.some()) {
    fault.kind = FaultKind::unhealthy_for;
    fault.instance = loading.instance(unwell);
  } else if (const NodeId status = fields.node(name(FaultKind::group_status)); status.some()) {
    load_group_status(loading, status, fault);
  }
}

}  // namespace

void load_faults(Loading& loading, NodeId faults) {
  loading.scenario.faults.reserve(loading.tree.items(faults).size());
  for (const NodeId each : loading.tree.items(faults)) {
    Fault fault;
    fault.text = render(loading.tree, each);
    fault.place = loading.tree.place(each);
    if (loading.tree.find(each, "match").some()) {
      load_matched(loading, each, fault);
    } else {
      load_timed(loading, each, fault);
    }
    loading.scenario.faults.push_back(std::move(fault));
  }
}

}  // namespace refreshsim
