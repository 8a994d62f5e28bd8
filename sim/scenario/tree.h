// A file as a compact tree: scalars, lists and maps, each with its place. It is all that the reader
// of YAML gives and all that the loader takes, so whatever edits a scenario (overrides of a study,
// minimizing) builds new nodes here and loads the result. Nodes never change; a node may stand at
// several places (an alias).
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "refreshsim/id.h"
#include "sim/scenario/source.h"

namespace refreshsim {

using NodeId = Id<struct NodeTag>;

/// `null` is a plain scalar that is empty, `~` or `null`.
enum class NodeKind : std::uint8_t { null, scalar, list, map };

/// Where a node stands: a source of the tree, and a character in it.
struct Origin {
  std::uint32_t offset = 0;
  std::uint16_t source = 0;
  friend constexpr auto operator<=>(const Origin& a, const Origin& b) {
    return a.source != b.source ? a.source <=> b.source : a.offset <=> b.offset;
  }
  friend constexpr bool operator==(const Origin&, const Origin&) = default;
};

class Tree {
 public:
  std::uint16_t add_source(Source source);
  const Source& source(std::uint16_t number) const { return sources_[number]; }
  std::size_t sources() const { return sources_.size(); }

  /// `plain`: written without quotes, so that it may be a number, a boolean or nothing.
  NodeId add_scalar(std::string_view text, bool plain, Origin origin);
  NodeId add_list(std::span<const NodeId> items, Origin origin);
  /// Keys (scalars) and values alternate.
  NodeId add_map(std::span<const NodeId> keys_and_values, Origin origin);

  NodeKind kind(NodeId node) const { return nodes_[node.value].kind; }
  bool is(NodeId node, NodeKind kind) const { return node.some() && this->kind(node) == kind; }
  bool plain(NodeId node) const { return nodes_[node.value].plain; }
  Origin origin(NodeId node) const;
  Place place(NodeId node) const;
  /// A scalar's text; empty for a list or a map.
  std::string_view text(NodeId node) const;
  /// A list's items; nothing for anything else.
  std::span<const NodeId> items(NodeId list) const { return children(list, NodeKind::list); }
  /// A map's keys and values, alternating, so their number is even; nothing for anything else.
  std::span<const NodeId> pairs(NodeId map) const { return children(map, NodeKind::map); }
  /// The value of a key; none if this is no map or has no such key.
  NodeId find(NodeId map, std::string_view key) const;

 private:
  struct Node {
    union {
      const char* text;   ///< null, scalar
      std::size_t first;  ///< list, map: the place of its first child in children_
    };
    std::uint32_t size;  ///< of the text in bytes, or the number of children
    std::uint32_t offset;
    std::uint16_t source;
    NodeKind kind;
    bool plain;
  };
  static_assert(sizeof(Node) == 24);

  const char* keep(std::string_view text);
  std::span<const NodeId> children(NodeId node, NodeKind kind) const;
  NodeId add_collection(NodeKind kind, std::span<const NodeId> children, Origin origin);

  std::vector<Source> sources_;
  std::vector<Node> nodes_;
  std::vector<NodeId> children_;
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< the scalars' texts
  char* block_end_ = nullptr;
  std::size_t block_left_ = 0;
};

}  // namespace refreshsim
