// A file's text and the places in it. Offsets count characters, as libyaml's marks do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/scenario.h"

namespace refreshsim {

/// What may stand before a text, and is no part of it.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// A line as it is shown to the user, and where in it the spot is.
struct Excerpt {
  std::string line;
  int caret = 0;  ///< in characters of `line`, from 0
};

class Source {
 public:
  /// What keeps the text from being read at all.
  struct Flaw {
    std::uint32_t offset = 0;
    std::string message;
  };

  /// `path` names the text in messages. A byte order mark is left out.
  Source(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  /// Set if the text is not UTF-8 or has characters that YAML does not allow.
  const std::optional<Flaw>& flaw() const { return flaw_; }

  /// The text from a character on.
  std::string_view from(std::uint32_t offset) const { return text().substr(byte_of(offset)); }
  /// Line and column of a character, from 1. Only \n, \r and \r\n end a line, as in editors.
  Place place(std::uint32_t offset) const;
  /// The line that holds a character; of a line over 100 characters the part around it.
  Excerpt excerpt(std::uint32_t offset) const;

 private:
  void scan();
  void set_checkpoints(std::size_t byte, std::uint32_t offset, std::size_t count);
  std::size_t byte_of(std::uint32_t offset) const;
  std::uint32_t line_start(std::uint32_t offset) const;

  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_{0};  ///< in characters
  std::vector<std::uint32_t> checkpoints_;     ///< the byte of every 1024th character
  std::optional<Flaw> flaw_;
};

}  // namespace refreshsim
