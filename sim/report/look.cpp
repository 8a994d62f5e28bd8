#include "sim/report/look.h"

#include <array>

namespace refreshsim {
namespace {

struct Spelling {
  std::string_view utf8;
  std::string_view ascii;
};

#define REFRESHSIM_GLYPH_SPELLING(identifier, utf8, ascii) Spelling{utf8, ascii},
constexpr std::array kSpellings{REFRESHSIM_GLYPHS(REFRESHSIM_GLYPH_SPELLING)};

constexpr std::array<std::string_view, 8> kPartials{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"};

// In the order of Ink.
constexpr std::array<std::string_view, 6> kColours{"",        "1",        "2",
                                                   "38;5;33", "38;5;208", "1;38;5;208"};

}  // namespace

std::string_view glyph(const Look& look, Glyph glyph) {
  const Spelling& spelling = kSpellings[static_cast<std::size_t>(glyph)];
  return look.utf8 ? spelling.utf8 : spelling.ascii;
}

std::string_view partial_glyph(const Look& look, int eighths) {
  if (look.utf8) return kPartials[static_cast<std::size_t>(eighths)];
  return eighths >= 4 ? glyph(look, Glyph::serving) : " ";
}

std::string paint(const Look& look, Ink ink, std::string_view text) {
  const std::string_view colour = kColours[static_cast<std::size_t>(ink)];
  if (!look.colour || colour.empty() || text.empty()) return std::string(text);
  return "\x1b[" + std::string(colour) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace refreshsim
