// Where two texts part, for people.
#pragma once

#include <string>
#include <string_view>

namespace refreshsim::golden {

/// The first line in which the texts differ, with its number, and from it the surroundings of the
/// first differing byte on both sides, a caret below; empty if the texts are the same.
std::string first_difference(std::string_view golden, std::string_view now);

}  // namespace refreshsim::golden
