#include "sim/scenario/block_text.h"

#include "sim/scenario/render.h"

namespace refreshsim {
namespace {

constexpr std::size_t kColumns = 100;

class BlockWriter {
 public:
  explicit BlockWriter(const Tree& tree) : tree_(tree) {}

  std::string write(NodeId root) {
    entries(root, 0, true);
    return std::move(out_);
  }

 private:
  /// What follows `key:` or `-` at this indent; `used` columns of the line are taken.
  void value(NodeId node, std::size_t indent, std::size_t used, bool after_key, bool spread) {
    const bool entered = !tree_.items(node).empty() || !tree_.pairs(node).empty();
    std::string line = render(tree_, node);
    if (!entered || (!spread && used + 1 + line.size() <= kColumns)) {
      out_ += ' ';
      out_ += line;
      out_ += '\n';
      return;
    }
    if (after_key) out_ += '\n';
    if (!after_key) out_ += ' ';
    entries(node, indent, after_key);
  }

  /// `fresh`: the first entry begins a line; otherwise it goes on behind a dash.
  void entries(NodeId node, std::size_t indent, bool fresh) {
    const bool map = tree_.is(node, NodeKind::map);
    const std::span<const NodeId> items = map ? tree_.pairs(node) : tree_.items(node);
    const std::size_t step = map ? 2 : 1;
    for (std::size_t i = 0; i < items.size(); i += step) {
      if (fresh || i > 0) out_ += std::string(indent, ' ');
      const std::string head = map ? render(tree_, items[i]) + ":" : "-";
      out_ += head;
      const bool top_list = indent == 0 && map && tree_.is(items[i + 1], NodeKind::list) &&
                            holds_collections(items[i + 1]);
      value(items[i + step - 1], indent + 2, indent + head.size(), map, top_list);
    }
  }

  bool holds_collections(NodeId list) const {
    for (const NodeId each : tree_.items(list)) {
      if (tree_.is(each, NodeKind::list) || tree_.is(each, NodeKind::map)) return true;
    }
    return false;
  }

  const Tree& tree_;
  std::string out_;
};

}  // namespace

std::string block_text(const Tree& tree, NodeId root) { return BlockWriter(tree).write(root); }

}  // namespace refreshsim
