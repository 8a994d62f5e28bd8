// A YAML text with the place of every node in it, so that parts can be taken out, or a value put in
// the place of another, while everything else stays as it was written, comments included.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace refreshsim {

class Outline {
 public:
  enum class Kind : std::uint8_t { scalar, list, map, alias };
  using Index = std::uint32_t;

  struct Node {
    Kind kind = Kind::scalar;
    bool flow = false;   ///< written in brackets or braces; of a scalar: on one line, not a block
    bool plain = false;  ///< a scalar without quotes
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;    ///< after its last character; of a block after its last child's
    Index depth = 0;
    std::vector<Index> children;  ///< items; keys and values, alternating
    /// Entries: items, or keys with their values.
    std::size_t entries() const {
      return kind == Kind::map ? children.size() / 2 : children.size();
    }
  };

  /// None if the text is not one YAML document. A byte order mark is left out.
  static std::optional<Outline> of(std::string text);

  const std::string& text() const { return text_; }
  /// The nodes in the order in which they begin; the first is the root.
  const std::vector<Node>& nodes() const { return nodes_; }
  std::string_view written(const Node& node) const {
    return std::string_view(text_).substr(node.begin, node.end - node.begin);
  }
  /// The value of a key that is written plainly; none if this is no map or has no such key.
  const Node* find(const Node& map, std::string_view key) const;

  /// The text without the entries [first, last) of a list or a map, and without the comments that
  /// stand right above them or behind them. None if that would leave a block without entries.
  std::optional<std::string> without(const Node& of, std::size_t first, std::size_t last) const;
  /// The text with something else in the place of a node that is written on one line.
  std::string with(const Node& node, std::string_view instead) const;

 private:
  friend class OutlineReader;
  std::size_t entry_begin(const Node& of, std::size_t entry) const;
  std::size_t entry_end(const Node& of, std::size_t entry) const;
  std::string cut(std::size_t begin, std::size_t end) const;
  std::size_t line_begin(std::size_t at) const;
  std::size_t above(std::size_t line, std::size_t floor) const;

  std::string text_;
  std::vector<Node> nodes_;
};

}  // namespace refreshsim
