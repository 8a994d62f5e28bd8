// The columns that every timeline format has in common.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "refreshsim/record.h"
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

}  // namespace refreshsim
