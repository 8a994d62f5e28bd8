// A timeline as `run --timeline` wrote it, with a hash of every prefix.
#pragma once

#include <string>
#include <vector>

#include "sim/incident/timeline_row.h"

namespace refreshsim {

/// Files beyond this are not compared: 4 GB, some 40 million records.
inline constexpr std::size_t kLargestTimeline = std::size_t{4} << 30;

/// Keeps the text, and 16 bytes a record.
class TimelineFile {
 public:
  /// Reads CSV or JSON Lines, whichever it is. The error is a sentence that names the line.
  static tl::expected<TimelineFile, std::string> parse(std::string text);

  std::size_t size() const { return begins_.size(); }
  TimelineRow row(std::size_t place) const;
  /// The hash of the first `count` records: equal ones mean equal records, in any format.
  std::uint64_t prefix(std::size_t count) const { return prefixes_[count]; }

 private:
  TimelineFile(std::string text, RowReader take);

  std::string text_;
  RowReader take_;
  std::vector<std::size_t> begins_;         // of each row
  std::vector<std::uint64_t> prefixes_{0};  // of 0, 1, … rows
};

/// How many records two timelines have in common from the start, found by bisection.
std::size_t common_records(const TimelineFile& a, const TimelineFile& b);

}  // namespace refreshsim
