// Builds a tree from the events of a YAML reader, and holds what keeps hostile files harmless: an
// alias shares its node and never copies; the depth and the weight of what it stands for count.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/scenario/complaints.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

/// What stands before a value: its place, its anchor and its tag in full, if it has them.
struct Before {
  Origin where;
  std::string_view anchor;
  std::string_view tag;
};

/// Each of the taking functions returns false, having complained, if there is no going on.
class TreeBuilder {
 public:
  TreeBuilder(Tree& tree, Complaints& complaints) : tree_(tree), complaints_(complaints) {}

  bool document(Origin where);
  bool scalar(const Before& before, std::string_view text, bool plain);
  bool alias(Origin where, std::string_view name);
  bool open(const Before& before, NodeKind kind);
  bool close();

  /// The root of the tree; none if nothing came.
  NodeId root() const { return root_; }

 private:
  static constexpr std::size_t kNoAnchor = SIZE_MAX;

  struct Anchor {
    Origin where;
    NodeId node;               ///< none while what it names is still open
    std::uint64_t weight = 0;  ///< of all that an alias stands for
    std::size_t height = 0;    ///< levels of nesting
  };
  /// A list or map whose end has not come yet.
  struct Frame {
    NodeKind kind;
    Origin where;
    std::size_t first;            ///< its first child in `pending_`
    std::uint64_t weight_before;  ///< of all that came before
    std::size_t height;           ///< of its highest child
    std::size_t anchor;           ///< its place in `anchors_`
  };

  bool key_expected() const;
  bool weigh(std::uint64_t more, Origin where);
  bool finish(NodeId node, std::size_t height);
  std::size_t add_anchor(const Before& before);
  bool settle_plain(const Before& before, std::string_view text, bool plain);
  void unknown_tag(const Before& before);
  bool fail(Origin where, std::string message);

  Tree& tree_;
  Complaints& complaints_;
  std::vector<Frame> frames_;
  std::vector<NodeId> pending_;
  std::vector<Anchor> anchors_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::uint64_t weight_ = 0;
  std::uint64_t by_aliases_ = 0;
  NodeId root_;
  bool documents_ = false;
};

}  // namespace refreshsim
