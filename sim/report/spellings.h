// How a timeline's format spells what records hold. What was spelled once is kept: a name is looked
// up and quoted the first time, and copied from then on.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/record.h"
#include "sim/report/line_buffer.h"
#include "sim/report/names.h"

namespace refreshsim {

/// Appends what a format makes of a value.
using SpellValue = void(std::string& out, std::string_view text, Spelled as);

class Spellings {
 public:
  /// `quote` stands on both sides of an id in this format: `"` or nothing.
  Spellings(const Names& names, SpellValue* spell, std::string_view quote)
      : names_(names),
        spell_(spell),
        quote_(quote),
        instance_(std::string(quote) + "ins-"),
        scaling_activity_(std::string(quote) + "asa-") {}

  /// Appends what `value` stands for in `record`; appends nothing and returns false for none.
  bool append(LineBuffer& out, const Record& record, Meaning meaning, std::uint32_t value);

 private:
  struct Kept {
    std::uint32_t start = 0;
    std::uint32_t size = 0;  // 0: not known yet
  };
  bool append_id(LineBuffer& out, std::string_view prefix, std::uint32_t number);
  bool append_instance(LineBuffer& out, const Record& record, std::uint32_t value);
  bool append_name(LineBuffer& out, const Record& record, Meaning meaning, std::uint32_t value);
  bool append_new(LineBuffer& out, const Record& record, Meaning meaning, std::uint32_t value);
  void keep(Meaning meaning, std::uint32_t value);

  const Names& names_;
  SpellValue* spell_;
  std::string_view quote_;
  std::string instance_;  // what ids of instances begin with
  std::string scaling_activity_;
  std::array<std::vector<Kept>, kMeanings> kept_;  // by meaning and value
  std::string texts_;                              // of what is kept
  std::string plain_;
  std::string spelled_;
};

}  // namespace refreshsim
