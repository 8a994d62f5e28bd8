#include "sim/scenario/source.h"

#include <algorithm>

#include "sim/scenario/utf8.h"

namespace refreshsim {
namespace {

constexpr std::uint32_t kStride = 1024;  // characters between two checkpoints
constexpr std::uint32_t kWidest = 100;   // characters of a line that are shown
constexpr std::uint32_t kBefore = 60;    // of them before the caret, if the line is longer

bool utf16(std::string_view text) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) return true;
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

/// What is wrong with a character that is not allowed.
std::string flaw_of(const Decoded& next, std::string_view rest) {
  std::string seen;
  append_visible(seen, rest, next);
  if (!next.valid) return "the byte " + seen + " is not UTF-8; a scenario must be UTF-8 text";
  if (next.character == 0) return "a NUL byte; a scenario must be UTF-8 text";
  return "the character " + seen +
         " can't stand in YAML; in double quotes it can be written as \"" + seen + "\"";
}

/// YAML allows no bare control characters. U+0085, U+2028 and U+2029 end a line, and so a comment,
/// for libyaml but for no editor: what nobody sees must not be read.
bool is_allowed(const Decoded& next) {
  const char32_t c = next.character;
  if (!next.valid) return false;
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  const bool control = c >= 0x7f && c <= 0x9f;
  const bool hidden_break = c == 0x2028 || c == 0x2029;
  return !control && !hidden_break && c != 0xfeff && c != 0xfffe && c != 0xffff;
}

std::uint32_t narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

Source::Source(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  if (utf16(text_)) {
    flaw_ = Flaw{0, "this is UTF-16; a scenario must be UTF-8 text"};
  } else {
    scan();
  }
}

void Source::scan() {
  std::uint32_t offset = 0;
  for (std::size_t byte = 0; byte < text_.size();) {
    const std::size_t plain = printable_ascii(std::string_view(text_).substr(byte));
    set_checkpoints(byte, offset, plain);
    byte += plain;
    offset += narrow(plain);
    if (byte == text_.size()) return;
    const std::string_view rest = std::string_view(text_).substr(byte);
    const Decoded next = decode(rest);
    if (!is_allowed(next)) {
      flaw_ = Flaw{offset, flaw_of(next, rest)};
      return;
    }
    set_checkpoints(byte, offset, 1);
    byte += next.bytes;
    ++offset;
    const bool ends = rest.front() == '\n' || (rest.front() == '\r' && !rest.starts_with("\r\n"));
    if (ends) line_starts_.push_back(offset);
  }
}

/// Notes the checkpoints among so many characters, the first at a byte, of which each is one byte
/// but the last.
void Source::set_checkpoints(std::size_t byte, std::uint32_t offset, std::size_t count) {
  std::size_t next = checkpoints_.size() * kStride;
  for (; next < offset + count; next += kStride)
    checkpoints_.push_back(narrow(byte + next - offset));
}

std::size_t Source::byte_of(std::uint32_t offset) const {
  if (checkpoints_.empty()) return 0;
  const std::size_t checkpoint = std::min<std::size_t>(offset / kStride, checkpoints_.size() - 1);
  std::size_t byte = checkpoints_[checkpoint];
  for (auto left = offset - checkpoint * kStride; left > 0 && byte < text_.size(); --left) {
    byte += decode(std::string_view(text_).substr(byte)).bytes;
  }
  return byte;
}

std::uint32_t Source::line_start(std::uint32_t offset) const {
  return *std::prev(std::upper_bound(line_starts_.begin(), line_starts_.end(), offset));
}

Place Source::place(std::uint32_t offset) const {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<int>(next - line_starts_.begin());
  return {path_, line, static_cast<int>(offset - *std::prev(next)) + 1};
}

Excerpt Source::excerpt(std::uint32_t offset) const {
  const std::uint32_t column = offset - line_start(offset);
  const bool cut = column >= kWidest - 1;
  const std::uint32_t skipped = cut ? column - kBefore : 0;
  std::string_view rest = from(offset - column + skipped);
  Excerpt shown{cut ? "..." : "", 0};
  std::size_t caret = shown.line.size();
  for (std::uint32_t i = 0; !rest.empty() && rest.front() != '\n' && rest.front() != '\r'; ++i) {
    if (i == kWidest) {
      shown.line += "...";
      break;
    }
    const Decoded next = decode(rest);
    append_visible(shown.line, rest, next);
    rest.remove_prefix(next.bytes);
    if (i + 1 == column - skipped) caret = shown.line.size();
  }
  for (std::string_view left = std::string_view(shown.line).substr(0, caret); !left.empty();) {
    left.remove_prefix(decode(left).bytes);
    ++shown.caret;
  }
  return shown;
}

}  // namespace refreshsim
