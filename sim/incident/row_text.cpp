#include <fmt/format.h>

#include <map>

#include "sim/incident/timeline_row.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

std::string change(const TimelineRow& row) {
  std::string text = row[Column::subject];
  if (!row[Column::part].empty()) text += " " + row[Column::part];
  const std::string& from = row[Column::from];
  const std::string& to = row[Column::to];
  if (from.empty() && to.empty()) return text;
  return text + ": " + (from.empty() ? "" : from + " ") + "-> " + (to.empty() ? "-" : to);
}

/// The end of the value that begins at `begin`: at a blank outside of quotes.
std::size_t end_of_value(const std::string& text, std::size_t begin) {
  bool quoted = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '\\' && quoted) {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == ' ' && !quoted) {
      return i;
    }
  }
  return text.size();
}

std::map<std::string, std::string> details(const std::string& text) {
  std::map<std::string, std::string> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = end_of_value(text, begin);
    const std::string item = text.substr(begin, end - begin);
    const std::size_t equals = std::min(item.find('='), item.size());
    found[item.substr(0, equals)] = item.substr(std::min(equals + 1, item.size()));
    begin = end + 1;
  }
  return found;
}

void add(std::string& list, const std::string& word) { list += (list.empty() ? "" : ", ") + word; }

void add_details(std::string& list, const std::string& a, const std::string& b) {
  const auto mine = details(a);
  const auto other = details(b);
  for (const auto& [key, value] : mine) {
    const auto found = other.find(key);
    if (found == other.end() || found->second != value) add(list, key);
  }
  for (const auto& [key, value] : other) {
    if (!mine.contains(key)) add(list, key);
  }
}

}  // namespace

std::string row_text(const TimelineRow& row) {
  std::string text = fmt::format("#{}  {} ms ({})  {}  {}", row.sequence, row.time_ms,
                                 moment_words(row.time_ms), row[Column::kind], change(row));
  if (!row[Column::group].empty()) text += "  in " + row[Column::group];
  if (!row[Column::detail].empty()) text += "  " + row[Column::detail];
  if (row.cause != row.sequence) text += fmt::format("  (after #{})", row.cause);
  return text;
}

std::string differing_columns(const TimelineRow& a, const TimelineRow& b) {
  std::string list;
  if (a.time_ms != b.time_ms) add(list, "time_ms");
  if (a.cause != b.cause) add(list, "cause");
  for (const Column column : values<Column>()) {
    if (a[column] == b[column]) continue;
    if (column == Column::detail) {
      add_details(list, a[column], b[column]);
    } else {
      add(list, std::string(name(column)));
    }
  }
  return list;
}

}  // namespace refreshsim
