#include "sim/scenario/validate.h"

#include <algorithm>
#include <vector>

#include "sim/base/suggest.h"
#include "sim/scenario/scalar_check.h"
#include "sim/scenario/scalars.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostProblems = 10;  // keys in a message

bool is_scalar(Type type) { return type < Type::list && type != Type::any; }

bool takes(const Shape& shape, NodeKind kind) {
  switch (kind) {
    case NodeKind::list:
      return shape.type == Type::list;
    case NodeKind::map:
      return shape.type == Type::map || shape.type == Type::record;
    case NodeKind::null:
    case NodeKind::scalar:
      return is_scalar(shape.type);
  }
  return false;
}

const Key* find_key(std::span<const Key> keys, std::string_view name) {
  for (const Key& each : keys) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

std::string names(std::span<const std::string_view> all, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) text += i + 1 == all.size() ? last : std::string_view(", ");
    text.append("`").append(all[i]).append("`");
  }
  return text;
}

/// Every key of every form, each once, in the table's order.
std::vector<std::string_view> all_keys(const Shape& shape) {
  std::vector<std::string_view> all;
  for (const Variant& form : shape.variants) {
    for (const Key& key : form.keys) {
      if (std::find(all.begin(), all.end(), key.name) == all.end()) all.push_back(key.name);
    }
  }
  return all;
}

/// What a value belongs to, for messages; of a file `key` says what it is.
struct Subject {
  enum class Part : std::uint8_t { value, entry, file };
  std::string_view key;
  Part part = Part::value;

  std::string text() const {
    if (part == Part::file) return "a " + std::string(key);
    return (part == Part::entry ? "an entry of " : "") + ticked(key);
  }
};

class Validator {
 public:
  Validator(const Tree& tree, Complaints& complaints) : tree_(tree), complaints_(complaints) {}

  void check(NodeId node, const Shape& shape, Subject of) {
    if (shape.type == Type::any || complaints_.full()) return;
    if (shape.type == Type::either) return check_either(node, shape, of);
    if (!takes(shape, tree_.kind(node))) return wrong_type(node, shape, of);
    if (shape.type == Type::list) return check_list(node, shape, of);
    if (shape.type == Type::map) return check_map(node, shape, of);
    if (shape.type == Type::record) return check_record(node, shape, of);
    if (std::string wrong = scalar_problem(tree_, node, shape); !wrong.empty()) {
      complain(node, of.text() + ' ' + wrong);
    }
  }

 private:
  void complain(NodeId node, std::string message) {
    complaints_.add(tree_.origin(node), std::move(message));
  }
  void wrong_type(NodeId node, const Shape& shape, Subject of, const std::string& hint = {}) {
    complain(node, of.text() + " must be " + std::string(shape.what) + ", not " +
                       found(tree_, node) + hint);
  }
  void check_size(NodeId node, const Shape& shape, Subject of, std::size_t size);
  void check_either(NodeId node, const Shape& shape, Subject of);
  void check_list(NodeId node, const Shape& shape, Subject of);
  void check_map(NodeId node, const Shape& shape, Subject of);
  void check_record(NodeId node, const Shape& shape, Subject of);
  void check_form(NodeId node, const Shape& shape, const Variant& form, Subject of);
  void check_present(NodeId node, const Variant& form, Subject of);
  void unknown_key(NodeId key, const Shape& shape, const Variant& form);
  void no_form(NodeId node, const Shape& shape, Subject of);

  const Tree& tree_;
  Complaints& complaints_;
};

void Validator::check_either(NodeId node, const Shape& shape, Subject of) {
  const Plain kind = plain_kind(tree_.text(node));
  const bool numeric = kind == Plain::integer || kind == Plain::number || kind == Plain::odd;
  std::string hint;
  for (const Shape* option : shape.options) {
    if (!takes(*option, tree_.kind(node))) continue;
    if (!is_scalar(option->type)) return check(node, *option, of);
    if (scalar_problem(tree_, node, *option).empty()) return;
    if (numeric && option->type == Type::integer) return check(node, *option, of);
    hint += did_you_mean(tree_.text(node), option->words);
  }
  wrong_type(node, shape, of, hint);
}

void Validator::check_size(NodeId node, const Shape& shape, Subject of, std::size_t size) {
  const auto entries = static_cast<std::int64_t>(size);
  if (entries >= shape.min && entries <= shape.max) return;
  if (entries == 0) {
    complain(node, of.text() + " must be " + std::string(shape.what) + ", and may not be empty");
  } else {
    complain(node, of.text() + " must have at most " + std::to_string(shape.max) +
                       (shape.max == 1 ? " entry" : " entries") + ", not " + std::to_string(size));
  }
}

