#include "sim/study/override.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "refreshsim/parameters.h"
#include "sim/base/suggest.h"
#include "sim/scenario/fields.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

using Texts = std::vector<std::string_view>;

const Key* key_of(const Shape& shape, std::string_view name) {
  for (const Variant& form : shape.variants) {
    for (const Key& key : form.keys) {
      if (key.name == name) return &key;
    }
  }
  return nullptr;
}

void add_keys(const Shape& shape, Texts& names) {
  for (const Variant& form : shape.variants) {
    for (const Key& key : form.keys) {
      if (std::find(names.begin(), names.end(), key.name) == names.end()) names.push_back(key.name);
    }
  }
}

const Shape& calls_shape() { return *key_of(scenario_shape(), "calls")->shape; }

/// Of a shape with options the one that can have keys, or places.
const Shape& settled(const Shape& shape, bool place) {
  if (shape.type != Type::either) return shape;
  for (const Shape* each : shape.options) {
    const bool keyed = each->type == Type::record || each->type == Type::map;
    if (place ? each->type == Type::list : keyed) return *each;
    if (each->type != Type::either) continue;
    const Shape& inner = settled(*each, place);
    if (&inner != each) return inner;
  }
  return shape;
}

/// As deep as a file may be.
constexpr std::ptrdiff_t kMostSteps = 64;

/// Puts one value in its place. Nodes never change: whatever stands above the place is made anew.
class Setter {
 public:
  Setter(Tree& tree, NodeId path, NodeId value, Complaints& complaints)
      : tree_(tree), text_(tree.text(path)), path_(path), value_(value), complaints_(complaints) {}

  NodeId into_scenario(NodeId root);

 private:
  NodeId put(NodeId node, const Shape& shape, std::string_view rest);
  NodeId put_place(NodeId node, const Shape& shape, std::string_view rest);
  NodeId put_key(NodeId node, const Shape& shape, std::string_view rest);
  NodeId put_named(NodeId node, const Shape& shape, std::string_view rest);
  NodeId put_in_call(NodeId call, const Shape& shape, std::string_view rest);
  NodeId put_parameter(NodeId call, std::string_view rest);
  NodeId put_below(NodeId node, std::string_view names);

  NodeId with_key(NodeId map, std::string_view key, NodeId child);
  /// What of the path comes before `rest`.
  std::string before(std::string_view rest) const {
    return std::string(text_.substr(0, text_.size() - rest.size()));
  }
  NodeId wrong(std::string message) {
    complaints_.add(tree_.origin(path_), std::move(message));
    return {};
  }
  NodeId unknown(std::string_view rest, std::string_view word, const Texts& known);

  Tree& tree_;
  std::string text_;
  NodeId path_;
  NodeId value_;
  Complaints& complaints_;
};

NodeId Setter::unknown(std::string_view rest, std::string_view word, const Texts& known) {
  const std::string_view right = nearest(word, known);
  std::string message = ticked(text_) + " leads nowhere: there is no " + ticked(word);
  if (!right.empty()) {
    const std::string_view after = rest.substr(word.size());
    return wrong(message + "; did you mean `" + before(rest) + std::string(right) +
                 std::string(after) + "`?");
  }
  std::string all;
  for (std::size_t i = 0; i < known.size() && i < 12; ++i) {
    all += (i == 0 ? "; there are " : ", ") + ("`" + std::string(known[i]) + "`");
  }
  return wrong(message + all);
}

NodeId Setter::with_key(NodeId map, std::string_view key, NodeId child) {
  if (!child.some()) return {};
  const std::span<const NodeId> old = tree_.pairs(map);
  std::vector<NodeId> pairs(old.begin(), old.end());
  const Origin origin = tree_.origin(pairs.empty() ? path_ : map);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    if (tree_.text(pairs[i]) != key) continue;
    pairs[i + 1] = child;
    return tree_.add_map(pairs, origin);
  }
  pairs.push_back(tree_.add_scalar(std::string(key), true, tree_.origin(path_)));
  pairs.push_back(child);
  return tree_.add_map(pairs, origin);
}

