#include "sim/incident/timeline_report.h"

#include <algorithm>

#include "sim/incident/around.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr std::size_t kBefore = 3;  // records shown before the difference
constexpr std::size_t kAfter = 3;   // and, of each side, from it on
constexpr std::size_t kLongestChain = 12;

std::string records(std::size_t count) {
  return plural(static_cast<std::int64_t>(count), "record");
}

std::optional<TimelineRow> row_at(const TimelineFile& timeline, std::size_t place) {
  if (place >= timeline.size()) return std::nullopt;
  return timeline.row(place);
}

/// What led to a record, the nearest first.
std::string chain(const TimelineFile& timeline, TimelineRow row) {
  std::string text;
  for (std::size_t i = 0; i < kLongestChain && row.cause != row.sequence; ++i) {
    row = timeline.row(row.cause);
    text += "  " + row_text(row) + "\n";
  }
  if (row.cause != row.sequence) text += "  ...\n";
  return text.empty() ? "  nothing: it is the first of its chain\n" : text;
}

std::string side(const TimelineSide& side, std::size_t equal) {
  std::string text = side.name + ":\n";
  const std::size_t end = std::min(side.timeline.size(), equal + kAfter);
  for (std::size_t i = equal; i < end; ++i) text += "  " + row_text(side.timeline.row(i)) + "\n";
  if (end == side.timeline.size()) text += "  (the end)\n";
  return text;
}

std::string common(const TimelineFile& timeline, std::size_t equal) {
  std::string text;
  for (std::size_t i = equal - std::min(equal, kBefore); i < equal; ++i) {
    text += "  " + row_text(timeline.row(i)) + "\n";
  }
  return text.empty() ? text : "The same until then:\n" + text;
}

std::string causes(const TimelineSide& a, const TimelineSide& b, std::size_t equal) {
  const auto first = row_at(a.timeline, equal);
  const auto second = row_at(b.timeline, equal);
  const std::string mine = first ? chain(a.timeline, *first) : std::string();
  const std::string other = second ? chain(b.timeline, *second) : std::string();
  if (mine == other) return "What led to it:\n" + mine;
  std::string text;
  if (first) text += "What led to it in " + a.name + ":\n" + mine;
  if (second) text += "What led to it in " + b.name + ":\n" + other;
  return text;
}

std::string state(const TimelineSide& a, const TimelineSide& b, std::size_t equal) {
  Around around;
  for (std::size_t i = 0; i < equal; ++i) around.hear(a.timeline.row(i));
  std::vector<TimelineRow> rows;
  for (const TimelineFile* timeline : {&a.timeline, &b.timeline}) {
    if (const auto row = row_at(*timeline, equal)) rows.push_back(*row);
  }
  std::string text;
  for (const std::string& line : around.lines(rows)) text += "  " + line + "\n";
  return text.empty() ? text : "The state just before:\n" + text;
}

std::string headline(const TimelineSide& a, const TimelineSide& b, std::size_t equal) {
  std::string text =
      "the first " + records(equal) + " are the same; record " + std::to_string(equal);
  const auto first = row_at(a.timeline, equal);
  const auto second = row_at(b.timeline, equal);
  if (!first) return text + " is only in " + b.name;
  if (!second) return text + " is only in " + a.name;
  return text + " differs in " + differing_columns(*first, *second);
}

}  // namespace

std::optional<std::string> timeline_difference(const TimelineSide& a, const TimelineSide& b) {
  const std::size_t equal = common_records(a.timeline, b.timeline);
  if (equal == a.timeline.size() && equal == b.timeline.size()) return std::nullopt;
  return headline(a, b, equal) + "\n\n" + common(a.timeline, equal) + side(a, equal) +
         side(b, equal) + "\n" + causes(a, b, equal) + state(a, b, equal);
}

}  // namespace refreshsim
