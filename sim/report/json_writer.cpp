#include "sim/report/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "sim/report/ratio_text.h"
#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

void append_escape(std::string& out, char control) {
  switch (control) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(control);
  out += "\\u00";
  out += kHex[code >> 4];
  out += kHex[code & 15];
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

template <class Item>
void append_separated(std::string& out, char open, char close, const auto& items,
                      Item append_item) {
  out += open;
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append_item(item);
  }
  out += close;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const std::string_view bytes = text.substr(at, next.bytes);
    at += next.bytes;
    if (!next.valid) {
      out += "\xEF\xBF\xBD";
    } else if (next.code == '"' || next.code == '\\') {
      (out += '\\') += bytes;
    } else if (next.code < 0x20 || next.code == 0x7f) {
      append_escape(out, bytes[0]);
    } else {
      out += bytes;
    }
  }
  out += '"';
}

void append_json(std::string& out, const Value& value) {
  if (value.is_null()) out += "null";
  if (const bool* flag = value.boolean()) out += *flag ? "true" : "false";
  if (const std::int64_t* integer = value.integer()) out += std::to_string(*integer);
  if (const double* number = value.number()) append_number(out, *number);
  if (const std::string* text = value.text()) append_json_string(out, *text);
  if (const Value::List* list = value.list()) {
    append_separated(out, '[', ']', *list, [&](const Value& item) { append_json(out, item); });
  }
  if (const Value::Map* map = value.map()) {
    append_separated(out, '{', '}', *map, [&](const auto& entry) {
      append_json_string(out, entry.first);
      out += ':';
      append_json(out, entry.second);
    });
  }
}

std::string hex16(std::uint64_t number) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < 16; ++i) text[15 - i] = kHex[number >> (4 * i) & 15];
  return text;
}

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view token) {
  separate();
  out_ += token;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += ':';
  first_ = true;  // the value follows without a comma
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(const Value& value) {
  separate();
  append_json(out_, value);
  return *this;
}

JsonWriter& JsonWriter::ratio(const Ratio& ratio) {
  return ratio.denominator == 0 ? null() : raw(ratio_text(ratio));
}

JsonWriter& JsonWriter::integer_or_null(const std::optional<std::int64_t>& number) {
  return number ? integer(*number) : null();
}

JsonWriter& JsonWriter::text_or_null(std::string_view text) {
  return text.empty() ? null() : this->text(text);
}

}  // namespace refreshsim
