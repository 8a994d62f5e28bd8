#include <array>
#include <string>
#include <vector>

#include "sim/report/line_buffer.h"
#include "sim/report/spellings.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

// A line's text from one value to the next, and that value.
struct Piece {
  std::string before;
  std::uint32_t Record::*member;
  Meaning meaning;
};
// What a line of one layout is made of, after the three numbers that it begins with.
struct Plan {
  std::vector<Piece> pieces;
  std::string after;
};

class PlanMaker {
 public:
  Plan make(RecordKind kind, const RecordLayout& layout) {
    text_ = ",\"kind\":\"";
    (text_ += name(kind)) += '"';
    add("group", &Record::group, Meaning::group);
    for (const FieldColumn& column : kFieldColumns) {
      add(column.label, column.member, layout.*column.meaning);
    }
    text_ += ",\"detail\":{";
    for (const DetailField& field : layout.detail) add(field.label, field.member, field.meaning);
    plan_.after = text_ + "}}\n";
    return plan_;
  }

 private:
  void add(std::string_view label, std::uint32_t Record::*member, Meaning meaning) {
    if (!text_.ends_with('{')) text_ += ',';
    ((text_ += '"') += label) += "\":";
    if (meaning == Meaning::nothing) {
      text_ += "null";
    } else {
      plan_.pieces.push_back({text_, member, meaning});
      text_.clear();
    }
  }

  Plan plan_;
  std::string text_;
};

class JsonLinesTimeline final : public RecordSink {
 public:
  JsonLinesTimeline(const Scenario& scenario, ByteSink& out) : names_(scenario), out_(out) {
    for (std::size_t i = 0; i < plans_.size(); ++i) {
      const auto kind =
          i < kCount<RecordKind> ? static_cast<RecordKind>(i) : RecordKind::row_status;
      plans_[i] = PlanMaker().make(kind, layout_numbered(i));
    }
  }

  void hear(std::span<const Record> records) override {
    lines_.clear();
    for (const Record& record : records) append(record);
    out_.write(lines_.view());
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    lines_.put("{\"time_ms\":");
    lines_.put_number(static_cast<std::uint64_t>(record.time_ms));
    lines_.put(",\"sequence\":");
    lines_.put_number(record.sequence);
    lines_.put(",\"cause\":");
    lines_.put_number(record.cause);
    const Plan& plan = plans_[layout_number(record)];
    for (const Piece& piece : plan.pieces) {
      lines_.put(piece.before);
      if (!values_.append(lines_, record, piece.meaning, record.*piece.member)) lines_.put("null");
    }
    lines_.put(plan.after);
  }

  Names names_;
  Spellings values_{names_, spell_json, "\""};
  ByteSink& out_;
  LineBuffer lines_;
  std::array<Plan, kRecordLayouts> plans_;
};

}  // namespace

std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<JsonLinesTimeline>(scenario, out);
}

}  // namespace refreshsim
