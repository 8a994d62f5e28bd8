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
  /// Whether the ids that it makes itself stand in quotes.
  enum class Ids : std::uint8_t { bare, quoted };
  /// What a line is to ask for a value's sake; longer ones extend it.
  static constexpr std::size_t kRoom = 64;

  Spellings(const Names& names, SpellValue* spell, Ids ids, LineBuffer& lines)
      : names_(names),
        spell_(spell),
        lines_(lines),
        quotes_(ids == Ids::quoted ? 1 : 0),
        instance_(std::string(quotes_, '"') + "ins-"),
        scaling_activity_(std::string(quotes_, '"') + "asa-") {}

  /// Puts what `value` stands for in `record`; puts nothing and returns false for none.
  bool put(Pen& pen, const Record& record, Meaning meaning, std::uint32_t value) {
    if (meaning == Meaning::number) {
      pen.put_number(value);
      return true;
    }
    if (is_none(meaning, value)) return false;
    if (meaning == Meaning::instance) return put_instance(pen, record, value);
    if (meaning == Meaning::scaling_activity) return put_id(pen, scaling_activity_, value);
    return put_name(pen, record, meaning, value);
  }

 private:
  bool put_id(Pen& pen, const BlockText& prefix, std::uint32_t number) {
    pen.put(prefix);
    pen.put_eight_digits(number);
    pen.put_some('"', quotes_);
    return true;
  }
  bool put_instance(Pen& pen, const Record& record, std::uint32_t value) {
    const InstanceName* const name = names_.instance(value);
    if (name == nullptr) return false;
    if (name->is_text()) return put_name(pen, record, Meaning::symbol, name->symbol().value);
    return put_id(pen, instance_, name->code);
  }
  bool put_name(Pen& pen, const Record& record, Meaning meaning, std::uint32_t value) {
    const std::vector<BlockText>& kept = kept_[static_cast<std::size_t>(meaning)];
    if (value < kept.size() && kept[value].size() > 0) {
      pen.put(kept[value]);
      return true;
    }
    Pen other = pen;  // its address is given away, and `pen` may stay in a register
    const bool some = put_other(other, record, meaning, value);
    pen = other;
    return some;
  }
  bool put_other(Pen& pen, const Record& record, Meaning meaning, std::uint32_t value);
  void keep(Meaning meaning, std::uint32_t value);

  const Names& names_;
  SpellValue* spell_;
  LineBuffer& lines_;
  std::size_t quotes_;  // on either side of an id
  BlockText instance_;  // what ids of instances begin with
  BlockText scaling_activity_;
  std::array<std::vector<BlockText>, kMeanings> kept_;  // by meaning and value
  std::size_t bytes_kept_ = 0;
  std::string plain_;
  std::string spelled_;
};

}  // namespace refreshsim
