#include "sim/scenario/extends.h"

#include <filesystem>

#include "sim/scenario/keys.h"
#include "sim/scenario/load_alone.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/read_file.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostFiles = 16;

std::string canonical(const std::string& path) {
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
  return error ? path : whole.string();
}

/// Whether a text may read other files.
enum class OtherFiles : std::uint8_t { read, refused };

class Chain {
 public:
  Chain(Tree& tree, Complaints& complaints, OtherFiles others = OtherFiles::read)
      : tree_(tree), complaints_(complaints), others_(others) {}

  NodeId parse(std::uint16_t source);
  NodeId extend(NodeId root);

 private:
  /// A file of the chain, and the `extends` that led to it; none for the first.
  struct Link {
    std::string path;
    NodeId from;
  };

  bool is_scenario(NodeId root, std::uint16_t source);
  NodeId merge_base(NodeId root);
  NodeId read_base(NodeId extends);
  NodeId without_extends(NodeId root);
  void refuse(NodeId extends, std::string message, NodeId other);

  Tree& tree_;
  Complaints& complaints_;
  OtherFiles others_;
  std::vector<Link> links_;
};

void Chain::refuse(NodeId extends, std::string message, NodeId other) {
  if (other.some() && other != extends) {
    complaints_.add(tree_.origin(extends), std::move(message),
                    {tree_.origin(other), "extended from here"});
  } else {
    complaints_.add(tree_.origin(extends), std::move(message));
  }
}

/// Versions and kinds of files that this reader is not for are told at once, and nothing else.
bool Chain::is_scenario(NodeId root, std::uint16_t source) {
  if (!root.some() || tree_.is(root, NodeKind::null)) {
    const Origin start = root.some() ? tree_.origin(root) : Origin{0, source};
    complaints_.add(start, "the file is empty; a scenario begins with `refreshsim: 1`");
    return false;
  }
  const NodeId study = tree_.find(root, "refreshsim_study");
  if (study.some()) {
    complaints_.add(tree_.origin(root),
                    "this is a study, not a scenario; `refreshsim compare` runs it");
    return false;
  }
  const NodeId version = tree_.find(root, "refreshsim");
  if (!tree_.is(version, NodeKind::scalar)) return true;
  const auto number = parse_integer(tree_.text(version));
  if (!number || *number == kFormatVersion) return true;
  complaints_.add(tree_.origin(version), "version " + ticked(tree_.text(version)) +
                                             " of the format is not known; this program reads " +
                                             "version " + std::to_string(kFormatVersion));
  return false;
}

NodeId Chain::without_extends(NodeId root) {
  std::vector<NodeId> pairs;
  const std::span<const NodeId> all = tree_.pairs(root);
  for (std::size_t i = 0; i < all.size(); i += 2) {
    if (tree_.text(all[i]) != "extends") pairs.insert(pairs.end(), {all[i], all[i + 1]});
  }
  return tree_.add_map(pairs, tree_.origin(root));
}

NodeId Chain::read_base(NodeId extends) {
  const std::string own = tree_.source(tree_.origin(extends).source).path();
  const std::filesystem::path folder = std::filesystem::path(own == "-" ? "" : own).parent_path();
  const std::string path = (folder / tree_.text(extends)).string();
  const std::string whole = canonical(path);
  for (std::size_t i = 0; i < links_.size(); ++i) {
    if (links_[i].path != whole) continue;
    const NodeId next = i + 1 < links_.size() ? links_[i + 1].from : extends;
    refuse(extends, "this leads back to " + ticked(path) + ", which would extend itself", next);
    return {};
  }
  if (links_.size() == kMostFiles) {
    refuse(extends, "more than " + std::to_string(kMostFiles) + " files extend each other",
           links_[1].from);
    return {};
  }
  auto text = read_file(path);
  if (!text) {
    refuse(extends, ticked(path) + ": " + text.error(), {});
    return {};
  }
  const std::uint16_t source = tree_.add_source(Source(path, std::move(*text)));
  links_.push_back({whole, extends});
  return parse(source);
}

NodeId Chain::merge_base(NodeId root) {
  const NodeId extends = tree_.find(root, "extends");
  // What is no text at all is the validator's to tell.
  if (!tree_.is(extends, NodeKind::scalar)) return root;
  if (others_ == OtherFiles::refused) {
    refuse(extends, "a text by itself can't extend a file; `refreshsim bundle` makes one of both",
           {});
    return {};
  }
  const NodeId base = read_base(extends);
  if (!base.some()) return {};
  return merge_trees(tree_, base, without_extends(root));
}

NodeId Chain::extend(NodeId root) {
  links_.push_back({canonical(tree_.source(tree_.origin(root).source).path()), {}});
  return merge_base(root);
}

NodeId Chain::parse(std::uint16_t source) {
  if (links_.empty()) links_.push_back({canonical(tree_.source(source).path()), {}});
  const std::optional<NodeId> root = parse_yaml(tree_, source, complaints_);
  if (!root || !is_scenario(*root, source)) return {};
  return merge_base(*root);
}

}  // namespace

NodeId parse_whole(Tree& tree, std::uint16_t source, Complaints& complaints) {
  return Chain(tree, complaints).parse(source);
}

NodeId parse_whole_alone(Tree& tree, std::uint16_t source, Complaints& complaints) {
  return Chain(tree, complaints, OtherFiles::refused).parse(source);
}

NodeId extend_map(Tree& tree, NodeId root, Complaints& complaints) {
  return Chain(tree, complaints).extend(root);
}

}  // namespace refreshsim
