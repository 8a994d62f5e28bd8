// Beside parse.cpp the only place that knows libyaml: that one wants what a text says, this one
// where it says it.
#include "sim/scenario/outline.h"

#include <yaml.h>

#include <algorithm>

#include "sim/scenario/source.h"

namespace refreshsim {
namespace {

constexpr std::size_t kDeepestOutline = 200;

struct LibyamlParser {
  LibyamlParser() { yaml_parser_initialize(&raw); }
  ~LibyamlParser() { yaml_parser_delete(&raw); }
  LibyamlParser(const LibyamlParser&) = delete;
  LibyamlParser& operator=(const LibyamlParser&) = delete;
  yaml_parser_t raw{};
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

/// Collects the nodes from libyaml's events. Its marks count characters; the outline bytes.
class OutlineReader {
 public:
  explicit OutlineReader(Outline& into) : into_(into) {
    for (std::size_t i = 0; i < into.text_.size(); ++i) {
      if ((static_cast<unsigned char>(into.text_[i]) & 0xc0) != 0x80) bytes_.push_back(i);
    }
    bytes_.push_back(into.text_.size());
  }

  bool read() {
    LibyamlParser parser;
    yaml_parser_set_encoding(&parser.raw, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser.raw,
                                 reinterpret_cast<const unsigned char*>(into_.text_.data()),
                                 into_.text_.size());
    for (bool done = false; !done;) {
      yaml_event_t event;
      if (yaml_parser_parse(&parser.raw, &event) != 1) return false;
      done = event.type == YAML_STREAM_END_EVENT;
      const bool good = take(event);
      yaml_event_delete(&event);
      if (!good) return false;
    }
    return documents_ == 1 && !into_.nodes_.empty();
  }

 private:
  std::size_t byte(const yaml_mark_t& mark) const {
    return bytes_[std::min(mark.index, bytes_.size() - 1)];
  }

  bool take(const yaml_event_t& event) {
    Outline::Node node;
    node.begin = byte(event.start_mark);
    node.end = byte(event.end_mark);
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return ++documents_ == 1;
      case YAML_ALIAS_EVENT:
        node.kind = Outline::Kind::alias;
        add(std::move(node));
        return true;
      case YAML_SCALAR_EVENT:
        add(scalar(event, std::move(node)));
        return true;
      case YAML_SEQUENCE_START_EVENT:
        node.kind = Outline::Kind::list;
        node.flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
        open_.push_back(add(std::move(node)));
        return open_.size() < kDeepestOutline;
      case YAML_MAPPING_START_EVENT:
        node.kind = Outline::Kind::map;
        node.flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        open_.push_back(add(std::move(node)));
        return open_.size() < kDeepestOutline;
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        close(node.end);
        return true;
      case YAML_NO_EVENT:
      case YAML_STREAM_START_EVENT:
      case YAML_STREAM_END_EVENT:
      case YAML_DOCUMENT_END_EVENT:
        return true;
    }
    return true;
  }

  Outline::Node scalar(const yaml_event_t& event, Outline::Node node) const {
    const auto style = event.data.scalar.style;
    node.plain = style == YAML_PLAIN_SCALAR_STYLE;
    node.flow = style != YAML_LITERAL_SCALAR_STYLE && style != YAML_FOLDED_SCALAR_STYLE;
    while (node.end > node.begin && is_blank(into_.text_[node.end - 1])) --node.end;
    return node;
  }

  Outline::Index add(Outline::Node node) {
    const auto index = static_cast<Outline::Index>(into_.nodes_.size());
    node.depth = static_cast<Outline::Index>(open_.size());
    if (!open_.empty()) into_.nodes_[open_.back()].children.push_back(index);
    into_.nodes_.push_back(std::move(node));
    return index;
  }

  void close(std::size_t end) {
    Outline::Node& node = into_.nodes_[open_.back()];
    open_.pop_back();
    node.end = end;
    if (!node.flow && !node.children.empty()) node.end = into_.nodes_[node.children.back()].end;
  }

  Outline& into_;
  std::vector<std::size_t> bytes_;  ///< of each character
  std::vector<Outline::Index> open_;
  int documents_ = 0;
};

std::optional<Outline> Outline::of(std::string text) {
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  Outline outline;
  outline.text_ = std::move(text);
  if (!OutlineReader(outline).read()) return std::nullopt;
  return outline;
}

const Outline::Node* Outline::find(const Node& map, std::string_view key) const {
  if (map.kind != Kind::map) return nullptr;
  for (std::size_t i = 0; i + 1 < map.children.size(); i += 2) {
    if (written(nodes_[map.children[i]]) == key) return &nodes_[map.children[i + 1]];
  }
  return nullptr;
}

/// Where an entry begins: its key, or in a block list its dash.
std::size_t Outline::entry_begin(const Node& of, std::size_t entry) const {
  if (of.kind == Kind::map) return nodes_[of.children[2 * entry]].begin;
  std::size_t begin = nodes_[of.children[entry]].begin;
  if (of.flow) return begin;
  while (begin > 0 && text_[begin - 1] != '-') --begin;
  return begin == 0 ? 0 : begin - 1;
}

std::size_t Outline::entry_end(const Node& of, std::size_t entry) const {
  const std::size_t last = of.kind == Kind::map ? 2 * entry + 1 : entry;
  const Node& node = nodes_[of.children[last]];
  // A value that is not there ends with its key.
  const std::size_t key = of.kind == Kind::map ? nodes_[of.children[last - 1]].end : node.end;
  return std::max(node.end, key);
}

std::size_t Outline::line_begin(std::size_t at) const {
  while (at > 0 && text_[at - 1] != '\n') --at;
  return at;
}

/// The first of the comment lines right above a line, none of them before `floor`.
std::size_t Outline::above(std::size_t line, std::size_t floor) const {
  while (line > floor) {
    const std::size_t before = line_begin(line - 1);
    const std::size_t word = text_.find_first_not_of(" \t", before);
    if (before < floor || word == std::string::npos || text_[word] != '#') break;
    line = before;
  }
  return line;
}

std::string Outline::cut(std::size_t begin, std::size_t end) const {
  return text_.substr(0, begin) + text_.substr(end);
}

std::optional<std::string> Outline::without(const Node& of, std::size_t first,
                                            std::size_t last) const {
  const std::size_t count = of.entries();
  if (first >= last || last > count) return std::nullopt;
  if (of.flow) {
    if (first == 0 && last == count) return cut(of.begin + 1, of.end - 1);
    if (last < count) return cut(entry_begin(of, first), entry_begin(of, last));
    return cut(entry_end(of, first - 1), entry_end(of, last - 1));
  }
  if (first == 0 && last == count) return std::nullopt;
  const std::size_t begin = entry_begin(of, first);
  const std::size_t line = line_begin(begin);
  const bool own_line = text_.find_first_not_of(" \t", line) == begin;
  if (!own_line) {
    if (last == count) return std::nullopt;
    return cut(begin, entry_begin(of, last));
  }
  const std::size_t previous = first > 0 ? entry_end(of, first - 1) : 0;
  const std::size_t floor = std::min(text_.find('\n', previous), text_.size());
  const std::size_t end = std::min(text_.find('\n', entry_end(of, last - 1)), text_.size() - 1);
  return cut(above(line, first > 0 ? floor : 0), end + 1);
}

std::string Outline::with(const Node& node, std::string_view instead) const {
  std::string text = text_.substr(0, node.begin);
  text += instead;
  return text + text_.substr(node.end);
}

}  // namespace refreshsim
