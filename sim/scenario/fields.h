// Reads a map's keys for the loader. Nothing here complains: the validator has; what it told off,
// or what is not there, reads as none.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "refreshsim/scenario.h"
#include "sim/scenario/keys.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/tree.h"

namespace refreshsim {

std::optional<Duration> read_duration(const Tree& tree, NodeId node);
/// A duration, or a map with a law and what clamps it; a length of 0 for anything else.
Distribution read_distribution(const Tree& tree, NodeId node);
/// Any YAML as a value: true and false are booleans, decimal numbers are numbers, what is in quotes
/// is text.
Value read_value(const Tree& tree, NodeId node);

class Fields {
 public:
  Fields(const Tree& tree, NodeId map) : tree_(tree), map_(map) {}

  NodeId map() const { return map_; }
  NodeId node(std::string_view key) const { return tree_.find(map_, key); }
  bool has(std::string_view key) const { return node(key).some(); }
  std::string_view text(std::string_view key) const {
    const NodeId at = node(key);
    return tree_.is(at, NodeKind::scalar) ? tree_.text(at) : std::string_view();
  }
  std::optional<std::int64_t> integer(std::string_view key) const {
    return parse_integer(text(key));
  }
  /// A number of instances, a batch, an attempt: kept within what the table of keys allows.
  std::optional<std::uint32_t> count(std::string_view key) const {
    const auto number = integer(key);
    if (!number) return std::nullopt;
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 0, kMostInstances));
  }
  std::optional<bool> boolean(std::string_view key) const {
    const std::string_view word = text(key);
    if (word != "true" && word != "false") return std::nullopt;
    return word == "true";
  }
  std::optional<Duration> duration(std::string_view key) const {
    return read_duration(tree_, node(key));
  }
  template <NamedEnum E>
  std::optional<E> word(std::string_view key) const {
    return parse<E>(text(key));
  }
  Threshold threshold(std::string_view key) const {
    return parse_threshold(text(key)).value_or(Threshold{});
  }

 private:
  const Tree& tree_;
  NodeId map_;
};

}  // namespace refreshsim
