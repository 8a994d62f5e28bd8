#include <charconv>

#include "sim/incident/timeline_row.h"

namespace refreshsim {
namespace {

/// The next cell; `left` then begins at the comma or line break behind it. False if its quotes are
/// not closed.
bool take_cell(std::string_view& left, std::string& cell) {
  cell.clear();
  if (!left.starts_with('"')) {
    const std::size_t end = std::min(left.find_first_of(",\r\n"), left.size());
    cell = left.substr(0, end);
    left.remove_prefix(end);
    return true;
  }
  left.remove_prefix(1);
  for (;;) {
    const std::size_t quote = left.find('"');
    if (quote == std::string_view::npos) return false;
    cell += left.substr(0, quote);
    left.remove_prefix(quote + 1);
    if (!left.starts_with('"')) return true;
    cell += '"';
    left.remove_prefix(1);
  }
}

bool take_line_break(std::string_view& left) {
  if (left.starts_with('\r')) left.remove_prefix(1);
  if (left.empty()) return true;
  if (!left.starts_with('\n')) return false;
  left.remove_prefix(1);
  return true;
}

template <class Number>
bool read_number(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return !text.empty() && read.ec == std::errc() && read.ptr == end && number >= 0;
}

bool read_numbers(const std::array<std::string, 3>& cells, TimelineRow& row) {
  return read_number(cells[0], row.time_ms) && read_number(cells[1], row.sequence) &&
         read_number(cells[2], row.cause);
}

}  // namespace

tl::expected<TimelineRow, std::string> take_csv_row(std::string_view& left) {
  TimelineRow row;
  std::array<std::string, 3> numbers;
  const std::size_t columns = numbers.size() + row.texts.size();
  for (std::size_t i = 0; i < columns; ++i) {
    std::string& cell = i < numbers.size() ? numbers[i] : row.texts[i - numbers.size()];
    if (!take_cell(left, cell)) return tl::unexpected<std::string>("a quote is not closed");
    if (i + 1 == columns) break;
    if (!left.starts_with(',')) return tl::unexpected<std::string>("it needs ten columns");
    left.remove_prefix(1);
  }
  if (!take_line_break(left)) return tl::unexpected<std::string>("it has more than ten columns");
  if (!read_numbers(numbers, row)) {
    return tl::unexpected<std::string>("time_ms, sequence and cause must be whole numbers");
  }
  return row;
}

}  // namespace refreshsim
