// JSON as it stands in logs: somewhere in a text, perhaps wrapped, perhaps cut off.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "refreshsim/value.h"

namespace refreshsim {

enum class ScanEnd : std::uint8_t {
  whole,  ///< a value was read
  cut,    ///< the text ended in the middle of it
  wrong,  ///< this is no JSON
};

struct Scanned {
  ScanEnd end = ScanEnd::wrong;
  Value value;
};

/// Takes one value off the front of `left`, with the blanks before it. Line breaks inside texts,
/// which wrapping leaves behind, are dropped. Of a key that stands twice the last value counts.
Scanned take_json(std::string_view& left);

}  // namespace refreshsim
