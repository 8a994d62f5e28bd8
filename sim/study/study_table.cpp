#include "sim/study/study_table.h"

#include <algorithm>

#include "sim/report/utf8.h"

namespace refreshsim {
namespace {

constexpr std::string_view kMargin = "  ";
constexpr int kLeastFirst = 8;

std::vector<int> widths_of(const StudyTable& table) {
  std::vector<int> widths;
  for (std::size_t i = 0; i < table.head.size(); ++i) {
    int widest = column_count(table.head[i]);
    for (const auto& row : table.rows) widest = std::max(widest, column_count(row[i]));
    widths.push_back(widest);
  }
  return widths;
}

void append_row(std::string& out, const std::vector<std::string>& row,
                const std::vector<int>& widths, bool utf8) {
  const std::string first = shortened(row[0], widths[0], utf8);
  std::string line = std::string(kMargin) + first;
  line.append(static_cast<std::size_t>(std::max(0, widths[0] - column_count(first))), ' ');
  for (std::size_t i = 1; i < row.size(); ++i) {
    const int blanks = 2 + widths[i] - column_count(row[i]);
    line.append(static_cast<std::size_t>(std::max(1, blanks)), ' ');
    line += row[i];
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

}  // namespace

std::string drawn(const StudyTable& table, int width, bool utf8) {
  std::vector<int> widths = widths_of(table);
  int all = static_cast<int>(kMargin.size()) + widths[0];
  for (std::size_t i = 1; i < widths.size(); ++i) all += 2 + widths[i];
  if (all > width) widths[0] = std::max(kLeastFirst, widths[0] - (all - width));
  std::string out;
  append_row(out, table.head, widths, utf8);
  for (const auto& row : table.rows) append_row(out, row, widths, utf8);
  return out;
}

std::string markdown(const StudyTable& table) {
  const auto line = [](const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& each : cells) {
      text += ' ';
      for (const char c : each) text += c == '|' ? std::string("\\|") : std::string(1, c);
      text += " |";
    }
    return text + "\n";
  };
  std::string out = line(table.head);
  out += "|---|";
  for (std::size_t i = 1; i < table.head.size(); ++i) out += "---:|";
  out += "\n";
  for (const auto& row : table.rows) out += line(row);
  return out;
}

}  // namespace refreshsim
