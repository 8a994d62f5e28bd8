#include "sim/scenario/merge.h"

#include "sim/scenario/key_index.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

bool is_merge(const Tree& tree, NodeId key) { return tree.plain(key) && tree.text(key) == "<<"; }

void merge_map(const Tree& tree, NodeId map, KeyIndex& keys, std::vector<NodeId>& out) {
  const std::span<const NodeId> pairs = tree.pairs(map);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    if (!keys.add(tree.text(pairs[i]), 0)) out.insert(out.end(), {pairs[i], pairs[i + 1]});
  }
}

void merge_value(const Tree& tree, NodeId value, KeyIndex& keys, std::vector<NodeId>& out,
                 Complaints& complaints) {
  if (tree.is(value, NodeKind::map)) return merge_map(tree, value, keys, out);
  bool maps = tree.is(value, NodeKind::list);
  for (const NodeId each : tree.items(value)) {
    maps = maps && tree.is(each, NodeKind::map);
    if (maps) merge_map(tree, each, keys, out);
  }
  if (!maps) complaints.add(tree.origin(value), "`<<` merges a map, or a list of maps");
}

// The map's own keys, once each; the places of `<<` are kept.
std::vector<NodeId> own_keys(const Tree& tree, std::span<const NodeId> written, KeyIndex& keys,
                             Complaints& complaints) {
  std::vector<NodeId> own;
  own.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); i += 2) {
    const std::string_view key = tree.text(written[i]);
    if (const auto first = keys.add(key, i)) {
      complaints.add(tree.origin(written[i]), "duplicate key " + ticked(key),
                     {tree.origin(written[*first])});
    } else {
      own.insert(own.end(), {written[i], written[i + 1]});
    }
  }
  return own;
}

}  // namespace

std::vector<NodeId> settle_keys(const Tree& tree, std::span<const NodeId> written,
                                Complaints& complaints) {
  KeyIndex keys;
  const std::vector<NodeId> own = own_keys(tree, written, keys, complaints);
  if (!keys.find("<<")) return own;
  std::vector<NodeId> out;
  for (std::size_t i = 0; i < own.size(); i += 2) {
    if (is_merge(tree, own[i])) {
      merge_value(tree, own[i + 1], keys, out, complaints);
    } else {
      out.insert(out.end(), {own[i], own[i + 1]});
    }
  }
  return out;
}

NodeId merge_trees(Tree& tree, NodeId base, NodeId over) {
  if (!tree.is(base, NodeKind::map) || !tree.is(over, NodeKind::map)) return over;
  const std::span<const NodeId> old = tree.pairs(base);
  std::vector<NodeId> pairs(old.begin(), old.end());
  KeyIndex keys;
  for (std::size_t i = 0; i < pairs.size(); i += 2) keys.add(tree.text(pairs[i]), i);
  const std::vector<NodeId> added(tree.pairs(over).begin(), tree.pairs(over).end());
  for (std::size_t i = 0; i < added.size(); i += 2) {
    if (const auto known = keys.find(tree.text(added[i]))) {
      pairs[*known] = added[i];
      pairs[*known + 1] = merge_trees(tree, pairs[*known + 1], added[i + 1]);
    } else {
      pairs.insert(pairs.end(), {added[i], added[i + 1]});
    }
  }
  return tree.add_map(pairs, tree.origin(over));
}

}  // namespace refreshsim
