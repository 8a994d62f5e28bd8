#include "sim/incident/result_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/incident/take_line.h"
#include "sim/report/json_writer.h"
#include "sim/report/words.h"

namespace refreshsim {
namespace {

constexpr std::size_t kMostShown = 64;
constexpr std::size_t kWindow = 60;  // characters shown before and after the first different one

std::string head(const ResultSide& side) {
  return fmt::format("{}: {}, seed {}, replica {}, {}, fingerprint {}\n", side.name,
                     side.result.name, side.result.seed, side.result.replica,
                     plural(static_cast<std::int64_t>(side.result.records), "record"),
                     hex16(side.result.fingerprint));
}

std::string around(std::string_view line, std::size_t at) {
  const std::size_t begin = at - std::min(at, kWindow);
  return (begin > 0 ? "..." : "") + std::string(line.substr(begin, at - begin + kWindow));
}

/// The first line in which two texts differ.
std::string differing_line(const ResultSide& a, const ResultSide& b) {
  std::string_view mine = a.result.text;
  std::string_view other = b.result.text;
  std::string_view first;
  std::string_view second;
  std::size_t number = 0;
  while (first == second && !(mine.empty() && other.empty())) {
    first = take_line(mine);
    second = take_line(other);
    ++number;
  }
  const auto end = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
  const auto at = static_cast<std::size_t>(end.first - first.begin());
  return fmt::format(
      "the records are the same, but not what is made of them: line {} differs at column {}\n"
      "  {}: {}\n  {}: {}\n",
      number, at + 1, a.name, around(first, at), b.name, around(second, at));
}

}  // namespace

std::optional<std::string> result_difference(const ResultSide& a, const ResultSide& b) {
  const auto interval = parting_interval(a.result, b.result);
  if (interval) {
    return head(a) + head(b) +
           fmt::format("the first {} are the same; the first difference lies in records {} to {}\n",
                       plural(static_cast<std::int64_t>(interval->equal), "record"),
                       interval->equal, interval->differs - 1);
  }
  if (a.result.text == b.result.text || a.result.text.empty() || b.result.text.empty()) {
    return std::nullopt;
  }
  return head(a) + head(b) + differing_line(a, b);
}

std::string interval_text(const TimelineFile& timeline, const PartingInterval& interval) {
  const std::size_t end = std::min<std::size_t>(timeline.size(), interval.differs);
  const std::size_t shown = std::min<std::size_t>(end, interval.equal + kMostShown);
  std::string text;
  for (std::size_t i = interval.equal; i < shown; ++i) {
    text += "  " + row_text(timeline.row(i)) + "\n";
  }
  if (shown < end) text += fmt::format("  ... and {} more\n", end - shown);
  return text;
}

}  // namespace refreshsim
