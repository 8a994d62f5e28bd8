#include "sim/report/timeline_fields.h"

#include <array>
#include <charconv>

#include "sim/report/json_writer.h"

namespace refreshsim {
namespace {

bool is_word(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || c == '"' || c == '=' || c == '\\') return false;
  }
  return !text.empty();
}

}  // namespace

void append_integer(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

void append_detail_value(std::string& out, std::string_view text) {
  if (is_word(text)) {
    out += text;
  } else {
    append_json_string(out, text);
  }
}

void spell_json(std::string& out, std::string_view text, Spelled as) {
  if (as == Spelled::text) {
    append_json_string(out, text);
  } else {
    out += text;
  }
}

}  // namespace refreshsim
