// Which instances there are at the start: ids, numbered over all groups in the file's order, and
// zones.
#include <algorithm>

#include "sim/scenario/key_index.h"
#include "sim/scenario/loading.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

/// Gives out the numbers that no listed instance has, in order.
class Numbering {
 public:
  explicit Numbering(std::vector<std::uint32_t> listed) : listed_(std::move(listed)) {
    std::sort(listed_.begin(), listed_.end());
  }
  std::uint32_t take() {
    skip_listed();
    return next_++;
  }
  /// The first of `count` numbers in a row, taken; none if a listed one stands in between.
  std::optional<std::uint32_t> take_run(std::uint32_t count) {
    skip_listed();
    if (place_ < listed_.size() && listed_[place_] - next_ < count) return std::nullopt;
    next_ += count;
    return next_ - count;
  }

 private:
  void skip_listed() {
    for (; place_ < listed_.size() && listed_[place_] <= next_; ++place_) {
      if (listed_[place_] == next_) ++next_;
    }
  }

  std::vector<std::uint32_t> listed_;
  std::size_t place_ = 0;
  std::uint32_t next_ = 1;
};

/// Takes listed ids into the table of names, and the numbers among them into `numbers`.
void collect_ids(Loading& loading, NodeId list, std::vector<std::uint32_t>& numbers) {
  for (const NodeId each : loading.tree.items(list)) {
    const NodeId id = loading.tree.find(each, "id");
    if (!loading.tree.is(id, NodeKind::scalar)) continue;
    const std::string_view text = loading.tree.text(id);
    if (const auto first = loading.instances.find(text)) {
      loading.complain(id, "the id " + ticked(text) + " is given twice", NodeId{*first});
      continue;
    }
    loading.instances.add(text, id.value);
    const auto known = instance_name(loading.scenario.symbols, text);
    if (known && !known->is_text()) {
      numbers.push_back(known->code);
    } else {
      loading.scenario.symbols.intern(text);
    }
  }
}

/// The group's zones: as given, else those of the listed instances as they first appear, else one.
void load_zones(Loading& loading, const Fields& group, ScalingGroup& into) {
  const NodeId zones = group.node("zones");
  KeyIndex seen;
  const auto add = [&](NodeId zone, bool twice_is_wrong) {
    if (!loading.tree.is(zone, NodeKind::scalar)) return;
    const std::string_view name = loading.tree.text(zone);
    const auto first = seen.add(name, zone.value);
    if (!first) {
      into.zones.push_back(loading.define_zone(name));
    } else if (twice_is_wrong) {
      loading.complain(zone, "the zone " + ticked(name) + " is given twice", NodeId{*first});
    }
  };
  if (zones.some()) {
    for (const NodeId each : loading.tree.items(zones)) add(each, true);
  } else if (const NodeId list = group.node("instances"); list.some()) {
    for (const NodeId each : loading.tree.items(list)) add(loading.tree.find(each, "zone"), false);
  }
  if (into.zones.empty()) into.zones.push_back(loading.define_zone("zone-1"));
}

/// The zone that an instance is given, else the group's in turn. Only a zone that the group's
/// `zones` leaves out can be wrong.
ZoneId zone_of(Loading& loading, NodeId zone, const ScalingGroup& group, bool zones_given) {
  const ZoneId in_turn = group.zones[group.listed.size() % group.zones.size()];
  if (!loading.tree.is(zone, NodeKind::scalar)) return in_turn;
  const ZoneId known{loading.zones.find(loading.tree.text(zone)).value_or(ZoneId::kNone)};
  const auto end = group.zones.end();
  if (!zones_given || std::find(group.zones.begin(), end, known) != end) return known;
  loading.complain(
      zone, "the zone " + ticked(loading.tree.text(zone)) + " is none of the group's `zones`");
  return in_turn;
}

/// What runs on an instance of which nothing else is said: the launch configuration's image.
SymbolId installed_image(const Scenario& scenario, const ScalingGroup& group) {
  if (!group.configuration.some()) return {};
  return scenario.configurations[group.configuration.value].fields[index(Field::ImageId)];
}

InstanceName name_of(Loading& loading, NodeId id, Numbering& numbering) {
  if (loading.tree.is(id, NodeKind::scalar)) {
    return instance_name(loading.scenario.symbols, loading.tree.text(id)).value_or(InstanceName{});
  }
  return InstanceName::number(numbering.take());
}

void load_list(Loading& loading, NodeId list, ScalingGroup& group, bool zones_given,
               Numbering& numbering) {
  const std::span<const NodeId> items = loading.tree.items(list);
  const SymbolId installed = installed_image(loading.scenario, group);
  group.listed.reserve(items.size());
  for (const NodeId each : items) {
    const Fields instance(loading.tree, each);
    const SymbolId image = loading.image(instance.node(name(Field::ImageId)));
    group.listed.push_back(
        {name_of(loading, instance.node("id"), numbering),
         zone_of(loading, instance.node("zone"), group, zones_given),
         image.some() ? image : installed,
         instance.word<LifeCycleState>("LifeCycleState").value_or(LifeCycleState::IN_SERVICE)});
  }
  group.count = static_cast<std::uint32_t>(items.size());
}

void load_count(Loading& loading, ScalingGroup& group, Numbering& numbering) {
  if (const auto first = numbering.take_run(group.count)) {
    group.first_number = *first;
    return;
  }
  const SymbolId installed = installed_image(loading.scenario, group);
  group.listed.reserve(group.count);
  for (std::size_t i = 0; i < group.count; ++i) {
    group.listed.push_back({InstanceName::number(numbering.take()),
                            group.zones[i % group.zones.size()], installed,
                            LifeCycleState::IN_SERVICE});
  }
}

/// Those of one group; false, after a complaint, if they are too many in all.
bool load_instances_of(Loading& loading, NodeId node, ScalingGroup& group, Numbering& numbering,
                       std::int64_t& total) {
  const Fields fields(loading.tree, node);
  load_zones(loading, fields, group);
  const NodeId instances = fields.node("instances");
  const bool list = loading.tree.is(instances, NodeKind::list);
  if (list) {
    load_list(loading, instances, group, fields.has("zones"), numbering);
  } else {
    group.count = fields.count("instances").value_or(0);
  }
  total += group.count;
  if (total > kMostInstances) {
    loading.complain(instances, "up to here there are more than " + std::to_string(kMostInstances) +
                                    " instances");
    return false;
  }
  if (!list) load_count(loading, group, numbering);
  return true;
}

}  // namespace

void load_instances(Loading& loading, NodeId groups) {
  const std::span<const NodeId> pairs = loading.tree.pairs(groups);
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 1; i < pairs.size(); i += 2) {
    const NodeId list = loading.tree.find(pairs[i], "instances");
    if (list.some()) collect_ids(loading, list, numbers);
  }
  Numbering numbering(std::move(numbers));
  std::int64_t total = 0;
  for (std::size_t i = 1; i < pairs.size(); i += 2) {
    ScalingGroup& group = loading.scenario.groups[i / 2];
    if (!load_instances_of(loading, pairs[i], group, numbering, total)) return;
  }
}

}  // namespace refreshsim
