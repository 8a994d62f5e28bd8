// How a report may look: its width, its characters, its colours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "refreshsim/enum_names.h"

namespace refreshsim {

struct Look {
  int width = 80;       ///< columns; at least kMinWidth is used
  bool utf8 = false;    ///< otherwise ASCII
  bool colour = false;  ///< the picture says everything without it too
};

inline constexpr int kMinWidth = 80;
inline constexpr int kMaxWidth = 400;

/// What a piece of text means; its colour follows. Blue and orange, apart for every kind of sight.
enum class Ink : std::uint8_t { plain, strong, faint, serving, badly, trouble };

// clang-format off
/// The characters of the picture: in UTF-8, in ASCII.
#define REFRESHSIM_GLYPHS(X)              \
  X(serving, "█", "#")                    \
  X(badly, "▒", "x")                      \
  X(out, "·", ".")                        \
  X(desired, "─", "-")                    \
  X(label_tick, "┤", "|")                 \
  X(wall, "│", "|")                       \
  X(corner, "└", "+")                     \
  X(floor, "─", "-")                      \
  X(floor_tick, "┴", "+")                 \
  X(running, "━", "=")                    \
  X(paused, "┄", ".")                     \
  X(waiting, "─", "-")                    \
  X(band_begin, "┣", "|")                 \
  X(band_end, "┫", "|")                   \
  X(goes_on, "▸", ">")                    \
  X(batch, "─", "-")                      \
  X(batch_ok, "✓", "+")                   \
  X(batch_partial, "~", "~")              \
  X(batch_failed, "✗", "X")               \
  X(call, "▼", "v")                       \
  X(refused, "!", "!")                    \
  X(fault, "▲", "^")                      \
  X(fault_lasts, "┄", ".")                \
  X(failed_step, "✗", "X")                \
  X(surge, "+", "+")                      \
  X(separator, "·", "-")                  \
  X(arrow, "→", "->")
// clang-format on

#define REFRESHSIM_GLYPH_VALUE(identifier, utf8, ascii) identifier,
enum class Glyph : std::uint8_t { REFRESHSIM_GLYPHS(REFRESHSIM_GLYPH_VALUE) };

std::string_view glyph(const Look& look, Glyph glyph);
/// A bar's top, `eighths` of a cell high (1 to 7): ▁ … ▇; in ASCII a whole cell from a half on.
std::string_view partial_glyph(const Look& look, int eighths);

/// The text in its colour, if there are colours.
std::string paint(const Look& look, Ink ink, std::string_view text);

}  // namespace refreshsim
