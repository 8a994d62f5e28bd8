#include "sim/report/json_writer.h"
#include "sim/report/names.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

class JsonLinesTimeline final : public RecordSink {
 public:
  JsonLinesTimeline(const Scenario& scenario, ByteSink& out) : names_(scenario), out_(out) {}

  void hear(std::span<const Record> records) override {
    lines_.clear();
    for (const Record& record : records) append(record);
    out_.write(lines_);
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    append_integer(lines_ += "{\"time_ms\":", static_cast<std::uint64_t>(record.time_ms));
    append_integer(lines_ += ",\"sequence\":", record.sequence);
    append_integer(lines_ += ",\"cause\":", record.cause);
    ((lines_ += ",\"kind\":\"") += name(record.kind)) += "\",";
    append_field("group", record, Meaning::group, record.group);
    const RecordLayout& layout = layout_of(record);
    for (const FieldColumn& column : kFieldColumns) {
      lines_ += ',';
      append_field(column.label, record, layout.*column.meaning, record.*column.member);
    }
    lines_ += ",\"detail\":{";
    bool first = true;
    for (const DetailField& field : layout.detail) {
      if (!first) lines_ += ',';
      first = false;
      append_field(field.label, record, field.meaning, record.*field.member);
    }
    lines_ += "}}\n";
  }

  void append_field(std::string_view label, const Record& record, Meaning meaning,
                    std::uint32_t value) {
    ((lines_ += '"') += label) += "\":";
    field_.clear();
    switch (names_.append(field_, record, meaning, value)) {
      case Spelled::none:
        lines_ += "null";
        break;
      case Spelled::number:
      case Spelled::flag:
        lines_ += field_;
        break;
      case Spelled::text:
        append_json_string(lines_, field_);
        break;
    }
  }

  Names names_;
  ByteSink& out_;
  std::string lines_;
  std::string field_;
};

}  // namespace

std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<JsonLinesTimeline>(scenario, out);
}

}  // namespace refreshsim
