#include "sim/scenario/loading.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

void load_configuration(Loading& loading, NodeId id, NodeId node) {
  LaunchConfiguration read{std::string(loading.tree.text(id)), {}};
  for (const Field field : values<Field>()) {
    const NodeId value = loading.tree.find(node, name(field));
    if (!value.some() || loading.tree.is(value, NodeKind::null)) continue;
    read.fields[index(field)] =
        loading.scenario.symbols.intern(field_text(read_value(loading.tree, value)));
  }
  loading.configurations.add(loading.tree.text(id),
                             static_cast<std::uint32_t>(loading.scenario.configurations.size()));
  loading.scenario.configurations.push_back(std::move(read));
}

void load_image(Loading& loading, NodeId id, NodeId node) {
  const Fields image(loading.tree, node);
  loading.scenario.images.push_back({loading.scenario.symbols.intern(loading.tree.text(id)),
                                     image.boolean("exists").value_or(true),
                                     image.boolean("conflicts").value_or(false)});
}

void load_windows(Loading& loading, NodeId windows, ScalingGroup& group) {
  for (const NodeId each : loading.tree.items(windows)) {
    const Fields window(loading.tree, each);
    const auto to = window.duration("to");
    if (!to) continue;
    const Duration from = window.duration("from").value_or(Duration{0});
    if (*to <= from) loading.complain(window.node("to"), "`to` must be later than `from`");
    group.in_activity.push_back({Instant{from}, Instant{*to}});
  }
}

void load_group(Loading& loading, NodeId id, NodeId node) {
  const Fields fields(loading.tree, node);
  ScalingGroup group;
  group.id = loading.tree.text(id);
  group.configuration = loading.configuration(fields.node("launch_configuration"));
  group.load_balancer =
      fields.word<LoadBalancer>("load_balancer").value_or(LoadBalancer::application);
  group.status = fields.word<GroupStatus>("status").value_or(GroupStatus::NORMAL);
  const NodeId windows = fields.node("in_activity");
  if (windows.some()) load_windows(loading, windows, group);
  loading.groups.add(loading.tree.text(id),
                     static_cast<std::uint32_t>(loading.scenario.groups.size()));
  loading.scenario.groups.push_back(std::move(group));
}

/// Complains if the capacity named by `key` breaks a bound: at it if it is given, else at the
/// bound.
void check_capacity(Loading& loading, const Fields& fields, std::string_view bound, bool broken,
                    const std::string& message) {
  if (!broken) return;
  const NodeId desired = fields.node("desired");
  const NodeId other = fields.node(bound);
  if (desired.some() && other.some()) {
    loading.complaints.add(loading.tree.origin(desired), message,
                           {loading.tree.origin(other), ticked(bound) + " is here"});
  } else {
    loading.complain(desired.some() ? desired : other, message);
  }
}

void load_capacity(Loading& loading, NodeId node, ScalingGroup& group) {
  const Fields fields(loading.tree, node);
  group.desired = fields.count("desired").value_or(group.count);
  group.min_size = fields.count("min").value_or(0);
  group.max_size = fields.count("max").value_or(2 * group.desired);
  const std::string desired =
      "the desired capacity, " + std::to_string(group.desired) + ", must not be ";
  check_capacity(loading, fields, "min", group.desired < group.min_size,
                 desired + "below `min`, " + std::to_string(group.min_size));
  check_capacity(loading, fields, "max", group.desired > group.max_size,
                 desired + "above `max`, " + std::to_string(group.max_size));
}

template <class Load>
void for_each(Loading& loading, NodeId map, Load load) {
  const std::span<const NodeId> pairs = loading.tree.pairs(map);
  for (std::size_t i = 0; i < pairs.size(); i += 2) load(loading, pairs[i], pairs[i + 1]);
}

}  // namespace

void load_fleet(Loading& loading, NodeId root) {
  const Tree& tree = loading.tree;
  for_each(loading, tree.find(root, "launch_configurations"), load_configuration);
  for_each(loading, tree.find(root, "images"), load_image);
  const NodeId groups = tree.find(root, "scaling_groups");
  for_each(loading, groups, load_group);
  if (!tree.is(groups, NodeKind::map)) return;
  load_instances(loading, groups);
  for (std::size_t i = 0; i < loading.scenario.groups.size(); ++i) {
    load_capacity(loading, tree.pairs(groups)[2 * i + 1], loading.scenario.groups[i]);
  }
}

}  // namespace refreshsim
