#include "sim/incident/yaml_flow.h"

#include <algorithm>

#include "refreshsim/scenario.h"
#include "sim/base/duration_text.h"
#include "sim/report/json_writer.h"
#include "sim/scenario/render.h"
#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::size_t kLongestComment = 200;

void append_flow(std::string& out, const Value& value) {
  if (const std::string* text = value.text()) {
    out += yaml_scalar(*text);
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
      out += yaml_scalar(entry.first) + ": ";
      append_flow(out, entry.second);
    }
    out += '}';
  } else {
    out += field_text(value);
  }
}

}  // namespace

std::string yaml_flow(const Value& value) {
  std::string out;
  append_flow(out, value);
  return out;
}

std::string yaml_length(std::int64_t length_ms) {
  return duration_text(Duration{std::max<std::int64_t>(length_ms, 0)});
}

std::string comment_path(std::string_view path) {
  std::string shown;
  while (!path.empty()) {
    const Decoded next = decode(path);
    append_visible(shown, path, next);
    path.remove_prefix(next.bytes);
  }
  return shown;
}

std::string comment_text(std::string_view text) {
  return comment_path(text.substr(0, kLongestComment)) +
         (text.size() > kLongestComment ? " …" : "");
}

}  // namespace refreshsim
