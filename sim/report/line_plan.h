// What lines of a timeline are made of: texts that are the same in every line of a layout, and the
// values between them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "refreshsim/record.h"
#include "sim/report/line_buffer.h"
#include "sim/report/record_layout.h"
#include "sim/report/spellings.h"

namespace refreshsim {

/// The text from one value to the next, and that value.
struct LinePiece {
  BlockText before;
  std::uint32_t Record::*member;
  Meaning meaning;
};

/// A line of one layout, or a part of it.
struct LinePlan {
  std::vector<LinePiece> pieces;
  BlockText after;
  std::size_t room;  ///< what it needs, but for values that extend the line

  /// As JSON: what is none is null.
  void put_json(Pen& pen, Spellings& values, const Record& record) const {
    for (const LinePiece& piece : pieces) {
      pen.put(piece.before);
      if (!values.put(pen, record, piece.meaning, record.*piece.member)) pen.put("null");
    }
    pen.put(after);
  }
};

class LinePlanner {
 public:
  LinePlanner& text(std::string_view constant);
  LinePlanner& value(std::uint32_t Record::*member, Meaning meaning);
  /// A JSON object with a layout's details.
  LinePlanner& json_details(const RecordLayout& layout);
  LinePlan made();

 private:
  LinePlan plan_;
  std::string text_;  // since the last value
};

/// What every line begins with: time, sequence and cause, each after a text of the format's. Most
/// records have the time of the one before, so the text up to the sequence is kept.
class LineHead {
 public:
  static constexpr std::size_t kRoom = 3 * (BlockText::kBlock + Pen::kMostDigits);

  LineHead(std::string_view time, std::string_view sequence, std::string_view cause);
  void put(Pen& pen, const Record& record) {
    if (record.time_ms != time_ms_) renew(record.time_ms);
    pen.put_blocks(kept_.data(), kept_size_);
    pen.put_number(record.sequence);
    pen.put(cause_);
    pen.put_number(record.cause);
  }

 private:
  void renew(std::int64_t time_ms);

  BlockText time_;
  BlockText sequence_;
  BlockText cause_;
  std::int64_t time_ms_ = -1;  // of no record
  std::array<char, kRoom> kept_{};
  std::size_t kept_size_ = 0;
};

/// The plans of all layouts by their numbers, each made by `make`.
template <class Plan>
std::array<Plan, kRecordLayouts> line_plans(Plan (*make)(RecordKind, const RecordLayout&)) {
  std::array<Plan, kRecordLayouts> plans;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    plans[i] = make(kind_of_layout(i), layout_numbered(i));
  }
  return plans;
}

}  // namespace refreshsim
