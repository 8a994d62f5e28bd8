// A sheet of character cells that pictures are drawn on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/report/look.h"

namespace refreshsim {

/// Rows of `look.width` cells. Whatever is drawn outside is cut off, so no line is ever too long.
class Canvas {
 public:
  explicit Canvas(const Look& look) : look_(look) {}

  const Look& look() const { return look_; }
  /// Adds an empty row below; returns its number.
  std::size_t add_row();
  /// Writes text from a column on; wide characters take two cells.
  void put(std::size_t row, int column, std::string_view text, Ink ink = Ink::plain);
  void put(std::size_t row, int column, Glyph mark, Ink ink = Ink::plain);
  /// The same mark in the columns [from, to).
  void fill(std::size_t row, int from, int to, Glyph mark, Ink ink = Ink::plain);
  /// Writes text so that it ends before a column.
  void put_before(std::size_t row, int column, std::string_view text, Ink ink = Ink::plain);

  /// All rows, each ending in a line feed and not in blanks.
  std::string text() const;

 private:
  struct Cell {
    std::string glyph = " ";  // empty: the right half of a wide character
    Ink ink = Ink::plain;
  };
  std::string row_text(const std::vector<Cell>& row) const;

  Look look_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace refreshsim
