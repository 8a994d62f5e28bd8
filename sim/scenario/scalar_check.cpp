#include "sim/scenario/scalar_check.h"

#include <algorithm>

#include "sim/base/duration_text.h"
#include "sim/base/suggest.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::size_t kListedWords = 16;  // more are not told in a message

std::string must_be(std::string_view what, const std::string& instead) {
  return "must be " + std::string(what) + ", not " + instead;
}

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string text_problem(const Tree& tree, NodeId node, const Shape& shape) {
  const std::string_view text = tree.text(node);
  const Plain kind = tree.plain(node) ? plain_kind(text) : Plain::text;
  if (kind != Plain::text && kind != Plain::odd) {
    return "must be " + std::string(shape.what) + "; put it in quotes: \"" + std::string(text) +
           "\"";
  }
  if (shape.type == Type::prose) return {};
  if (text.empty()) return "must be " + std::string(shape.what) + ", and may not be empty";
  if (std::any_of(text.begin(), text.end(), control)) return must_be(shape.what, ticked(text));
  return {};
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto inner = [&letter](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), inner);
}

std::string name_problem(const Tree& tree, NodeId node, const Shape& shape) {
  if (!is_name(tree.text(node))) return must_be(shape.what, ticked(tree.text(node)));
  return text_problem(tree, node, shape);
}

std::string range(const Shape& shape) {
  if (shape.min == shape.max) return std::to_string(shape.min);
  return "from " + std::to_string(shape.min) + " to " + std::to_string(shape.max);
}

/// A number that is written in quotes, with an exponent, in another base, with underscores.
std::string form_problem(const Tree& tree, NodeId node, const Shape& shape) {
  const std::string_view text = tree.text(node);
  const Plain kind = plain_kind(text);
  const bool numeric = kind == Plain::integer || kind == Plain::number || kind == Plain::odd;
  if (numeric && !tree.plain(node))
    return "must be " + std::string(shape.what) + ", without quotes";
  if (kind == Plain::odd || text.find_first_of("eE") != std::string_view::npos) {
    if (numeric) return must_be(std::string(shape.what) + " in decimal digits", ticked(text));
  }
  if (!numeric) return must_be(shape.what, ticked(text));
  return {};
}

std::string integer_problem(const Tree& tree, NodeId node, const Shape& shape) {
  const std::string_view text = tree.text(node);
  if (std::string wrong = form_problem(tree, node, shape); !wrong.empty()) return wrong;
  if (plain_kind(text) != Plain::integer) return must_be(shape.what, ticked(text));
  const auto value = parse_integer(text);
  if (value && *value >= shape.min && *value <= shape.max) return {};
  return "must be " + range(shape) + ", not " + ticked(text);
}

std::string number_problem(const Tree& tree, NodeId node, const Shape& shape) {
  if (std::string wrong = form_problem(tree, node, shape); !wrong.empty()) return wrong;
  const auto value = parse_number(tree.text(node));
  const bool bounded = shape.type == Type::probability;
  if (value && (!bounded || (*value >= 0 && *value <= 1))) return {};
  return must_be(shape.what, ticked(tree.text(node)));
}

std::string boolean_problem(const Tree& tree, NodeId node, const Shape& shape) {
  const std::string_view text = tree.text(node);
  if (plain_kind(text) != Plain::boolean) return must_be(shape.what, ticked(text));
  return tree.plain(node) ? std::string() : "must be true or false, without quotes";
}

std::string duration_problem(std::string_view text, const Shape& shape) {
  if (parse_duration(text)) return {};
  std::string wrong = must_be(shape.what, ticked(text));
  if (plain_kind(text) == Plain::integer) wrong += "; the unit is missing";
  return wrong;
}

std::string threshold_problem(const Tree& tree, NodeId node, const Shape& shape) {
  const std::string_view text = tree.text(node);
  const auto read = parse_threshold(text);
  const bool counts = read && !read->percent;
  if (counts && !tree.plain(node)) return "must be a number without quotes, or a percentage";
  if (read && (read->percent || read->amount <= shape.max)) return {};
  return must_be(shape.what, ticked(text));
}

std::string list_of(std::span<const std::string_view> words) {
  std::string all;
  for (const std::string_view each : words) {
    if (!all.empty()) all += each == words.back() ? " or " : ", ";
    all += each;
  }
  return all;
}

/// The word that ends with a text: an error code without its prefix.
std::string_view ending_with(std::string_view text, std::span<const std::string_view> words) {
  for (const std::string_view each : words) {
    const bool longer = each.size() > text.size() + 1 && each.ends_with(text);
    if (longer && each[each.size() - text.size() - 1] == '.') return each;
  }
  return {};
}

std::string word_problem(std::string_view text, const Shape& shape) {
  if (std::find(shape.words.begin(), shape.words.end(), text) != shape.words.end()) return {};
  const bool open = !shape.prefix.empty() && text.starts_with(shape.prefix);
  if (open && text.size() > shape.prefix.size()) return {};
  std::string wrong = must_be(shape.what, ticked(text));
  const std::string_view longer = ending_with(text, shape.words);
  const std::string hint = did_you_mean(longer.empty() ? text : longer, shape.words);
  if (!hint.empty()) return wrong + hint;
  if (shape.words.size() > kListedWords) return wrong;
  return wrong + "; it is " + list_of(shape.words);
}

}  // namespace

std::string found(const Tree& tree, NodeId node) {
  switch (tree.kind(node)) {
    case NodeKind::list:
      return "a list";
    case NodeKind::map:
      return "a map";
    case NodeKind::null:
      return "nothing";
    case NodeKind::scalar:
      return ticked(tree.text(node));
  }
  return {};
}

std::string key_problem(std::string_view key) {
  if (key.empty()) return "a name may not be empty";
  if (std::any_of(key.begin(), key.end(), control)) return "a name must be text on one line";
  return {};
}

std::string scalar_problem(const Tree& tree, NodeId node, const Shape& shape) {
  if (tree.kind(node) == NodeKind::null)
    return "must be " + std::string(shape.what) + ", not nothing";
  const std::string_view text = tree.text(node);
  switch (shape.type) {
    case Type::prose:
    case Type::line:
      return text_problem(tree, node, shape);
    case Type::name:
      return name_problem(tree, node, shape);
    case Type::integer:
      return integer_problem(tree, node, shape);
    case Type::number:
    case Type::probability:
      return number_problem(tree, node, shape);
    case Type::boolean:
      return boolean_problem(tree, node, shape);
    case Type::duration:
      return duration_problem(text, shape);
    case Type::timestamp:
      return parse_timestamp(text) ? std::string() : must_be(shape.what, ticked(text));
    case Type::threshold:
      return threshold_problem(tree, node, shape);
    case Type::word:
      return word_problem(text, shape);
    case Type::any:
    case Type::list:
    case Type::map:
    case Type::record:
    case Type::either:
      break;
  }
  return {};
}

}  // namespace refreshsim
