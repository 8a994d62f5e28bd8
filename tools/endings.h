// The endings that a file's name may have, in words, made of their table by the compiler: help,
// completion, manual pages and complaints can't disagree with it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace refreshsim::tools {

/// `begin` and then `.a, .b or .c`, each with `stem` before it.
template <std::size_t Room>
class Endings {
 public:
  constexpr Endings(std::string_view begin, std::string_view stem, const auto& formats) {
    append(begin);
    for (std::size_t i = 0; i < formats.size(); ++i) {
      append(i == 0 ? "" : i + 1 == formats.size() ? " or " : ", ");
      append(stem);
      append(formats[i].ending);
    }
  }
  constexpr std::string_view text() const { return {letters_.data(), size_}; }

 private:
  constexpr void append(std::string_view text) {
    for (const char c : text) letters_[size_++] = c;  // beyond its room it does not compile
  }

  std::array<char, Room> letters_{};
  std::size_t size_ = 0;
};

}  // namespace refreshsim::tools
