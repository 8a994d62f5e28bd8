// What the parameters of the service's calls mean, for editors: a sentence with the unit, and what
// holds without it (references/instance-refresh-api.md). Which parameters there are, and of which
// shape, is said by sim/service/parameters.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace refreshsim {

struct ParameterNote {
  std::string doc;       ///< empty: a parameter that no action has
  std::string fallback;  ///< as it would be written; empty: nothing holds without it
  std::span<const std::string_view> words = {};     ///< of one that takes a word
  std::span<const std::string_view> meanings = {};  ///< theirs, in the same order
};

/// A parameter means the same in each action that has it.
ParameterNote note_on(std::string_view parameter);

}  // namespace refreshsim
