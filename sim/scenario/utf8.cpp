#include "sim/scenario/utf8.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

constexpr std::size_t kLongestQuote = 60;

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool within(char32_t character, const std::array<Range, N>& ranges) {
  for (const Range& each : ranges) {
    if (character >= each.first && character <= each.last) return true;
  }
  return false;
}

// Controls, marks that turn the writing direction, separators, the byte order mark.
constexpr std::array<Range, 7> kUnseen{{{0x00, 0x1f},
                                        {0x7f, 0x9f},
                                        {0x200b, 0x200f},
                                        {0x2028, 0x202e},
                                        {0x2066, 0x2069},
                                        {0xfeff, 0xfeff},
                                        {0xfffe, 0xffff}}};
constexpr std::array<Range, 3> kNarrow{{{0x0300, 0x036f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}}};
constexpr std::array<Range, 9> kWide{{{0x1100, 0x115f},
                                      {0x2e80, 0xa4cf},
                                      {0xac00, 0xd7a3},
                                      {0xf900, 0xfaff},
                                      {0xfe30, 0xfe6f},
                                      {0xff00, 0xff60},
                                      {0xffe0, 0xffe6},
                                      {0x1f300, 0x1faff},
                                      {0x20000, 0x3fffd}}};

std::uint32_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

bool allowed(char32_t character, std::uint32_t bytes) {
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xd800 && character <= 0xdfff;
  return character >= kLeast[bytes] && character <= 0x10ffff && !surrogate;
}

void append_hex(std::string& out, std::string_view prefix, std::uint32_t value, unsigned digits) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += prefix;
  for (unsigned i = digits; i-- > 0;) out += kHex[(value >> (4 * i)) & 15U];
}

}  // namespace

std::size_t printable_ascii(std::string_view text) {
  const auto printable = [](char c) { return c >= 0x20 && c < 0x7f; };
  const auto end = std::find_if_not(text.begin(), text.end(), printable);
  return static_cast<std::size_t>(end - text.begin());
}

Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const Decoded broken{lead, 1, false};
  const std::uint32_t bytes = length_of(lead);
  if (bytes == 0 || bytes > text.size()) return broken;
  if (bytes == 1) return {lead, 1, true};
  char32_t character = lead & (0x7fU >> bytes);
  for (std::uint32_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80U) return broken;
    character = (character << 6U) | (next & 0x3fU);
  }
  if (!allowed(character, bytes)) return broken;
  return {character, bytes, true};
}

void append_visible(std::string& out, std::string_view bytes, const Decoded& decoded) {
  if (!decoded.valid) {
    append_hex(out, "\\x", decoded.character, 2);
  } else if (decoded.character == '\t') {
    out += '\t';
  } else if (within(decoded.character, kUnseen)) {
    const bool small = decoded.character < 0x100;
    append_hex(out, small ? "\\x" : "\\u", decoded.character, small ? 2 : 4);
  } else {
    out += bytes.substr(0, decoded.bytes);
  }
}

std::string ticked(std::string_view text) {
  std::string out = "`";
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == kLongestQuote) return out + "...`";
    const Decoded next = decode(text);
    if (next.valid && next.character == '\t') {
      out += "\\t";
    } else if (next.valid && next.character == '\n') {
      out += "\\n";
    } else {
      append_visible(out, text, next);
    }
    text.remove_prefix(next.bytes);
  }
  return out + "`";
}

int display_width(char32_t character) {
  if (within(character, kNarrow)) return 0;
  return within(character, kWide) ? 2 : 1;
}

}  // namespace refreshsim
