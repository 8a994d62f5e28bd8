// UTF-8, one character at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace refreshsim {

struct Decoded {
  char32_t character = 0;
  std::uint32_t bytes = 1;
  bool valid = false;  ///< otherwise `character` is the byte itself
};

/// The character at the start of a text that is not empty; overlong forms, surrogates and numbers
/// past U+10FFFF are not valid.
Decoded decode(std::string_view text);

/// How many characters at the start of a text are printable ASCII, and so a byte each.
std::size_t printable_ascii(std::string_view text);

/// The character so that it can be seen: itself, or an escape like \x1b, \u202e, \xff.
void append_visible(std::string& out, std::string_view bytes, const Decoded& decoded);

/// A text for a message: in backticks, with what can't be seen escaped, shortened past 60
/// characters.
std::string ticked(std::string_view text);

/// How many columns of a terminal a character takes: 0, 1 or 2.
int display_width(char32_t character);

}  // namespace refreshsim
