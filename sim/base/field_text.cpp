#include <algorithm>
#include <charconv>
#include <functional>

#include "refreshsim/scenario.h"

namespace refreshsim {
namespace {

void write(std::string& out, const Value& value);

void write_text(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_number(std::string& out, double number) {
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), result.ptr);
}

void write_list(std::string& out, const Value::List& items) {
  out += '[';
  for (const Value& each : items) {
    if (&each != &items.front()) out += ',';
    write(out, each);
  }
  out += ']';
}

// Sorted by key: the order in which a map was written means nothing.
void write_map(std::string& out, const Value::Map& entries) {
  using Entry = Value::Map::value_type;
  std::vector<std::reference_wrapper<const Entry>> sorted(entries.begin(), entries.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Entry& a, const Entry& b) { return a.first < b.first; });
  out += '{';
  for (const Entry& each : sorted) {
    if (&each != &sorted.front().get()) out += ',';
    write_text(out, each.first);
    out += ':';
    write(out, each.second);
  }
  out += '}';
}

void write(std::string& out, const Value& value) {
  if (const bool* truth = value.boolean()) {
    out += *truth ? "true" : "false";
  } else if (const std::int64_t* integer = value.integer()) {
    out += std::to_string(*integer);
  } else if (const double* number = value.number()) {
    write_number(out, *number);
  } else if (const std::string* text = value.text()) {
    write_text(out, *text);
  } else if (const Value::List* items = value.list()) {
    write_list(out, *items);
  } else if (const Value::Map* entries = value.map()) {
    write_map(out, *entries);
  } else {
    out += "null";
  }
}

}  // namespace

std::string field_text(const Value& value) {
  if (const std::string* text = value.text()) return *text;
  std::string out;
  write(out, value);
  return out;
}

}  // namespace refreshsim
