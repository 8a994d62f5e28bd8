#include "sim/report/names.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

// RFC 4180: in quotes, which are doubled, if it holds a quote, a comma or a line break.
void append_cell(std::string& line, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
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

class CsvTimeline final : public RecordSink {
 public:
  CsvTimeline(const Scenario& scenario, ByteSink& out) : names_(scenario), out_(out) {
    out_.write(kCsvHead);
    out_.write("\r\n");
  }

  void hear(std::span<const Record> records) override {
    lines_.clear();
    for (const Record& record : records) append(record);
    out_.write(lines_);
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    append_integer(lines_, static_cast<std::uint64_t>(record.time_ms));
    append_integer(lines_ += ',', record.sequence);
    append_integer(lines_ += ',', record.cause);
    (lines_ += ',') += name(record.kind);
    append_field(record, Meaning::group, record.group);
    const RecordLayout& layout = layout_of(record);
    for (const FieldColumn& column : kFieldColumns) {
      append_field(record, layout.*column.meaning, record.*column.member);
    }
    lines_ += ',';
    append_cell(lines_, detail(record, layout));
    lines_ += "\r\n";
  }

  void append_field(const Record& record, Meaning meaning, std::uint32_t value) {
    lines_ += ',';
    field_.clear();
    if (names_.append(field_, record, meaning, value) != Spelled::none) append_cell(lines_, field_);
  }

  std::string_view detail(const Record& record, const RecordLayout& layout) {
    detail_.clear();
    for (const DetailField& field : layout.detail) {
      field_.clear();
      if (names_.append(field_, record, field.meaning, record.*field.member) == Spelled::none) {
        continue;
      }
      if (!detail_.empty()) detail_ += ' ';
      (detail_ += field.label) += '=';
      append_detail_value(detail_, field_);
    }
    return detail_;
  }

  Names names_;
  ByteSink& out_;
  std::string lines_;
  std::string field_;
  std::string detail_;
};

}  // namespace

std::unique_ptr<RecordSink> csv_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<CsvTimeline>(scenario, out);
}

}  // namespace refreshsim
