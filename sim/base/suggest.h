// "Did you mean …?": the known word that is nearest to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace refreshsim {

/// The known word that `word` was probably meant to be, by letters left out, added, replaced or
/// swapped (Damerau–Levenshtein; upper and lower case are alike); empty if none is near enough.
/// Of several equally near the first.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// "; did you mean `seed`?", or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace refreshsim
