// The columns that every timeline format has in common.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "refreshsim/record.h"
#include "sim/report/names.h"
#include "sim/report/record_layout.h"

namespace refreshsim {

/// A column that holds one field of a record, read as the layout of its kind says.
struct FieldColumn {
  std::string_view label;
  std::uint32_t Record::*member;
  Meaning RecordLayout::*meaning;
};

inline constexpr std::array kFieldColumns{
    FieldColumn{"subject", &Record::subject, &RecordLayout::subject},
    FieldColumn{"part", &Record::part, &RecordLayout::part},
    FieldColumn{"from", &Record::from, &RecordLayout::from},
    FieldColumn{"to", &Record::to, &RecordLayout::to},
};

/// Before them time_ms, sequence, cause, kind, group; after them detail.
void append_integer(std::string& out, std::uint64_t number);
/// A value in the CSV format's `key=value`: in JSON's quotes where it holds more than a word.
void append_detail_value(std::string& out, std::string_view text);

/// A value as JSON has it (SpellValue).
void spell_json(std::string& out, std::string_view text, Spelled as);

/// The first line of a CSV timeline, without its line break.
inline constexpr std::string_view kCsvHead =
    "time_ms,sequence,cause,kind,group,subject,part,from,to,detail";

}  // namespace refreshsim
