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
    fields_.append(lines_, "group", record, Meaning::group, record.group);
    const RecordLayout& layout = layout_of(record);
    for (const FieldColumn& column : kFieldColumns) {
      fields_.append(lines_ += ',', column.label, record, layout.*column.meaning,
                     record.*column.member);
    }
    fields_.append_detail(lines_ += ",\"detail\":", record, layout);
    lines_ += "}\n";
  }

  Names names_;
  ByteSink& out_;
  JsonFields fields_{names_};
  std::string lines_;
};

}  // namespace

std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<JsonLinesTimeline>(scenario, out);
}

}  // namespace refreshsim
