#include "sim/incident/yaml_flow.h"

#include <algorithm>
#include <array>

#include "refreshsim/scenario.h"
#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

constexpr std::size_t kLongestComment = 200;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Begins with a letter or `$`, and has nothing that YAML could take for anything but a text.
bool harmless(std::string_view text) {
  constexpr std::array<std::string_view, 12> kWords{"true", "false", "null", "yes", "no",  "on",
                                                    "off",  "y",     "n",    "inf", "nan", "~"};
  if (text.empty() || (!is_letter(text.front()) && text.front() != '$')) return false;
  std::string lower;
  for (const char c : text) {
    const bool inner = is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
                       c == '/' || c == '$';
    if (!inner) return false;
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return std::find(kWords.begin(), kWords.end(), lower) == kWords.end();
}

void append_flow(std::string& out, const Value& value) {
  if (const std::string* text = value.text()) {
    out += yaml_text(*text);
  } else if (const Value::List* items = value.list()) {
    out += '[';
    for (const Value& item : *items) {
      if (&item != &items->front()) out += ", ";
      append_flow(out, item);
    }
    out += ']';
  } else if (const Value::Map* entries = value.map()) {
    out += '{';
    for (const auto& entry : *entries) {
      if (&entry != &entries->front()) out += ", ";
      out += yaml_text(entry.first) + ": ";
      append_flow(out, entry.second);
    }
    out += '}';
  } else {
    out += field_text(value);
  }
}

}  // namespace

std::string yaml_text(std::string_view text) {
  if (harmless(text)) return std::string(text);
  std::string quoted;
  append_json_string(quoted, text);
  return quoted;
}

std::string yaml_flow(const Value& value) {
  std::string out;
  append_flow(out, value);
  return out;
}

std::string comment_text(std::string_view text) {
  std::string quoted;
  append_json_string(quoted, text.substr(0, kLongestComment));
  return quoted.substr(1, quoted.size() - 2) + (text.size() > kLongestComment ? " …" : "");
}

}  // namespace refreshsim
