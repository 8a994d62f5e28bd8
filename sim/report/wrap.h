// Sentences broken into lines.
#pragma once

#include <string>
#include <string_view>

#include "sim/report/look.h"

namespace refreshsim {

/// Breaks a sentence between words so that no line is wider than the look; later lines begin with
/// `margin`. A word that is wider than a line is cut, unless it is a path. Ends in a line feed.
std::string wrapped(std::string_view sentence, std::string_view margin, const Look& look,
                    Ink ink = Ink::plain);

}  // namespace refreshsim
