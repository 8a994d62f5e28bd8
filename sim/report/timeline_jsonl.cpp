#include "sim/report/line_plan.h"
#include "sim/report/timeline.h"
#include "sim/report/timeline_fields.h"

namespace refreshsim {
namespace {

/// A line, after the numbers that it begins with.
LinePlan json_line(RecordKind kind, const RecordLayout& layout) {
  LinePlanner line;
  line.text(",\"kind\":\"").text(name(kind)).text("\",\"group\":");
  line.value(&Record::group, Meaning::group);
  for (const FieldColumn& column : kFieldColumns) {
    line.text(",\"").text(column.label).text("\":");
    const Meaning meaning = layout.*column.meaning;
    meaning == Meaning::nothing ? line.text("null") : line.value(column.member, meaning);
  }
  return line.text(",\"detail\":").json_details(layout).text("}\n").made();
}

class JsonLinesTimeline final : public RecordSink {
 public:
  JsonLinesTimeline(const Scenario& scenario, ByteSink& out) : names_(scenario), out_(out) {}

  void hear(std::span<const Record> records) override {
    lines_.clear();
    for (const Record& record : records) append(record);
    out_.write(lines_.view());
  }

 private:
  void append(const Record& record) {
    names_.learn(record);
    const LinePlan& plan = plans_[layout_number(record)];
    Pen pen = lines_.begin(LineHead::kRoom + plan.room);
    head_.put(pen, record);
    plan.put_json(pen, values_, record);
    lines_.end(pen);
  }

  Names names_;
  ByteSink& out_;
  LineBuffer lines_;
  Spellings values_{names_, spell_json, Spellings::Ids::quoted, lines_};
  LineHead head_{"{\"time_ms\":", ",\"sequence\":", ",\"cause\":"};
  std::array<LinePlan, kRecordLayouts> plans_ = line_plans(json_line);
};

}  // namespace

std::unique_ptr<RecordSink> jsonl_timeline(const Scenario& scenario, ByteSink& out) {
  return std::make_unique<JsonLinesTimeline>(scenario, out);
}

}  // namespace refreshsim
