#include "sim/report/utf8.h"

#include <algorithm>
#include <array>

namespace refreshsim {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode's combining and format characters, the blocks that names may hold.
constexpr std::array kZeroWidth{
    Range{0x0300, 0x036f}, Range{0x0483, 0x0489}, Range{0x0591, 0x05bd},   Range{0x0610, 0x061a},
    Range{0x064b, 0x065f}, Range{0x1ab0, 0x1aff}, Range{0x1dc0, 0x1dff},   Range{0x200b, 0x200f},
    Range{0x2028, 0x202e}, Range{0x2060, 0x206f}, Range{0x20d0, 0x20ff},   Range{0xfe00, 0xfe0f},
    Range{0xfe20, 0xfe2f}, Range{0xfeff, 0xfeff}, Range{0xe0000, 0xe0fff},
};

// East Asian wide and full-width blocks, and emoji.
constexpr std::array kWide{
    Range{0x1100, 0x115f},   Range{0x2e80, 0x303e},   Range{0x3041, 0xa4cf},
    Range{0xa960, 0xa97f},   Range{0xac00, 0xd7a3},   Range{0xf900, 0xfaff},
    Range{0xfe30, 0xfe6f},   Range{0xff00, 0xff60},   Range{0xffe0, 0xffe6},
    Range{0x1f300, 0x1f64f}, Range{0x1f680, 0x1f6ff}, Range{0x1f900, 0x1faff},
    Range{0x20000, 0x3fffd},
};

bool within(const auto& ranges, char32_t code) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), code,
                       [](char32_t c, const Range& range) { return c < range.first; });
  return after != ranges.begin() && code <= std::prev(after)->last;
}

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7f && code < 0xa0); }

struct Lead {
  std::size_t bytes = 0;
  char32_t bits = 0;
  char32_t least = 0;  // a smaller code was written too long
};

Lead lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xc2 && byte < 0xe0) return {2, byte & 0x1fu, 0x80};
  if (byte >= 0xe0 && byte < 0xf0) return {3, byte & 0x0fu, 0x800};
  if (byte >= 0xf0 && byte < 0xf5) return {4, byte & 0x07u, 0x10000};
  return {};
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const Lead start = lead(static_cast<unsigned char>(text[at]));
  if (start.bytes == 0 || at + start.bytes > text.size()) return {};
  char32_t code = start.bits;
  for (std::size_t i = 1; i < start.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xc0) != 0x80) return {};
    code = code << 6 | (byte & 0x3fu);
  }
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < start.least || surrogate || code > 0x10ffff) return {};
  return {code, start.bytes, true};
}

int column_count(char32_t code) {
  if (is_control(code) || within(kZeroWidth, code)) return 0;
  return within(kWide, code) ? 2 : 1;
}

int column_count(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    columns += next.valid ? column_count(next.code) : 1;
    at += next.bytes;
  }
  return columns;
}

std::string printable(std::string_view text, bool utf8) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const bool plain = next.valid && !is_control(next.code) && (utf8 || next.code < 0x80);
    const bool silent =
        next.valid && !plain && !is_control(next.code) && column_count(next.code) == 0;
    const bool steers = plain && next.code >= 0x80 && column_count(next.code) == 0 &&
                        next.code >= 0x200b && next.code <= 0x206f;
    if (plain && !steers) {
      shown += text.substr(at, next.bytes);
    } else if (!silent) {
      shown += '?';
    }
    at += next.bytes;
  }
  return shown;
}

std::string shortened(std::string_view text, int columns, bool utf8) {
  if (column_count(text) <= columns) return std::string(text);
  std::string kept;
  int used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const int width = next.valid ? column_count(next.code) : 1;
    if (used + width > columns - 1) break;
    kept += text.substr(at, next.bytes);
    used += width;
    at += next.bytes;
  }
  return columns > 0 ? kept + (utf8 ? "…" : "~") : std::string();
}

}  // namespace refreshsim
