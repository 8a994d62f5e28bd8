// A record as a timeline file tells it: all in texts, so that timelines of any program and in any
// format can be compared.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "refreshsim/enum_names.h"

namespace refreshsim {

// clang-format off
#define REFRESHSIM_TIMELINE_COLUMNS(X)                                    \
  X(kind, "a RecordKind")                                                 \
  X(group, "the scaling group concerned")                                 \
  X(subject, "what changed")                                              \
  X(part, "which part of it")                                             \
  X(from, "the state it left")                                            \
  X(to, "the state it entered")                                           \
  X(detail, "`key=value` separated by spaces")
REFRESHSIM_ENUM(Column, REFRESHSIM_TIMELINE_COLUMNS)
// clang-format on

/// One record. Texts that the file does not give are empty.
struct TimelineRow {
  std::int64_t time_ms = 0;
  std::uint64_t sequence = 0;
  std::uint64_t cause = 0;
  std::array<std::string, kCount<Column>> texts;

  const std::string& operator[](Column column) const { return texts[index(column)]; }
  std::string& operator[](Column column) { return texts[index(column)]; }
  friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

/// Takes the next row off `left`, with its line break. The error says what is wrong with it.
using RowReader = tl::expected<TimelineRow, std::string> (*)(std::string_view& left);

tl::expected<TimelineRow, std::string> take_csv_row(std::string_view& left);
tl::expected<TimelineRow, std::string> take_jsonl_row(std::string_view& left);

/// `#512  8m15s  row_status asr-00000001 3: RUNNING -> SUCCESSFUL  InstanceId=…  (after #498)`
std::string row_text(const TimelineRow& row);
/// What tells two rows apart: `time_ms, to, detail.attempt`; empty if nothing does.
std::string differing_columns(const TimelineRow& a, const TimelineRow& b);

}  // namespace refreshsim
