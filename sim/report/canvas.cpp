#include "sim/report/canvas.h"

#include "sim/report/utf8.h"

namespace refreshsim {

std::size_t Canvas::add_row() {
  rows_.emplace_back(static_cast<std::size_t>(look_.width));
  return rows_.size() - 1;
}

void Canvas::put(std::size_t row, int column, std::string_view text, Ink ink) {
  std::vector<Cell>& cells = rows_[row];
  for (std::size_t at = 0; at < text.size();) {
    const Character next = character_at(text, at);
    const std::string_view bytes = text.substr(at, next.bytes);
    at += next.bytes;
    const int width = next.valid ? column_count(next.code) : 1;
    if (column < 0 || column + width > look_.width) {
      column += width;
      continue;
    }
    const auto cell = static_cast<std::size_t>(column);
    if (width == 0) {
      if (column > 0) cells[cell - 1].glyph += bytes;
      continue;
    }
    cells[cell] = {std::string(bytes), ink};
    if (width == 2) cells[cell + 1] = {"", ink};
    column += width;
  }
}

void Canvas::put(std::size_t row, int column, Glyph mark, Ink ink) {
  put(row, column, glyph(look_, mark), ink);
}

void Canvas::fill(std::size_t row, int from, int to, Glyph mark, Ink ink) {
  for (int column = from; column < to; ++column) put(row, column, mark, ink);
}

void Canvas::put_before(std::size_t row, int column, std::string_view text, Ink ink) {
  put(row, column - column_count(text), text, ink);
}

std::string Canvas::row_text(const std::vector<Cell>& row) const {
  std::size_t end = row.size();
  while (end > 0 && row[end - 1].glyph == " ") --end;
  std::string line;
  for (std::size_t begin = 0; begin < end;) {
    std::size_t next = begin;
    std::string stretch;
    while (next < end && row[next].ink == row[begin].ink) stretch += row[next++].glyph;
    line += paint(look_, row[begin].ink, stretch);
    begin = next;
  }
  return line;
}

std::string Canvas::text() const {
  std::string all;
  for (const std::vector<Cell>& row : rows_) (all += row_text(row)) += '\n';
  return all;
}

}  // namespace refreshsim
