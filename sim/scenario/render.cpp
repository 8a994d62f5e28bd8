#include "sim/scenario/render.h"

#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::string_view kNotInside = ",[]{}";
constexpr std::string_view kNotAtStart = "-?:#&*!|>'\"%@` ";

bool all_visible(std::string_view text) {
  std::string shown;
  for (;;) {
    text.remove_prefix(printable_ascii(text));
    if (text.empty()) return true;
    const Decoded next = decode(text);
    append_visible(shown, text, next);
    if (!next.valid || next.character == '\t' || shown.size() != next.bytes) return false;
    shown.clear();
    text.remove_prefix(next.bytes);
  }
}

/// Whether a text without quotes is read as this text; `:?` is refused within braces.
bool stands_plain(std::string_view text) {
  if (text.empty() || text.back() == ' ' || text.back() == ':') return false;
  if (kNotAtStart.find(text.front()) != std::string_view::npos) return false;
  if (text.find_first_of(kNotInside) != std::string_view::npos) return false;
  for (const std::string_view inside : {": ", ":?", " #"}) {
    if (text.find(inside) != std::string_view::npos) return false;
  }
  return text != "<<" && all_visible(text);
}

void render_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const Decoded next = decode(text);
    if (next.character == '"' || next.character == '\\') {
      out += '\\';
      out += text.front();
    } else if (next.character == '\n') {
      out += "\\n";
    } else if (next.character == '\t') {
      out += "\\t";
    } else {
      append_visible(out, text, next);
    }
    text.remove_prefix(next.bytes);
  }
  out += '"';
}

void render_scalar(std::string& out, const Tree& tree, NodeId node) {
  const std::string_view text = tree.text(node);
  const Plain kind = plain_kind(text);
  const bool text_anyway = kind == Plain::text || kind == Plain::odd;
  if (tree.is(node, NodeKind::null)) {
    out += "null";
  } else if (tree.plain(node) && !text_anyway) {
    out += text;
  } else {
    out += yaml_scalar(text);
  }
}

void render_into(std::string& out, const Tree& tree, NodeId node);

void render_collection(std::string& out, const Tree& tree, NodeId node, bool map) {
  const std::span<const NodeId> items = map ? tree.pairs(node) : tree.items(node);
  out += map ? '{' : '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += map && i % 2 == 1 ? ": " : ", ";
    render_into(out, tree, items[i]);
  }
  out += map ? '}' : ']';
}

void render_into(std::string& out, const Tree& tree, NodeId node) {
  const bool map = tree.is(node, NodeKind::map);
  if (map || tree.is(node, NodeKind::list)) {
    render_collection(out, tree, node, map);
  } else {
    render_scalar(out, tree, node);
  }
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  if (plain_kind(text) == Plain::text && stands_plain(text)) return std::string(text);
  std::string quoted;
  render_quoted(quoted, text);
  return quoted;
}

std::string render(const Tree& tree, NodeId node) {
  std::string out;
  render_into(out, tree, node);
  return out;
}

}  // namespace refreshsim
