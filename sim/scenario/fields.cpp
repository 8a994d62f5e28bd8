#include "sim/scenario/fields.h"

#include "sim/base/duration_text.h"

namespace refreshsim {
namespace {

Duration length(const Fields& fields, std::string_view key) {
  return fields.duration(key).value_or(Duration{0});
}

void read_law(const Tree& tree, const Fields& law, Distribution& into) {
  if (law.has(name(DistributionKind::uniform))) {
    const Fields range(tree, law.node(name(DistributionKind::uniform)));
    into.kind = DistributionKind::uniform;
    into.a = length(range, "min");
    into.b = length(range, "max");
  } else if (law.has(name(DistributionKind::exponential))) {
    into.kind = DistributionKind::exponential;
    into.a = length(Fields(tree, law.node(name(DistributionKind::exponential))), "mean");
  } else if (law.has(name(DistributionKind::lognormal))) {
    const Fields shape(tree, law.node(name(DistributionKind::lognormal)));
    into.kind = DistributionKind::lognormal;
    into.a = length(shape, "median");
    into.b = length(shape, "p95");
  } else if (law.has(name(DistributionKind::empirical))) {
    into.kind = DistributionKind::empirical;
    for (const NodeId each : tree.items(law.node(name(DistributionKind::empirical)))) {
      into.observed.push_back(read_duration(tree, each).value_or(Duration{0}));
    }
  } else {
    into.a = length(law, name(DistributionKind::constant));
  }
}

Value read_plain(std::string_view text) {
  switch (plain_kind(text)) {
    case Plain::null:
      return nullptr;
    case Plain::boolean:
      return text == "true";
    case Plain::integer:
      if (const auto integer = parse_integer(text)) return *integer;
      return parse_number(text).value_or(0);
    case Plain::number:
      return parse_number(text).value_or(0);
    case Plain::odd:
    case Plain::text:
      return text;
  }
  return nullptr;
}

Value read_list(const Tree& tree, NodeId node) {
  Value::List items;
  items.reserve(tree.items(node).size());
  for (const NodeId each : tree.items(node)) items.push_back(read_value(tree, each));
  return items;
}

Value read_map(const Tree& tree, NodeId node) {
  const std::span<const NodeId> pairs = tree.pairs(node);
  Value::Map entries;
  entries.reserve(pairs.size() / 2);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    entries.emplace_back(tree.text(pairs[i]), read_value(tree, pairs[i + 1]));
  }
  return entries;
}

}  // namespace

std::optional<Duration> read_duration(const Tree& tree, NodeId node) {
  if (!tree.is(node, NodeKind::scalar)) return std::nullopt;
  return parse_duration(tree.text(node));
}

Distribution read_distribution(const Tree& tree, NodeId node) {
  Distribution read;
  if (!node.some()) return read;
  if (const auto constant = read_duration(tree, node)) {
    read.a = *constant;
  } else if (tree.is(node, NodeKind::map)) {
    const Fields law(tree, node);
    read_law(tree, law, read);
    read.at_least = law.duration("min");
    read.at_most = law.duration("max");
  }
  return read;
}

Value read_value(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::null:
      return nullptr;
    case NodeKind::list:
      return read_list(tree, node);
    case NodeKind::map:
      return read_map(tree, node);
    case NodeKind::scalar:
      break;
  }
  return tree.plain(node) ? read_plain(tree.text(node)) : Value(tree.text(node));
}

}  // namespace refreshsim
