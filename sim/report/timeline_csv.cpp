#include "sim/report/line_buffer.h"
#include "sim/report/spellings.h"
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
    lines_.put_number(static_cast<std::uint64_t>(record.time_ms));
    lines_.put(',');
    lines_.put_number(record.sequence);
    lines_.put(',');
    lines_.put_number(record.cause);
    lines_.put(',');
    lines_.put(name(record.kind));
    append_field(record, Meaning::group, record.group);
    const RecordLayout& layout = layout_of(record);
    for (const FieldColumn& column : kFieldColumns) {
      append_field(record, layout.*column.meaning, record.*column.member);
    }
    lines_.put(',');
    append_detail(record, layout);
    lines_.put("\r\n");
  }

  void append_field(const Record& record, Meaning meaning, std::uint32_t value) {
    lines_.put(',');
    cells_.append(lines_, record, meaning, value);
  }

  void append_detail(const Record& record, const RecordLayout& layout) {
    const std::size_t start = lines_.size();
    for (const DetailField& field : layout.detail) {
      const std::size_t before = lines_.size();
      if (before > start) lines_.put(' ');
      lines_.put(field.label);
      lines_.put('=');
      if (!details_.append(lines_, record, field.meaning, record.*field.member)) {
        lines_.shrink(before);
      }
    }
    if (detail_needs_quotes(lines_.from(start))) quote_from(start);
  }

  void quote_from(std::size_t start) {
    cell_.clear();
    append_cell(cell_, lines_.from(start));
    lines_.shrink(start);
    lines_.put(cell_);
  }

  Names names_;
  Spellings cells_{names_, spell_cell, ""};
  Spellings details_{names_, spell_detail, ""};
  ByteSink& out_;
  LineBuffer lines_;
  std::string cell_;
};

}  // namespace

std::unique_ptr<RecordSink> csv_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<CsvTimeline>(scenario, out);
}

}  // namespace refreshsim
