#include "sim/scenario/tree.h"

#include <algorithm>
#include <cstring>

namespace refreshsim {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

bool means_null(std::string_view text) { return text.empty() || text == "~" || text == "null"; }

}  // namespace

std::uint16_t Tree::add_source(Source source) {
  sources_.push_back(std::move(source));
  return static_cast<std::uint16_t>(sources_.size() - 1);
}

const char* Tree::keep(std::string_view text) {
  if (text.empty()) return "";
  if (text.size() > block_left_) {
    block_left_ = std::max(kBlock, text.size());
    blocks_.emplace_back(new char[block_left_]);
    block_end_ = blocks_.back().get() + block_left_;
  }
  char* const kept = block_end_ - block_left_;
  std::memcpy(kept, text.data(), text.size());
  block_left_ -= text.size();
  return kept;
}

NodeId Tree::add_scalar(std::string_view text, bool plain, Origin origin) {
  Node node{};
  node.text = keep(text);
  node.size = static_cast<std::uint32_t>(text.size());
  node.offset = origin.offset;
  node.source = origin.source;
  node.kind = plain && means_null(text) ? NodeKind::null : NodeKind::scalar;
  node.plain = plain;
  nodes_.push_back(node);
  return NodeId{nodes_.size() - 1};
}

NodeId Tree::add_collection(NodeKind kind, std::span<const NodeId> children, Origin origin) {
  Node node{};
  node.first = children_.size();
  node.size = static_cast<std::uint32_t>(children.size());
  node.offset = origin.offset;
  node.source = origin.source;
  node.kind = kind;
  node.plain = true;
  children_.insert(children_.end(), children.begin(), children.end());
  nodes_.push_back(node);
  return NodeId{nodes_.size() - 1};
}

NodeId Tree::add_list(std::span<const NodeId> items, Origin origin) {
  return add_collection(NodeKind::list, items, origin);
}

NodeId Tree::add_map(std::span<const NodeId> keys_and_values, Origin origin) {
  return add_collection(NodeKind::map, keys_and_values, origin);
}

Origin Tree::origin(NodeId node) const {
  return {nodes_[node.value].offset, nodes_[node.value].source};
}

Place Tree::place(NodeId node) const {
  const Origin where = origin(node);
  return sources_[where.source].place(where.offset);
}

std::string_view Tree::text(NodeId node) const {
  const Node& of = nodes_[node.value];
  if (of.kind == NodeKind::list || of.kind == NodeKind::map) return {};
  return {of.text, of.size};
}

std::span<const NodeId> Tree::children(NodeId node, NodeKind kind) const {
  if (!is(node, kind)) return {};
  const Node& of = nodes_[node.value];
  return std::span(children_).subspan(of.first, of.size);
}

NodeId Tree::find(NodeId map, std::string_view key) const {
  const std::span<const NodeId> all = pairs(map);
  for (std::size_t i = 0; i < all.size(); i += 2) {
    if (text(all[i]) == key) return all[i + 1];
  }
  return {};
}

}  // namespace refreshsim
