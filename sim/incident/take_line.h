#pragma once

#include <algorithm>
#include <string_view>

namespace refreshsim {

/// Takes the first line off `left`, without its line break.
inline std::string_view take_line(std::string_view& left) {
  const std::size_t end = std::min(left.find('\n'), left.size());
  const std::string_view line = left.substr(0, end);
  left.remove_prefix(std::min(end + 1, left.size()));
  return line;
}

}  // namespace refreshsim
