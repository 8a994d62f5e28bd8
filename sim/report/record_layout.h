// What the fields of each kind of record mean, for whoever writes them out: the table in
// include/refreshsim/record.h, as data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "refreshsim/record.h"
#include "refreshsim/vocabulary.h"

namespace refreshsim {

/// How a field of a record is to be read; is_none says which values stand for none.
enum class Meaning : std::uint8_t {
  nothing,
  number,
  number_or_none,
  flag,
  // things
  group,
  zone,
  instance,
  activity,
  activity_name,
  configuration,
  software,
  image_of_software,
  symbol,
  call,
  fault,
  fault_target,      // instance or zone, as the fault's kind says
  scaling_activity,  // the number in LastActivityId
  step_and_cause,    // Step + 256 × FailureCause, as `STEP: CAUSE`
  // words
  action,
  activity_status,
  activity_type,
  batch_pause,
  batch_status,
  enabled_status,
  error_code,
  fail_process,
  failure_cause,
  field,
  gone_reason,
  group_status,
  in_activity_status,
  life_cycle_state,
  refresh_mode,
  row_status,
  step,
  step_result,
  surge_state,  // the last: kMeanings counts them
};
inline constexpr std::size_t kMeanings = static_cast<std::size_t>(Meaning::surge_state) + 1;

/// Whether a field that is read so stands for nothing, whatever the record.
constexpr bool is_none(Meaning meaning, std::uint32_t value) {
  if (meaning == Meaning::nothing) return true;
  if (meaning == Meaning::scaling_activity && value == 0) return true;
  return value == Record::kNone && meaning != Meaning::number && meaning != Meaning::flag;
}

struct DetailField {
  std::string_view label;
  std::uint32_t Record::*member;
  Meaning meaning;
};

struct RecordLayout {
  Meaning subject;
  Meaning part;
  Meaning from;
  Meaning to;
  std::span<const DetailField> detail;
};

/// The layout of this record: that of its kind, but for a row that turns FAILED, whose details are
/// others.
const RecordLayout& layout_of(const Record& record);

/// The layouts by number: those of the kinds in their order, then that of a row that turns FAILED.
inline constexpr std::size_t kRecordLayouts = kCount<RecordKind> + 1;
inline std::size_t layout_number(const Record& record) {
  const bool failed_row = record.kind == RecordKind::row_status &&
                          record.to == static_cast<std::uint32_t>(RowStatus::FAILED);
  return failed_row ? kCount<RecordKind> : index(record.kind);
}
const RecordLayout& layout_numbered(std::size_t number);
/// The kind whose records have the layout of this number.
constexpr RecordKind kind_of_layout(std::size_t number) {
  return number < kCount<RecordKind> ? static_cast<RecordKind>(number) : RecordKind::row_status;
}

}  // namespace refreshsim
