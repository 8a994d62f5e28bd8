// Timeline files: every record, as it comes, in a format that its file's ending names
// (sim/report/TIMELINE.md).
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "refreshsim/record.h"
#include "refreshsim/run.h"
#include "refreshsim/scenario.h"
#include "sim/base/output_file.h"

namespace refreshsim {

/// A timeline file in the making. Memory does not grow with its length.
class TimelineWriter : public RecordSink {
 public:
  /// Adds what comes after the last record, with what the run gave. The file is the caller's to
  /// finish.
  virtual void finish(const RunResult& result) = 0;
};

/// Both must outlive what they give.
using OpenTimeline = std::unique_ptr<TimelineWriter>(const Scenario& scenario, OutputFile& out);

OpenTimeline csv_file, jsonl_file, packed_csv_file, packed_jsonl_file, sqlite_file;

/// One way to write a timeline.
struct TimelineFormat {
  std::string_view ending;
  std::string_view meaning;
  OpenTimeline* open;
  bool tells_result = false;  ///< instances and rows, too (RunOptions::lists)
};

inline constexpr std::array kTimelineFormats{
    TimelineFormat{".csv", "comma-separated values, with a header line", csv_file},
    TimelineFormat{".jsonl", "a JSON object a line", jsonl_file},
    TimelineFormat{".csv.zst", "the same as .csv, packed", packed_csv_file},
    TimelineFormat{".jsonl.zst", "the same as .jsonl, packed", packed_jsonl_file},
    TimelineFormat{".sqlite", "a database, with what the run gave", sqlite_file, true},
};

/// The format of a file of this name; null if its ending names none.
const TimelineFormat* timeline_format(std::string_view path);

/// Columns time_ms, sequence, cause, kind, group, subject, part, from, to, detail (`key=value`
/// separated by spaces, a value in JSON's quotes where it holds more than a word), after a header
/// line; RFC 4180. None is an empty field.
std::unique_ptr<RecordSink> csv_timeline(const Scenario& scenario, ByteSink& out);
/// A JSON object a line with the same keys; none is null, `detail` an object.
std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out);

}  // namespace refreshsim