void Validator::check_list(NodeId node, const Shape& shape, Subject of) {
  check_size(node, shape, of, tree_.items(node).size());
  for (const NodeId each : tree_.items(node))
    check(each, *shape.item, {of.key, Subject::Part::entry});
}

void Validator::check_map(NodeId node, const Shape& shape, Subject of) {
  const std::span<const NodeId> pairs = tree_.pairs(node);
  check_size(node, shape, of, pairs.size() / 2);
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const std::string_view own = tree_.text(pairs[i]);
    if (std::string wrong = key_problem(own); !wrong.empty()) complain(pairs[i], wrong);
    check(pairs[i + 1], *shape.item, {own});
  }
}

void Validator::check_record(NodeId node, const Shape& shape, Subject of) {
  if (const Variant* form = form_of(tree_, node, shape)) {
    check_form(node, shape, *form, of);
  } else {
    no_form(node, shape, of);
  }
}

void Validator::check_form(NodeId node, const Shape& shape, const Variant& form, Subject of) {
  const std::span<const NodeId> pairs = tree_.pairs(node);
  for (std::size_t i = 0; i < pairs.size() && !complaints_.full(); i += 2) {
    if (const Key* known = find_key(form.keys, tree_.text(pairs[i]))) {
      check(pairs[i + 1], *known->shape, {known->name});
    } else {
      unknown_key(pairs[i], shape, form);
    }
  }
  check_present(node, form, of);
}

void Validator::check_present(NodeId node, const Variant& form, Subject of) {
  if (complaints_.full()) return;
  for (const Key& each : form.keys) {
    if (each.need == Need::optional || tree_.find(node, each.name).some()) continue;
    complain(node, of.text() + " lacks the key `" + std::string(each.name) +
                       "`: " + std::string(each.doc));
  }
  const auto there = [&](std::string_view any) { return tree_.find(node, any).some(); };
  if (form.any.empty() || std::any_of(form.any.begin(), form.any.end(), there)) return;
  complain(node, of.text() + " needs at least one of " + names(form.any, " and "));
}

void Validator::unknown_key(NodeId key, const Shape& shape, const Variant& form) {
  const std::string_view name = tree_.text(key);
  const std::vector<std::string_view> all = all_keys(shape);
  if (std::find(all.begin(), all.end(), name) != all.end()) {
    return complain(key, ticked(name) + " does not go with " + names(form.by, " and "));
  }
  std::vector<std::string_view> fitting;
  for (const Key& each : form.keys) fitting.push_back(each.name);
  std::string hint = did_you_mean(name, fitting);
  if (hint.empty() && fitting.size() <= kMostProblems) {
    hint = "; known are " + names(fitting, " and ") + ": " + std::string(form.doc);
  }
  complain(key, "unknown key " + ticked(name) + hint);
}

void Validator::no_form(NodeId node, const Shape& shape, Subject of) {
  const std::vector<std::string_view> all = all_keys(shape);
  const std::span<const NodeId> pairs = tree_.pairs(node);
  bool misspelt = false;
  for (std::size_t i = 0; i < pairs.size() && !complaints_.full(); i += 2) {
    const std::string_view name = tree_.text(pairs[i]);
    if (std::find(all.begin(), all.end(), name) != all.end()) continue;
    const std::string hint = did_you_mean(name, all);
    misspelt = misspelt || !hint.empty();
    complain(pairs[i], "unknown key " + ticked(name) + hint);
  }
  if (misspelt) return;
  std::vector<std::string_view> telling;
  for (const Variant& form : shape.variants) {
    if (std::find(telling.begin(), telling.end(), form.by.front()) == telling.end()) {
      telling.push_back(form.by.front());
    }
  }
  complain(node, of.text() + " must be " + std::string(shape.what) + ": it has none of " +
                     names(telling, " and "));
}

}  // namespace

const Variant* form_of(const Tree& tree, NodeId map, const Shape& shape) {
  for (const Variant& form : shape.variants) {
    const auto there = [&](std::string_view key) { return tree.find(map, key).some(); };
    if (std::all_of(form.by.begin(), form.by.end(), there)) return &form;
  }
  return nullptr;
}

void validate(const Tree& tree, NodeId root, const Shape& shape, Complaints& complaints) {
  Validator(tree, complaints).check(root, shape, {shape.title, Subject::Part::file});
}

}  // namespace refreshsim
