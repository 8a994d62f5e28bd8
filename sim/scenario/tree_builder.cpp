#include "sim/scenario/tree_builder.h"

#include <algorithm>

#include "sim/scenario/merge.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kLongestScalar = 1 << 20;

// A value weighs one, and one more for every 32 bytes of its text.
constexpr std::uint64_t kMostWeight = 1 << 24;     // of a file
constexpr std::uint64_t kMostByAliases = 1 << 22;  // of what aliases stand for

std::uint64_t weight(std::string_view text) { return 1 + text.size() / 32; }

constexpr std::string_view kNoListAsKey = "a key must be a text, not a list or a map";

constexpr std::string_view kPrefix = "tag:yaml.org,2002:";  // in files `!!`

bool is_tag(std::string_view tag, std::string_view name) {
  return tag.starts_with(kPrefix) && tag.substr(kPrefix.size()) == name;
}

/// Whether a plain text is what its tag says.
bool fits(std::string_view tag, Plain kind) {
  const bool number = kind == Plain::integer || kind == Plain::number;
  return (is_tag(tag, "int") && kind == Plain::integer) || (is_tag(tag, "float") && number) ||
         (is_tag(tag, "bool") && kind == Plain::boolean) ||
         (is_tag(tag, "null") && kind == Plain::null);
}

std::string too_deep() { return "nested deeper than " + std::to_string(kDeepest) + " levels"; }

}  // namespace

bool TreeBuilder::fail(Origin where, std::string message) {
  complaints_.add(where, std::move(message));
  return false;
}

bool TreeBuilder::document(Origin where) {
  if (documents_) return fail(where, "a second document begins here; a file holds one scenario");
  documents_ = true;
  return true;
}

bool TreeBuilder::key_expected() const {
  return !frames_.empty() && frames_.back().kind == NodeKind::map &&
         (pending_.size() - frames_.back().first) % 2 == 0;
}

bool TreeBuilder::weigh(std::uint64_t more, Origin where) {
  weight_ += more;
  if (by_aliases_ > kMostByAliases) {
    return fail(where, "up to here the aliases of this file stand for more than " +
                           std::to_string(kMostByAliases) + " values");
  }
  if (weight_ <= kMostWeight) return true;
  return fail(where, "up to here there are more than " + std::to_string(kMostWeight) + " values");
}

std::size_t TreeBuilder::add_anchor(const Before& before) {
  if (before.anchor.empty()) return kNoAnchor;
  anchors_.push_back({before.where, {}, 0, 0});
  by_name_[std::string(before.anchor)] = anchors_.size() - 1;
  return anchors_.size() - 1;
}

void TreeBuilder::unknown_tag(const Before& before) {
  std::string tag(before.tag);
  if (tag.starts_with(kPrefix)) tag.replace(0, kPrefix.size(), "!!");
  complaints_.add(before.where, "the tag " + ticked(tag) +
                                    " does not fit; only !!str, !!int, !!float, !!bool, !!null, "
                                    "!!seq and !!map may stand before what they name");
}

bool TreeBuilder::settle_plain(const Before& before, std::string_view text, bool plain) {
  if (before.tag.empty()) return plain;
  if (before.tag == "!" || is_tag(before.tag, "str")) return false;
  const bool fitting = fits(before.tag, plain_kind(text));
  if (!fitting) unknown_tag(before);
  return fitting;
}

bool TreeBuilder::scalar(const Before& before, std::string_view text, bool plain) {
  if (text.size() > kLongestScalar) {
    return fail(before.where, "a text of more than 1 MB begins here; is a quote missing?");
  }
  const std::size_t anchor = add_anchor(before);
  const NodeId node = tree_.add_scalar(text, settle_plain(before, text, plain), before.where);
  if (anchor != kNoAnchor) anchors_[anchor] = {before.where, node, weight(text), 0};
  return weigh(weight(text), before.where) && finish(node, 0);
}

bool TreeBuilder::alias(Origin where, std::string_view name) {
  const auto found = by_name_.find(std::string(name));
  if (found == by_name_.end()) {
    return fail(where, "nothing before this has the anchor " + ticked("&" + std::string(name)));
  }
  const Anchor& anchor = anchors_[found->second];
  if (!anchor.node.some()) {
    complaints_.add(where, "this alias stands within what it names, which would never end",
                    {anchor.where, "the anchor is here"});
    return false;
  }
  if (key_expected() && anchor.height > 0) return fail(where, std::string(kNoListAsKey));
  if (frames_.size() + anchor.height > kDeepest) return fail(where, too_deep());
  by_aliases_ += anchor.weight;
  return weigh(anchor.weight, where) && finish(anchor.node, anchor.height);
}

bool TreeBuilder::open(const Before& before, NodeKind kind) {
  if (key_expected()) return fail(before.where, std::string(kNoListAsKey));
  if (frames_.size() == kDeepest) return fail(before.where, too_deep());
  const std::string_view fitting = kind == NodeKind::list ? "seq" : "map";
  if (!before.tag.empty() && before.tag != "!" && !is_tag(before.tag, fitting)) {
    unknown_tag(before);
  }
  frames_.push_back({kind, before.where, pending_.size(), weight_, 0, add_anchor(before)});
  return weigh(1, before.where);
}

bool TreeBuilder::close() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  const std::span<const NodeId> children = std::span(pending_).subspan(frame.first);
  const NodeId node = frame.kind == NodeKind::list
                          ? tree_.add_list(children, frame.where)
                          : tree_.add_map(settle_keys(tree_, children, complaints_), frame.where);
  pending_.resize(frame.first);
  if (frame.anchor != kNoAnchor) {
    anchors_[frame.anchor] = {frame.where, node, weight_ - frame.weight_before, frame.height + 1};
  }
  return finish(node, frame.height + 1);
}

bool TreeBuilder::finish(NodeId node, std::size_t height) {
  if (frames_.empty()) {
    root_ = node;
  } else {
    frames_.back().height = std::max(frames_.back().height, height);
    pending_.push_back(node);
  }
  return true;
}

}  // namespace refreshsim