NodeId Setter::put(NodeId node, const Shape& shape, std::string_view rest) {
  if (rest.empty()) return value_;
  const bool number = rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9';
  const bool listed = number && tree_.is(node, NodeKind::list);
  if (rest.front() == '[' || (rest.front() == '.' && listed))
    return put_place(node, settled(shape, true), rest);
  if (rest.front() != '.' || rest.size() == 1) {
    return wrong(ticked(text_) + " is no path: `.` and a key, or `[0]`, is to follow `" +
                 before(rest) + "`");
  }
  const Shape& keyed = settled(shape, false);
  if (&keyed == calls_shape().item) return put_in_call(node, keyed, rest.substr(1));
  return put_key(node, keyed, rest.substr(1));
}

NodeId Setter::put_place(NodeId node, const Shape& shape, std::string_view rest) {
  const bool bracket = rest.front() == '[';
  const std::size_t end =
      std::min(rest.size(), bracket ? rest.find(']') : rest.find_first_of(".[", 1));
  const std::size_t next = bracket ? end + 1 : end;
  std::size_t place = 0;
  const auto [stop, error] = std::from_chars(rest.data() + 1, rest.data() + end, place);
  if (next > rest.size() || error != std::errc() || stop != rest.data() + end) {
    return wrong(ticked(text_) + " is no path: a place in a list is written `[0]` or `.0`");
  }
  const std::string list = before(rest);
  if (!tree_.is(node, NodeKind::list)) {
    return wrong(ticked(text_) + " leads nowhere: `" + list + "` is no list");
  }
  std::vector<NodeId> items(tree_.items(node).begin(), tree_.items(node).end());
  if (place >= items.size()) {
    return wrong(ticked(text_) + " leads nowhere: `" + list + "` has " +
                 (items.empty() ? "no entries"
                                : "entries [0] to [" + std::to_string(items.size() - 1) + "]"));
  }
  static constexpr Shape kAnything{};
  const Shape& item = shape.type == Type::list ? *shape.item : kAnything;
  items[place] = put(items[place], item, rest.substr(next));
  return items[place].some() ? tree_.add_list(items, tree_.origin(node)) : NodeId{};
}

NodeId Setter::put_key(NodeId node, const Shape& shape, std::string_view rest) {
  if (shape.type != Type::record) return put_named(node, shape, rest);
  const std::string_view word = rest.substr(0, rest.find_first_of(".["));
  const Key* key = key_of(shape, word);
  if (key == nullptr) {
    Texts known;
    add_keys(shape, known);
    return unknown(rest, word, known);
  }
  return with_key(node, word, put(tree_.find(node, word), *key->shape, rest.substr(word.size())));
}

/// A key of the user's own, which may have dots in it: the longest that is there.
NodeId Setter::put_named(NodeId node, const Shape& shape, std::string_view rest) {
  Texts known;
  std::string_view word;
  const std::span<const NodeId> pairs = tree_.pairs(node);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const std::string_view key = known.emplace_back(tree_.text(pairs[i]));
    if (!rest.starts_with(key) || key.size() <= word.size()) continue;
    const std::string_view after = rest.substr(key.size());
    if (after.empty() || after.starts_with('.') || after.starts_with('[')) word = key;
  }
  if (word.empty()) return unknown(rest, rest.substr(0, rest.find_first_of(".[")), known);
  static constexpr Shape kAnything{};
  const Shape& item = shape.type == Type::map ? *shape.item : kAnything;
  const std::string key(word);
  return with_key(node, key, put(tree_.find(node, key), item, rest.substr(key.size())));
}

NodeId Setter::put_in_call(NodeId call, const Shape& shape, std::string_view rest) {
  if (rest.starts_with("request.")) return put_parameter(call, rest.substr(8));
  const std::string_view word = rest.substr(0, rest.find_first_of(".["));
  return key_of(shape, word) == nullptr ? put_parameter(call, rest) : put_key(call, shape, rest);
}

