// UTF-8 seen from outside: its characters, and how many columns of a terminal they take.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace refreshsim {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

/// The character that begins at `at` < text.size(); one invalid byte if none does.
Character character_at(std::string_view text, std::size_t at);

/// Columns that a terminal gives to a character: 0 combining or unprintable, 2 wide, else 1.
int column_count(char32_t code);
int column_count(std::string_view text);

/// What can be shown on one line without doing anything to the terminal: control characters and
/// invalid bytes as `?`; everything beyond ASCII too unless `utf8`.
std::string printable(std::string_view text, bool utf8);

/// `text`, or as much of its beginning as fits with a mark that something is missing (`…`, `~`).
std::string shortened(std::string_view text, int columns, bool utf8);

}  // namespace refreshsim
