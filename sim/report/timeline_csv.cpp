#include "sim/report/line_plan.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

// What makes a cell need quotes, RFC 4180: a quote, a comma or a line break.
bool needs_quotes(std::string_view text) {
  return text.find_first_of("\",\r\n") != std::string_view::npos;
}

// In details line breaks are escaped, within quotes. (find_first_of is far slower than this.)
bool detail_needs_quotes(std::string_view text) {
  return text.find('"') != std::string_view::npos || text.find(',') != std::string_view::npos;
}

// In quotes, and those within it doubled, if it needs them.
void append_cell(std::string& line, std::string_view text) {
  if (!needs_quotes(text)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void spell_cell(std::string& out, std::string_view text, Spelled) { append_cell(out, text); }
void spell_detail(std::string& out, std::string_view text, Spelled) {
  append_detail_value(out, text);
}

/// A line after the numbers that it begins with: its cells, and what its last cell is made of.
struct CsvPlan {
  LinePlan cells;
  LinePlan details;
};

CsvPlan csv_line(RecordKind kind, const RecordLayout& layout) {
  LinePlanner cells;
  cells.text(",").text(name(kind)).text(",").value(&Record::group, Meaning::group);
  for (const FieldColumn& column : kFieldColumns) {
    cells.text(",");
    const Meaning meaning = layout.*column.meaning;
    if (meaning != Meaning::nothing) cells.value(column.member, meaning);
  }
  LinePlanner details;
  for (const DetailField& field : layout.detail) {
    details.text(field.label).text("=").value(field.member, field.meaning);
  }
  return {cells.text(",").made(), details.text("\r\n").made()};
}

class CsvTimeline final : public RecordSink {
 public:
  CsvTimeline(const Scenario& scenario, ByteSink& out) : names_(scenario), out_(out) {
    out_.write(kCsvHead);
    out_.write("\r\n");
  }

  void hear(std::span<const Record> records) override {
    lines_.clear();
    for (const Record& record : records) append(record);
    out_.write(lines_.view());
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    const CsvPlan& plan = plans_[layout_number(record)];
    const std::size_t blanks = plan.details.pieces.size();
    Pen pen = lines_.begin(LineHead::kRoom + plan.cells.room + plan.details.room + blanks);
    head_.put(pen, record);
    for (const LinePiece& piece : plan.cells.pieces) {
      pen.put(piece.before);
      cells_.put(pen, record, piece.meaning, record.*piece.member);
    }
    pen.put(plan.cells.after);
    if (!plan.details.pieces.empty()) pen = with_details(pen, record, plan.details);
    pen.put(plan.details.after);
    lines_.end(pen);
  }

  /// With a blank between two of them; none is left out.
  Pen with_details(Pen pen, const Record& record, const LinePlan& plan) {
    const std::size_t start = lines_.reached_by(pen);
    for (const LinePiece& piece : plan.pieces) {
      Pen next = pen;
      if (lines_.reached_by(pen) > start) next.put(' ');
      next.put(piece.before);
      if (details_.put(next, record, piece.meaning, record.*piece.member)) pen = next;
    }
    return detail_needs_quotes(lines_.from(start, pen)) ? quoted_from(start, pen) : pen;
  }

  Pen quoted_from(std::size_t start, Pen pen) {
    cell_.clear();
    append_cell(cell_, lines_.from(start, pen));
    pen = lines_.extend(lines_.reaching(start), cell_.size());
    pen.put(std::string_view(cell_));
    return pen;
  }

  Names names_;
  ByteSink& out_;
  LineBuffer lines_;
  Spellings cells_{names_, spell_cell, Spellings::Ids::bare, lines_};
  Spellings details_{names_, spell_detail, Spellings::Ids::bare, lines_};
  LineHead head_{"", ",", ","};
  std::array<CsvPlan, kRecordLayouts> plans_ = line_plans(csv_line);
  std::string cell_;
};

}  // namespace

std::unique_ptr<RecordSink> csv_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<CsvTimeline>(scenario, out);
}

}  // namespace refreshsim