NodeId Setter::put_below(NodeId node, std::string_view names) {
  if (names.empty()) return value_;
  const std::string_view word = names.substr(0, names.find('.'));
  const std::string_view rest = names.substr(std::min(names.size(), word.size() + 1));
  return with_key(node, word, put_below(tree_.find(node, word), rest));
}

NodeId Setter::put_parameter(NodeId call, std::string_view rest) {
  const auto action = parse<Action>(Fields(tree_, call).text("action"));
  if (!action) return wrong(ticked(text_) + " leads to a call without a known `action`");
  const std::vector<std::string> paths = parameter_paths(*action);
  Texts known;
  add_keys(*calls_shape().item, known);
  for (const std::string& each : paths) {
    const std::string_view path = each;
    const std::string_view word = path.substr(path.rfind('.') + 1);
    known.push_back(word);
    const bool below = rest.starts_with(path) && rest.substr(path.size()).starts_with('.');
    if (rest != path && rest != word && !below) continue;
    const std::string names(below ? rest : path);
    return with_key(call, "request", put_below(tree_.find(call, "request"), names));
  }
  return unknown(rest, rest.substr(0, rest.find_first_of(".[")), known);
}

NodeId Setter::into_scenario(NodeId root) {
  const std::string_view whole = text_;
  const auto steps =
      std::count_if(whole.begin(), whole.end(), [](char c) { return c == '.' || c == '['; });
  if (steps > kMostSteps) {
    return wrong("this path is deeper than " + std::to_string(kMostSteps) + " levels");
  }
  const std::string_view word = whole.substr(0, whole.find_first_of(".["));
  if (word == "refreshsim" || word == "extends" || word == "seed") {
    return wrong(ticked(word) + " is no setting of a scenario that is loaded" +
                 (word == "seed" ? "; `--seed` changes it" : ""));
  }
  Texts known;
  const NodeId calls = tree_.find(root, "calls");
  std::vector<NodeId> items(tree_.items(calls).begin(), tree_.items(calls).end());
  for (NodeId& call : items) {
    const std::string_view name = Fields(tree_, call).text("as");
    if (!name.empty()) known.push_back(name);
    if (name != word || name.empty()) continue;
    if (whole == word) return wrong(ticked(word) + " is a call; a setting of it is to follow");
    call = put(call, *calls_shape().item, whole.substr(word.size()));
    return call.some() ? with_key(root, "calls", tree_.add_list(items, tree_.origin(calls)))
                       : NodeId{};
  }
  if (key_of(scenario_shape(), word) != nullptr) return put_key(root, scenario_shape(), whole);
  add_keys(scenario_shape(), known);
  return unknown(whole, word, known);
}

}  // namespace

NodeId with_setting(Tree& tree, NodeId root, NodeId path, NodeId value, Complaints& complaints) {
  return Setter(tree, path, value, complaints).into_scenario(root);
}

NodeId with_assignment(Tree& tree, NodeId root, std::string_view assignment,
                       Complaints& complaints) {
  const std::size_t equals = assignment.find('=');
  const bool named = equals != std::string_view::npos && equals > 0;
  const std::string path(assignment.substr(0, named ? equals : assignment.size()));
  const std::uint16_t words = tree.add_source(Source("--set", path));
  const NodeId key = tree.add_scalar(path, true, {0, words});
  if (!named) {
    complaints.add({0, words}, "a setting is written PATH=VALUE");
    return {};
  }
  const std::uint16_t source =
      tree.add_source(Source("--set " + path, std::string(assignment.substr(equals + 1))));
  const auto value = parse_yaml(tree, source, complaints);
  if (!value) return {};
  if (!value->some()) {
    complaints.add({0, source}, "the value is missing");
    return {};
  }
  return with_setting(tree, root, key, *value, complaints);
}

}  // namespace refreshsim
