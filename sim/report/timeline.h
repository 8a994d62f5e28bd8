// Timeline files: every record, as it comes, in a format that its file's ending names.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "refreshsim/record.h"
#include "refreshsim/scenario.h"
#include "sim/base/byte_sink.h"

namespace refreshsim {

/// One way to write a timeline. Memory does not grow with its length.
struct TimelineFormat {
  std::string_view ending;  ///< `.csv`
  std::string_view meaning;
  std::unique_ptr<RecordSink> (*open)(const Scenario& scenario, ByteSink& out);
};

std::span<const TimelineFormat> timeline_formats();
/// The format of a file of this name; null if its ending names none.
const TimelineFormat* timeline_format(std::string_view path);

/// Columns time_ms, sequence, cause, kind, group, subject, part, from, to, detail (`key=value`
/// separated by spaces, a value in JSON's quotes where it holds more than a word), after a header
/// line; RFC 4180. None is an empty field.
std::unique_ptr<RecordSink> csv_timeline(const Scenario& scenario, ByteSink& out);
/// A JSON object a line with the same keys; none is null, `detail` an object.
std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out);

}  // namespace refreshsim
